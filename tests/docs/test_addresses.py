"""The addresses of the site: all are listed in tests/addresses.txt, and a released one never dies.

Readers keep addresses in bookmarks, in tickets and in error messages. Until the first release tag, an address may
change without notice. From then on, a page that moves leaves a page at its old address.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

ROOT = Path(__file__).parents[2]
LIST = "tests/addresses.txt"


def read(text: str) -> list[str]:
    """The addresses in the text of the list, one a line."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def released() -> dict[str, list[str]]:
    """The list at each release tag."""

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    tags = git("tag", "--list", "v*").stdout.split()
    return {tag: read(git("show", f"{tag}:{LIST}").stdout) for tag in tags}


def died(now: list[str], lists: dict[str, list[str]]) -> list[str]:
    """The addresses of a release that aren't there any more, each with its release."""
    return [f"{tag}: {each}" for tag, addresses in lists.items() for each in addresses if each not in now]


def addresses(site: BuiltSite) -> list[str]:
    """The addresses in the sitemap, below the site's own."""
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    return sorted(each.removeprefix(site.url) or "/" for each in re.findall(r"<loc>(.+?)</loc>", sitemap))


def test_a_dead_address_is_found() -> None:
    """The test below can fail: an address of a release that has gone is named with its release."""
    assert died(["a/"], {"v1": ["a/", "b/"], "v2": ["a/"]}) == ["v1: b/"]


def test_every_address_is_listed(built_site: BuiltSite) -> None:
    """The list has each page of the site, and no other: a new page adds a line, and a lost one is noticed."""
    assert read((ROOT / LIST).read_text(encoding="utf-8")) == addresses(built_site)


def test_no_released_address_died(built_site: BuiltSite) -> None:
    """What was an address at any release tag is one today."""
    assert died(addresses(built_site), released()) == []
