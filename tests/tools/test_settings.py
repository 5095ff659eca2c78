"""project.toml: what is empty is left out everywhere, and what is filled in appears everywhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

import settings
from make.release import release_problems
from pages.security import write_security
from pkce_core import __version__
from settings import Settings, on_config, on_page_content, read_settings

ROOT = Path(__file__).parents[2]
FILLED = """
repository = "https://git.example/ada/pkce/"
authors = ["Ada Lovelace <ada@example.org>", "Charles"]
security_contact = "security@example.org"
"""
EMPTY = 'repository = ""\nauthors = []\nsecurity_contact = ""\n'


@pytest.fixture(params=[FILLED, EMPTY], ids=["filled", "empty"])
def filled(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Settings of our own in place of the project's; true when they are filled in."""
    file = tmp_path / "project.toml"
    file.write_text(request.param, encoding="utf-8")
    monkeypatch.setattr(settings, "FILE", file)
    return bool(request.param == FILLED)


def test_the_projects_own_settings_are_complete() -> None:
    """project.toml has every setting, empty or not."""
    assert isinstance(read_settings(), Settings)


def test_the_site_links_to_the_repository(filled: bool) -> None:
    """Every page has the link when the address is known."""
    config = on_config(MkDocsConfig())
    assert config.repo_url == ("https://git.example/ada/pkce" if filled else None)
    assert config.extra["version"] == __version__


def test_recipes_show_the_repository(filled: bool) -> None:
    """Recipes show the address, and REPOSITORY while nobody has filled it in."""
    shown = on_page_content("<code>git clone REPOSITORY pkce</code>")
    address = "https://git.example/ada/pkce" if filled else "REPOSITORY"
    assert shown == f"<code>git clone {address} pkce</code>"


def test_recipes_have_the_placeholder() -> None:
    """The pages that say how to get a clone have the placeholder."""
    for name in ("CONTRIBUTING.md", "docs/your-site.md"):
        assert "git clone REPOSITORY" in (ROOT / name).read_text(encoding="utf-8")


def test_security_names_the_contact(filled: bool) -> None:
    """SECURITY.md names the contact and the repository when they are known, and is a whole sentence without."""
    text = write_security(read_settings())
    assert ("security@example.org" in text) == filled
    assert ("https://git.example/ada/pkce/security" in text) == filled


@pytest.mark.parametrize("project", [".", "site_plugins", "site_plugins/pkce_widgets"])
def test_metadata_has_what_is_filled_in(project: str, filled: bool, tmp_path: Path) -> None:
    """Authors and links are in a package's metadata when they are known, and their fields are absent otherwise."""
    copy = tmp_path / "copy"
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "pkce_core/_version.py"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    shutil.copy(tmp_path / "project.toml", copy)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (copy / project).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / project / name, copy / project / name)
    command = [sys.executable, "-m", "hatchling", "metadata"]
    done = subprocess.run(command, cwd=copy / project, capture_output=True, text=True, check=True, timeout=60)
    assert ("Ada Lovelace" in done.stdout) == ("ada@example.org" in done.stdout) == filled
    assert ("https://git.example/ada/pkce/issues" in done.stdout) == ('"urls"' in done.stdout) == filled
    assert ('"authors"' in done.stdout) == ("Charles" in done.stdout) == filled
    assert '"version": "0.' in done.stdout


def test_a_release_stops_and_says_what_is_missing(filled: bool) -> None:
    """Each empty setting is named."""
    problems = [problem for problem in release_problems() if problem.startswith("project.toml")]
    named = ["repository", "authors", "security_contact"]
    assert problems == ([] if filled else [f"project.toml: {name} is empty." for name in named])
