"""The reference: the command's page and the library's pages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

import pkce_core

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "reference").glob("*.md"))
ENTRY = re.compile(r"^::: (\S+)$", re.MULTILINE)
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_public_name_has_one_place() -> None:
    """Each name of `pkce_core.__all__` stands on exactly one page, and no other name of the package does."""
    entries = Counter(name for page in PAGES for name in ENTRY.findall(page.read_text(encoding="utf-8")))
    assert entries == Counter(f"pkce_core.{name}" for name in pkce_core.__all__)


def test_every_page_is_listed() -> None:
    """Each page is in the navigation, and each of the library's in the table of the first."""
    index = (ROOT / "docs" / "reference" / "index.md").read_text(encoding="utf-8")
    navigation = yaml.dump(load_config(str(ROOT / "mkdocs.yml")).nav)
    for page in PAGES:
        assert f"reference/{page.name}" in navigation
        assert page.name == "index.md" or f"]({page.name})" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_run(page: Path) -> None:
    """What a reader may copy from a page runs."""
    for code in EXAMPLE.findall(page.read_text(encoding="utf-8")):
        exec(compile(code, page.name, "exec"), {})  # noqa: S102 - our own page
