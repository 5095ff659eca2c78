"""What a live part answers, without a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.elements import Element
from pkce_widgets.view.part import Inputs, PartView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_widgets.view.part import Part


def view_of(
    part: Part,
    values: Mapping[str, str],
    *,
    typing: str = "",
    action: str = "",
    now: float | None = None,
    is_example: bool = False,
) -> PartView:
    """The answer of a part that doesn't wait for a browser."""
    view = part.view(Inputs(values=values, typing=typing, action=action, now=now, is_example=is_example))
    assert isinstance(view, PartView)
    return view


def words(view: PartView) -> str:
    """The text of a view, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", to_html(view.body))).strip()


def elements(element: Element) -> Iterator[Element]:
    """An element and every one inside it, in order."""
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from elements(child)


def copied(view: PartView, what: str) -> str:
    """What the button copies whose announced name starts with Copy and ends in `what`; "" if there is none."""
    names = ((each, each.attributes.get("aria-label", "")) for each in elements(view.body))
    buttons = [each for each, name in names if name.startswith("Copy") and name.endswith(f": {what}")]
    return buttons[0].attributes["data-copy"] if buttons else ""
