"""What a built page refers to: files, pages, places in pages, and elements by their id."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LINKS = ("href", "xlink:href", "src", "poster", "data", "action")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "headers")
"""Attributes that hold ids of the same page, separated by spaces."""


@dataclass(kw_only=True)
class BuiltPage:
    """The parts of a page that have to fit together.

    Attributes:
        ids: every id, as often as it stands there.
        links: every address in an attribute, or in `srcset`.
        references: attribute and id, for every id that the page says it has.
    """

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = BuiltPage()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = value or ""
            if name == "id":
                self.page.ids.append(text)
            elif name in LINKS:
                self.page.links.append(text)
            elif name == "srcset":
                self.page.links += [part.split()[0] for part in text.split(",")]
            elif name in REFERENCES:
                self.page.references += [(name, one) for one in text.split()]


def read_built_page(file: Path) -> BuiltPage:
    """Read a page."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader.page
