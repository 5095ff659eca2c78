"""The causes of an error: what each rests on, its evidence and its fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.components import heading, prose, spec_link
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core import Cause, Explanation

RULED_OUT = "ruled out"
BY_TIME = "code-old"
"""The cause whose evidence may be a bound on an age. Such a bound proves nothing."""


def is_shown(cause: Cause) -> bool:
    """Whether a request that may not be the one that was sent has the mistake: proof under a condition."""
    return cause.status == "possible" and bool(cause.evidence) and not cause.named and cause.slug != BY_TIME


def certain_causes(explanation: Explanation) -> tuple[Cause, ...]:
    """The causes at the start that are proved, or are under a condition; a mistake after others is no likely cause."""
    causes = explanation.causes
    end = next((at for at, cause in enumerate(causes) if cause.status != "proved" and not is_shown(cause)), len(causes))
    return causes[:end]


def first_certain(explanation: Explanation) -> Cause | None:
    """The first cause if it is proved, or is under a condition; None if there is not enough to tell."""
    return next(iter(certain_causes(explanation)), None)


def certainty(explanation: Explanation) -> str:
    """How certain the first cause of an error is: "proved"; "likely" if it rests on a condition or on the words of the
    server; else "unknown". An error alone proves no cause."""
    if first := first_certain(explanation):
        return "likely" if is_shown(first) else "proved"
    return "likely" if any(cause.named for cause in explanation.causes[:1]) else "unknown"


def condition(cause: Cause, *, pasted: bool) -> str:
    """The sentence that says what a cause rests on; "" if it is proved without a condition.

    Args:
        cause: the cause.
        pasted: whether the reader pasted the request that was sent.
    """
    if not is_shown(cause):
        return ""
    return f"This is so if you {'ran the pasted command' if pasted else 'sent these values'} unchanged."


def shown_title(*, pasted: bool) -> str:
    """The line above the causes that a request shows.

    Args:
        pasted: whether the reader pasted the request that was sent.
    """
    return f"Proved, if you {'ran the pasted command' if pasted else 'sent these values'} unchanged"


def ask_reader(cause: str, question: str) -> Element:
    """What only the reader knows, with a button for each reply.

    Args:
        cause: the slug of the cause that the reply is about.
        question: to be answered with yes or no.
    """
    look = "pkce-button pkce-button--small"
    buttons = [
        el("button", label, type="button", class_=look, data_reply=f"{cause}={reply}")
        for label, reply in (("Yes", "yes"), ("No", "no"), ("Don’t know", "unknown"))
    ]
    return el("div", el("span", question), *buttons, class_="pkce-ask", role="group")


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
        data_proved="true" if cause.status == "proved" or is_shown(cause) else None,
    )


def ruled_out(explanation: Explanation, whose: str = "your") -> list[Element | None]:
    """What the values exclude, folded: without a condition, and if the request was sent as it is known.

    Args:
        explanation: the causes.
        whose: whose values these are.
    """
    certain = tuple(each for each in explanation.ruled_out if each.status == RULED_OUT)
    conditional = tuple(each for each in explanation.ruled_out if each.status != RULED_OUT)
    return [
        folded_causes(f"Ruled out by {whose} values", certain),
        folded_causes("Ruled out if the request was sent unchanged", conditional),
    ]


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
