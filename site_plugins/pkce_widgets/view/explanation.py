"""The causes of an error: each with its evidence and its fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.components import heading, prose, spec_link
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core import Cause, Explanation


def certainty(explanation: Explanation) -> str:
    """How certain the cause of an error is: "proved", "likely" or "unknown". An error alone proves no cause."""
    if any(cause.status == "proved" for cause in explanation.causes):
        return "proved"
    first = explanation.causes[:1]
    return "likely" if any(cause.named or cause.evidence for cause in first) else "unknown"


def cause_list(title: str, items: Iterable[Element]) -> Element:
    """Causes in order, below what they have in common."""
    return el("div", heading(title), el("ol", *items, class_="pkce-causes", role="list"))


def cause_item(cause: Cause, *more: Node | None) -> Element:
    """A cause with its evidence, its fix and `more`, marked when the values prove it."""
    evidence = el("span", *prose(cause.evidence), class_="pkce-cause__evidence") if cause.evidence else None
    return el(
        "li",
        el("span", *prose(cause.text), class_="pkce-cause__text"),
        evidence,
        el("span", *prose(cause.fix), " ", spec_link(cause.spec)),
        *more,
        class_="pkce-cause",
        data_proved="true" if cause.status == "proved" else None,
    )


def folded_causes(title: str, causes: tuple[Cause, ...]) -> Element | None:
    """Causes that matter less, behind a line that the reader can open; None when there are none."""
    if not causes:
        return None
    items = [
        el("li", el("span", *prose(each.text)), el("span", *prose(each.evidence or each.fix)), class_="pkce-cause")
        for each in causes
    ]
    return el(
        "details",
        el("summary", f"{title} ({len(causes)})"),
        el("ul", *items, class_="pkce-causes", role="list"),
        class_="pkce-folded",
    )
