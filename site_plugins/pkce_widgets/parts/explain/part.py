"""Explain an error: the causes that the values of the flow prove, those that its message names, and the likely ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core import Cause, Explanation, explain_error
from pkce_widgets import example
from pkce_widgets.flow.attempts import whose_verifier
from pkce_widgets.flow.values import WHOLE_FLOW_USES, pasted_request, sent_request, whole_flow
from pkce_widgets.parts.explain.pasted_error import PastedError, read_error
from pkce_widgets.view.compared_values import compared
from pkce_widgets.view.components import heading, missing_list, prose, spec_link, try_again
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import (
    cause_item,
    cause_list,
    certainty,
    condition,
    first_certain,
    folded_causes,
    is_shown,
    ruled_out,
    shown_title,
)
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import WORDS

if TYPE_CHECKING:
    from pkce_core import FlowValues

EMPTY = "Enter the error that you got, or paste the provider's whole answer."
HALF = "Type on, or paste the whole answer."
MOST_LIKELY = 5
"""How many causes are shown at once; the others are folded away."""
DECIDES = (
    ("code_verifier", "the one that you sent", ("verifier-mismatch", "verifier-malformed", "method-missing")),
    ("code_challenge", "the one in the authorization URL", ("verifier-mismatch", "method-missing")),
    ("registered_redirect_uri", "the one in the client’s registration", ("redirect-uri-unregistered",)),
    ("redirect_uri", "the one that you sent", ("redirect-uri-unregistered", "redirect-uri-differs")),
    (
        "token_request",
        "the command or the request as you sent it",
        ("redirect-uri-differs", "verifier-mismatch", "body-not-form", "secret-missing", "auth-method", "code-differs"),
    ),
    ("redirect", "the address where the browser ended up", ("code-old", "code-differs", "state-mismatch")),
)
"""A value, which one is meant, and the causes that it helps to confirm or to rule out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedCauses:
    """The causes of an explanation, by how certain they are.

    Attributes:
        proved: confirmed by the reader's values.
        shown: confirmed if the request was sent unchanged.
        named: named by the provider's message.
        likely: the others, the likeliest first.
    """

    proved: tuple[Cause, ...]
    shown: tuple[Cause, ...]
    named: tuple[Cause, ...]
    likely: tuple[Cause, ...]


def view(inputs: Inputs) -> PartView:
    """Answer the page: the error and its causes."""
    pasted = read_fields(inputs)
    if pasted.problem:
        return PartView(state="wrong", verdict=pasted.problem, invalid=("error",))
    if not pasted.error and not pasted.error_description:
        return PartView(state="empty", verdict=EMPTY)
    given = {"error": pasted.error, "error_description": pasted.error_description}
    known = replace(inputs, values={**inputs.values, **given})
    flow = whole_flow(known)
    explanation = explain_error(
        pasted.error, error_description=pasted.error_description or None, flow=flow, now=inputs.now
    )
    if inputs.typing and not explanation.known:
        return PartView(state="empty", verdict=HALF)
    if sent_request(known) is None:  # without the URL that was sent, its method is unknown
        left = tuple(each for each in explanation.ruled_out if each.slug != "method-missing")
        explanation = replace(explanation, ruled_out=left)
    ranked = rank(explanation)
    body = el(
        "div",
        try_again() if is_attempt(inputs) else None,
        *evidence(known, explanation, ranked, flow),
        still_open(known, flow, ranked),
        class_="pkce-evidence",
    )
    differs = not inputs.typing and any(inputs.get(name).strip() != text for name, text in given.items())
    sure = certainty(explanation)
    return PartView(
        state="unknown" if sure == "unknown" else "wrong",
        word=WORDS[sure],
        verdict=verdict(known, explanation, ranked),
        body=body,
        values=given if differs else {},
    )


def is_attempt(inputs: Inputs) -> bool:
    """Whether the error ended a login of this page, so that the reader can try again."""
    return not inputs.is_example and any(map(inputs.get, ("authorization_requested_url", "code", "redirect")))


def read_fields(inputs: Inputs) -> PastedError:
    """The error in the two fields. An answer that was pasted whole brings its own description."""
    typed, described = inputs.get("error").strip(), inputs.get("error_description").strip()
    found = read_error(typed)
    if found.problem or found.error != typed or found.error_description:
        return found
    if typed or not described:
        return replace(found, error_description=described)
    inner = read_error(described)
    return PastedError(error_description=described) if inner.problem else inner


def rank(explanation: Explanation) -> RankedCauses:
    """Sort the causes by how certain they are."""
    causes = explanation.causes
    proved = tuple(each for each in causes if each.status == "proved")
    shown = tuple(each for each in causes if is_shown(each))
    named = tuple(each for each in causes if each.named)
    likely = tuple(each for each in causes if each not in (*proved, *shown, *named))
    return RankedCauses(proved=proved, shown=shown, named=named, likely=likely)


def verdict(inputs: Inputs, explanation: Explanation, ranked: RankedCauses) -> str:
    """The answer in a sentence: what is proved and by what, what the message says, or what the code means."""
    name = explanation.error or explanation.known_by or "This error"
    if first := first_certain(explanation):
        rests_on = "" if inputs.is_example else condition(first, pasted=pasted_request(inputs) != "")
        return f"{name}: {first.evidence} {rests_on}".strip()
    if ranked.named:
        return f"{name}: {ranked.named[0].text}"
    return f"{name}: {explanation.meaning}" if explanation.error else explanation.meaning


def evidence(inputs: Inputs, explanation: Explanation, ranked: RankedCauses, flow: FlowValues) -> list[Element | None]:
    """What the error means, and its causes, the most certain first."""
    link = spec_link(explanation.spec) if explanation.spec else None
    said = explanation.meaning in verdict(inputs, explanation, ranked)
    meaning = () if said else (*prose(explanation.meaning), " ")
    whose = whose_verifier(inputs, flow.verifier)
    notes = {"verifier-mismatch": el("span", whose)} if whose else {}
    proved, shown = (
        [cause_item(each, compared(each.slug, flow), notes.get(each.slug)) for each in causes]
        for causes in (ranked.proved, ranked.shown)
    )
    owner = "the example’s" if inputs.is_example else "your"
    title = f"Proved by {owner} values" if inputs.is_example else shown_title(pasted=pasted_request(inputs) != "")
    return [
        el("p", *meaning, link, class_="pkce-meaning") if meaning or link else None,
        cause_list(f"Proved by {owner} values", proved) if proved else None,
        cause_list(title, shown) if shown else None,
        unproved("Named by the message", ranked.named),
        unproved("Likely causes", ranked.likely[:MOST_LIKELY]),
        folded_causes("Less likely causes", ranked.likely[MOST_LIKELY:]),
        *ruled_out(explanation, owner),
    ]


def unproved(title: str, causes: tuple[Cause, ...]) -> Element | None:
    return cause_list(title, (cause_item(each) for each in causes)) if causes else None


def still_open(inputs: Inputs, flow: FlowValues, ranked: RankedCauses) -> Element | None:
    """The missing values that would confirm or rule out an open cause, each with a way to its field."""
    known = {
        "code_challenge": flow.value("authorization_request", "code_challenge"),
        "redirect": flow.value("authorization_response", "code") or flow.value("authorization_response", "error"),
    }
    undecided = {cause.slug for cause in (*ranked.named, *ranked.likely)}
    missing = [
        (name, which)
        for name, which, slugs in DECIDES
        if undecided.intersection(slugs) and not inputs.get(name) and not known.get(name)
    ]
    if not missing or inputs.get("finished"):
        return None
    return el("div", heading("Enter these values to confirm or rule out more causes"), missing_list(missing))


PART = Part(
    name="explain",
    title="Explain an error",
    fields=(
        Field(
            name="error",
            label="Error",
            hint="The code, or the whole answer: JSON, an address or a message.",
            placeholder="invalid_grant",
        ),
        Field(
            name="error_description",
            label="The provider's description",
            placeholder="PKCE verification failed",
            optional=True,
        ),
    ),
    view=view,
    uses=tuple(name for name in WHOLE_FLOW_USES if name not in ("error", "error_description")),
    example=example.REFUSED,
    caption="A worked example: the redirect URIs of the two requests differ by a slash.",
    clock=True,
)
