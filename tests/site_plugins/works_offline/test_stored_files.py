"""Which files are stored, in which order pages come, and what the limit leaves out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from works_offline.stored_files import SiteTooLargeError, address_of, choose_files, transferred

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = ("404.html", "assets/a.0123456789ab.js", "assets/photo.png", "index.html", "search/index.json")
PAGES = ("a/index.html", "b/index.html", "c/index.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Five files that any page needs, three pages of a kilobyte that nothing makes smaller, and what isn't stored."""
    for name in [*NEEDED, "assets/a.js.map", "assets/a.js.br", "robots.txt", "service-worker.js", "_headers"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x" * 10_000)
    for name in PAGES:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(os.urandom(1000))
    return tmp_path


def test_everything_fits(site: Path) -> None:
    """Pages and what they load are stored; maps, compressed files and what crawlers and hosts read are not."""
    stored = choose_files(site, [])
    assert stored.paths == tuple(sorted([*NEEDED, *PAGES]))
    assert stored.left_out == ()
    assert stored.transferred == sum(transferred(site / path) for path in stored.paths)


def test_the_limit_leaves_out_the_last_pages(site: Path) -> None:
    """Pages come in the order of the navigation, then by path; what any page needs always comes."""
    needed = sum(transferred(site / path) for path in NEEDED)
    stored = choose_files(site, ["c/index.html"], limit=needed + 2500)
    assert stored.left_out == ("b/index.html",)
    assert set(stored.paths) == {*NEEDED, "a/index.html", "c/index.html"}
    assert stored.transferred <= needed + 2500


def test_what_every_page_needs_is_too_large(site: Path) -> None:
    """The author is told, with what to do."""
    with pytest.raises(SiteTooLargeError, match=r"exclude .* or set `offline: false`"):
        choose_files(site, [], limit=100)


def test_what_the_author_excludes(site: Path) -> None:
    """By patterns of paths."""
    assert set(choose_files(site, [], ["assets/*", "b/*"]).paths).isdisjoint({"assets/photo.png", "b/index.html"})


def test_only_text_is_compressed(site: Path) -> None:
    """Pictures and fonts travel as they are."""
    assert transferred(site / "assets/photo.png") == 10_000
    assert transferred(site / "index.html") < 100


def test_addresses() -> None:
    """A folder's page has the folder's address."""
    assert [address_of(path) for path in ("index.html", "a/index.html", "a/b.html")] == ["", "a/", "a/b.html"]
