"""The sites that are built to be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import load_config

from benchmarks.builds import PLUGINS
from benchmarks.sample_site import page_text, write_site

if TYPE_CHECKING:
    from pathlib import Path


def test_a_site_has_its_pages_and_plugins(tmp_path: Path) -> None:
    """As many pages as wanted, a start page among them, and the plugins that a kind of build names."""
    for number, kinds in enumerate(PLUGINS.values()):
        for kind in kinds:
            folder = tmp_path / f"{number}-{len(kind)}"
            folder.mkdir()
            write_site(folder, 12, kind)
            assert sum(1 for _ in folder.rglob("*.md")) == 12
            assert (folder / "docs" / "index.md").is_file()
            assert [name.removeprefix("material/") for name in load_config(str(folder / "mkdocs.yml")).plugins] == list(
                kind
            )


def test_pages_differ_and_stay_the_same() -> None:
    """No page is another's copy, and a second run builds the same pages. Every tenth has a live part."""
    pages = [page_text(number) for number in range(20)]
    assert pages == [page_text(number) for number in range(20)]
    assert len(set(pages)) == 20
    assert [number for number, page in enumerate(pages) if "pkce-check" in page] == [0, 10]
    assert all(4_000 < len(page) < 12_000 for page in pages)
