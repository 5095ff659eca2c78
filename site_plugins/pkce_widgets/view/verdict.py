"""The word above a verdict, and the state that its color and icon follow.

Color means one thing: green is right, amber is right with a warning, red is wrong, blue is not enough to tell. An
attack that a check stops is a success.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core import Report

WORDS = {
    "empty": "",
    "right": "Right",
    "warning": "Right, with a warning",
    "wrong": "Wrong",
    "proved": "Wrong · proved",
    "likely": "Wrong · likely",
    "unknown": "Not enough to tell",
    "stopped": "Stopped",
    "waiting": "Waiting",
}
"""Every state of a verdict, and its word. An untouched part is empty: it has no word and no color."""
STEPS = {
    1: "provider metadata issuer authorization_endpoint token_endpoint client_id",
    2: "redirect_uri registered_redirect_uri",
    3: "code_verifier code_challenge",
    4: "authorization_requested_url state nonce",
    5: "redirect code returned_state",
    6: "token_request",
    7: "token_response",
}
"""The steps of the flow, and the values that each gives."""
STEP_OF = {name: step for step, names in STEPS.items() for name in names.split()}


def state_of(report: Report) -> str:
    """The state of a verdict that rests on a report: wrong, warning or right."""
    if report.errors:
        return "wrong"
    return "warning" if report.warnings else "right"


def waiting_for(missing: Iterable[str]) -> str:
    """The word of a part that has to wait: the step that gives the first of its missing values."""
    step = min((STEP_OF[name] for name in missing if name in STEP_OF), default=0)
    return f"Waiting for step {step}" if step else WORDS["waiting"]


def verdict(state: str, sentence: str, *detail: Node, word: str = "") -> Element:
    """A verdict: a bar and an icon for its state, the word, the sentence, and what there is to add in quieter text."""
    more = (" ", el("span", *detail, class_="pkce-verdict__rest")) if detail else ()
    return el(
        "p",
        el("span", word or WORDS[state], class_="pkce-verdict__word"),
        " ",
        el("span", sentence, *more, class_="pkce-verdict__text"),
        class_="pkce-verdict",
        data_state=state,
    )


def example_of(body: Element) -> Element:
    """An answer as an example shows it: nothing to copy, nothing to open, no field to go to."""
    kept: list[Node] = []
    for child in body.children:
        if isinstance(child, str):
            kept.append(child)
        elif child.tag == "button":
            kept += [] if "data-copy" in child.attributes else [el("code", *child.children)]
        elif child.attributes.get("class") not in ("pkce-go", "pkce-again"):
            kept.append(example_of(child))
    # A region that scrolls would be a place of the page with a name, twice.
    attributes = {
        name: text for name, text in body.attributes.items() if name not in ("role", "tabindex", "aria-label")
    }
    return Element(body.tag, attributes if body.tag == "pre" else body.attributes, tuple(kept))
