"""The text of the service worker, and the mark of a build."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from works_offline.stored_files import StoredFiles
from works_offline.worker_file import build_id, lightened, mark, page_assets, removing_worker, storing_worker

if TYPE_CHECKING:
    from pathlib import Path

STORED = StoredFiles(paths=("a/index.html", "b.css"), transferred=0)
LARGEST = 8_000  # bytes, without the list of files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<head></head>")
    (tmp_path / "b.css").write_text("b{}")
    return tmp_path


def test_a_build_has_its_own_name(site: Path) -> None:
    """The same files have the same name, and each changed file changes it."""
    before = build_id(site, STORED)
    assert before == build_id(site, STORED)
    (site / "b.css").write_text("c{}")
    assert build_id(site, STORED) != before


def test_a_page_says_its_build() -> None:
    """Once, at the end of its head."""
    assert mark("<head></head></head>", "abc") == '<head><meta name="offline-build" content="abc">\n</head></head>'


def test_the_worker_knows_each_file(site: Path) -> None:
    """By its address, with the hash that the browser compares."""
    text = storing_worker(site, STORED, "abc")
    told = json.loads(text.partition(" = ")[2].partition(";\n")[0])
    assert told["build"] == "abc"
    assert told["files"]["b.css"] == base64.b64encode(hashlib.sha256(b"b{}").digest()).decode()
    assert list(told["files"]) == ["a/", "b.css"]


def test_the_worker_is_small(site: Path) -> None:
    """Without comments; smaller than a library would be."""
    text = storing_worker(site, STORED, "abc")
    assert len(text.encode()) < LARGEST
    assert "/**" not in text
    assert "\n//" not in text
    assert "import " not in text
    assert "export " not in text


def test_the_other_worker_removes(site: Path) -> None:
    """It unregisters itself, deletes this site's caches alone, and stores nothing."""
    text = removing_worker()
    assert "unregister()" in text
    assert "works-offline ${self.registration.scope} " in text
    assert "works-offline ${ROOT} " in storing_worker(site, STORED, "abc")
    assert "fetch" not in text


def test_comments_go_and_strings_stay() -> None:
    """The text that browsers get is what the source says."""
    source = '/** Why. */\n  // more\nconst a = /** @type {string} */ ("https://a.example/"); // so\n\nb();\n'
    assert lightened(source) == 'const a = ("https://a.example/");\nb();\n'


def test_what_pages_load() -> None:
    """The worker isn't among it: it belongs to the root of the site."""
    assert set(page_assets()) == {"start.mjs", "page.mjs", "offline.css"}
    assert len(page_assets()["start.mjs"]) < 1000  # it is in every page, before anything is stored
