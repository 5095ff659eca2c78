"""The plugin in a small site: on, off, and while an author writes."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.support.offline_site import build_small_site
from works_offline import LIMIT, stored_files

if TYPE_CHECKING:
    from pathlib import Path


def test_a_site_that_is_stored(tmp_path: Path) -> None:
    """Each page has the script, its build and a place for the line; the worker is of the same build."""
    site = build_small_site(tmp_path)
    worker = (site / "service-worker.js").read_text()
    builds = set(re.findall(r'"build": "(\w+)"', worker))
    for page in ("index.html", "far/index.html", "404.html"):
        text = (site / page).read_text()
        assert set(re.findall(r'<meta name="offline-build" content="(\w+)">', text)) == builds
        assert re.search(r'<script[^>]* src="[^"]*assets/offline\.\w{12}/start\.mjs" type="module">', text)
        assert "<div data-works-offline></div></body>" in text
        assert f'"{page.removesuffix("index.html")}"' in worker
    assert (site / "service-worker.js.br").exists()
    assert '"sitemap.xml"' in worker


def test_the_author_turns_it_off(tmp_path: Path) -> None:
    """Pages have nothing of it, and the worker frees readers of an earlier build."""
    site = build_small_site(tmp_path, offline=False)
    assert "unregister" in (site / "service-worker.js").read_text()
    assert "offline" not in (site / "index.html").read_text()
    assert not list(site.glob("assets/offline*"))


def test_nothing_is_stored_while_an_author_writes(tmp_path: Path) -> None:
    """`mkdocs serve` shows each change, also to an author who stored the site from the same port."""
    site = build_small_site(tmp_path, command="serve")
    assert "unregister" in (site / "service-worker.js").read_text()
    assert "start.mjs" not in (site / "index.html").read_text()


def test_a_theme_with_its_own_place(tmp_path: Path) -> None:
    """There the line comes, and nowhere else."""
    site = build_small_site(tmp_path, text="<p data-works-offline></p>")
    assert (site / "index.html").read_text().count("data-works-offline") == 1


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    """The name of a build depends on nothing but the files."""
    one, other = tmp_path / "one", tmp_path / "other"
    texts = [(build_small_site(folder) / "service-worker.js").read_bytes() for folder in (one, other)]
    assert texts[0] == texts[1]


def test_pages_that_do_not_fit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The author gets a warning with their names, which ends a strict build."""
    monkeypatch.setattr(stored_files, "transferred", lambda path: LIMIT if "far" in path.parts else 0)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build_small_site(tmp_path, text="x")
    assert not [record for record in caplog.records if "limit" in record.message]
    monkeypatch.setattr(stored_files, "transferred", lambda path: LIMIT if path.name == "index.html" else 0)
    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        build(load_config(str(tmp_path / "mkdocs.yml")))
    assert "Not stored, because of the limit: far/index.html" in caplog.text


def test_a_site_that_is_too_large(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build fails and says what to do."""
    monkeypatch.setattr(stored_files, "transferred", lambda _: LIMIT)
    with pytest.raises(Abort):
        build_small_site(tmp_path)
    assert "works-offline: What every page needs takes" in caplog.text
