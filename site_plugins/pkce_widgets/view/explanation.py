"""An explained error as it is shown: what it means, then its causes, each with evidence and fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.components import prose
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from pkce_core import Cause, Explanation


def explanation_view(explanation: Explanation, *, meaning: bool = True) -> Element:
    """The causes with what proves them, and those that the values rule out; its meaning unless that was said."""
    ruled_out = [el("li", *prose(cause.text), " ", *prose(cause.evidence)) for cause in explanation.ruled_out]
    spec = explanation.spec
    return el(
        "div",
        el(
            "p",
            *(prose(explanation.meaning) if meaning else ()),
            *((" ", el("a", str(spec), href=spec.url, class_="pkce-spec")) if spec else ()),
        ),
        el("p", "What causes it, the likeliest first", class_="pkce-steps__title") if explanation.causes else None,
        el("ol", *map(cause_item, explanation.causes), class_="pkce-causes"),
        el(
            "details",
            el("summary", "What your values rule out"),
            el("ul", *ruled_out, class_="pkce-causes"),
        )
        if ruled_out
        else None,
        class_="pkce-explanation",
    )


def cause_item(cause: Cause) -> Element:
    evidence = el("span", *prose(cause.evidence), class_="pkce-cause__evidence") if cause.evidence else None
    return el(
        "li",
        el("span", *prose(cause.text), class_="pkce-cause__text"),
        evidence,
        el("span", *prose(cause.fix), " ", el("a", str(cause.spec), href=cause.spec.url, class_="pkce-spec")),
        class_="pkce-cause",
        data_proved="true" if cause.evidence else None,
    )
