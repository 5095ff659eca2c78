"""The plugin in a small site: what it adds, what it leaves out, and when it stops the build."""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from accountable.commit import EPOCH
from tests.site_plugins.accountable.test_commit import commit

if TYPE_CHECKING:
    from pathlib import Path

FILES = "['*.html', /search/, /sitemap.xml, /assets/own.*]"
OWN = f"[{{name: Mine, license: MIT, text: LICENSE, version: '1', files: {FILES}}}]"
PAGE = "# Licenses\n\n<!-- licenses -->\n"


def made(folder: Path, options: str, files: tuple[str, ...] = ("assets/own.css",)) -> Path:
    """The sources of a site with Material."""
    for name in files:
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text("a{}")
    (folder / "docs" / "index.md").write_text(PAGE)
    (folder / "LICENSE").write_text("Do what you like.")
    theme = "theme: {name: material, font: false}\nsite_url: https://docs.example/\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Demo\n{theme}plugins: [search, accountable: {{{options}}}]\n")
    return folder


def built(folder: Path, command: Literal["build", "serve"] = "build") -> Path:
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(autouse=True)
def without_date(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever the machine says, and whatever repository the folder of tests may be in."""
    monkeypatch.delenv(EPOCH, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def all_of_it(own: str = OWN) -> str:
    return f"known: [material], leave_out: [/assets/javascripts/lunr/], components: {own}"


def test_what_it_adds(tmp_path: Path) -> None:
    """The bill of materials, the texts and the table; other languages' search is left out."""
    site = built(made(tmp_path, all_of_it()))
    names = [each["name"] for each in json.loads((site / "sbom.cdx.json").read_text())["components"]]
    assert names[:2] == ["Mine", "Material for MkDocs"]
    assert (site / "licenses" / "mine.txt").read_text() == "Do what you like."
    assert "Martin Donath" in (site / "licenses" / "material-for-mkdocs.txt").read_text()
    assert '<a href="licenses/mine.txt">MIT</a>' in (site / "index.html").read_text()
    assert not (site / "assets" / "javascripts" / "lunr").exists()


def test_a_file_without_an_entry_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The error says which file, and where an entry goes."""
    made(tmp_path, all_of_it(), ("assets/own.css", "assets/new.js"))
    with pytest.raises(Abort):
        built(tmp_path)
    assert "assets/new.js has no license entry." in caplog.text
    assert "An entry of `components`, under `accountable` in mkdocs.yml" in caplog.text
    assert "own.css" not in caplog.text


def test_an_author_who_writes_is_not_stopped(tmp_path: Path) -> None:
    """`mkdocs serve` shows a page with a new picture at once."""
    assert built(made(tmp_path, all_of_it(), ("assets/own.css", "assets/new.js")), "serve").exists()


def test_many_files_without_an_entry(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The error says how many more there are."""
    with pytest.raises(Abort):
        built(made(tmp_path, f"components: {OWN}"))
    assert caplog.text.count("has no license entry.") == 10
    assert "more.\n" in caplog.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("known: [word]", "accountable: 'word' isn't known"),
        (
            "known: [live-python]",
            "accountable: The version of 'Pyodide' is 'runtime:pyodide', and this site has no l",
        ),
        (f"components: {OWN.replace('LICENSE', 'COPYING')}", "accountable: The license of 'Mine' should be in"),
    ],
)
def test_a_wrong_entry_stops_the_build(
    options: str, message: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Before anything is built."""
    with pytest.raises(Abort):
        built(made(tmp_path, options))
    assert message in caplog.text
    assert not (tmp_path / "site" / "index.html").exists()


def test_the_date_is_that_of_the_commit(tmp_path: Path) -> None:
    """In the sitemap and in the bill, and the environment is afterwards as before."""
    commit(made(tmp_path, all_of_it()), 1_700_000_000)
    site = built(tmp_path)
    assert "<lastmod>2023-11-14</lastmod>" in (site / "sitemap.xml").read_text()
    bill = json.loads((site / "sbom.cdx.json").read_text())
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert EPOCH not in os.environ


def test_a_given_date_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sets SOURCE_DATE_EPOCH knows why, also where a build fails."""
    monkeypatch.setenv(EPOCH, "1000000000")
    commit(made(tmp_path, all_of_it()), 1_700_000_000)
    assert "<lastmod>2001-09-09</lastmod>" in (built(tmp_path) / "sitemap.xml").read_text()
    (tmp_path / "LICENSE").unlink()
    with pytest.raises(Abort):
        built(tmp_path)
    assert os.environ[EPOCH] == "1000000000"


def test_a_failed_build_leaves_no_date(tmp_path: Path) -> None:
    """The next build of this process takes the date of its own commit."""
    commit(made(tmp_path, "known: [word]"), 1_700_000_000)
    with pytest.raises(Abort):
        built(tmp_path)
    assert EPOCH not in os.environ


def test_without_a_commit(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The date is today's, and a line says so; the bill has none."""
    with caplog.at_level(logging.INFO):
        site = built(made(tmp_path, all_of_it()))
    assert "There is no commit to take the date from" in caplog.text
    assert "timestamp" not in json.loads((site / "sbom.cdx.json").read_text())["metadata"]
