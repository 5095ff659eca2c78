"""The table of licenses, for a page of the site."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accountable.facts import Facts

PLACE = "<!-- licenses -->"
"""What a page has where the table belongs."""
_HEAD = ("| What | Version | License | Part of |", "| --- | --- | --- | --- |")
FOLDER = "licenses"
"""The folder of the license texts, in the site."""


def with_table(markdown: str, page: str, found: Sequence[Facts]) -> str:
    """Put the table into a page that has a place for it.

    Args:
        markdown: the page.
        page: its path, relative to the folder of the pages.
        found: what the site ships.
    """
    if PLACE not in markdown:
        return markdown
    here = posixpath.dirname(page)
    rows = [_row(each, posixpath.relpath(f"{FOLDER}/{each.text_name}", here or ".")) for each in found]
    return markdown.replace(PLACE, "\n".join([*_HEAD, *rows]))


def _row(facts: Facts, text: str) -> str:
    component = facts.component
    name = f"[{_plain(component.name)}]({component.source})" if component.source else _plain(component.name)
    what = f"**{name}**<br>{_plain(component.what)}" if component.what else f"**{name}**"
    return f"| {what} | {facts.version} | [{component.license}]({text}) | {_plain(component.part_of)} |"


def _plain(text: str) -> str:
    """Text in which Markdown sees no marks."""
    return text.replace("*", "\\*").replace("|", "\\|").replace("_", "\\_")
