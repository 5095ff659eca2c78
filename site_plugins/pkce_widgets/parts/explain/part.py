"""Explain an error: what it says, what the reader's own values prove, what the message points at, what is usual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core import Cause, Explanation, Level, check_flow, explain_error
from pkce_widgets import example
from pkce_widgets.flow.values import WHOLE, sent_request, whole_flow
from pkce_widgets.parts.explain.compared_values import compared
from pkce_widgets.parts.explain.pasted_error import PastedError, read_error
from pkce_widgets.view.components import missing_list, prose
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import cause_item
from pkce_widgets.view.part import Field, Inputs, Part, PartView

if TYPE_CHECKING:
    from pkce_core import FlowValues

EMPTY = "Give the error that came, or paste all of the answer. Without one here, nothing has gone wrong yet."
HALF = "Type on, or paste all that came."
FEW = 5  # causes that are drawn at once; the others are behind a line
DECIDES = (
    ("code_verifier", "the one that you sent", ("verifier-mismatch", "verifier-malformed", "method-missing")),
    ("code_challenge", "the one in the authorization URL", ("verifier-mismatch", "method-missing")),
    ("registered_redirect_uri", "the one in the client’s registration", ("redirect-uri-unregistered",)),
    ("redirect_uri", "the one that you sent", ("redirect-uri-unregistered", "redirect-uri-differs")),
    ("redirect", "the address where the browser ended", ("code-old", "code-differs", "state-mismatch")),
)
"""A value, which one is meant, and the causes that it helps to prove or to rule out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RankedCauses:
    """The causes of an explanation by how sure they are.

    Attributes:
        proved: what the values show.
        pointed: what the server's message says.
        usual: the rest, in the order of experience.
        ruled_out: what the values exclude.
    """

    proved: tuple[Cause, ...]
    pointed: tuple[Cause, ...]
    usual: tuple[Cause, ...]
    ruled_out: tuple[Cause, ...]


def view(request: Inputs) -> PartView:
    """Answer the page: the error and its causes."""
    refusal = refusal_of(request)
    if refusal.problem:
        return PartView(state="wrong", verdict=refusal.problem, invalid=("error",))
    if not refusal.error and not refusal.error_description:
        return PartView(state="empty", verdict=EMPTY)
    given = {"error": refusal.error, "error_description": refusal.error_description}
    known = replace(request, values={**request.values, **given})
    flow = whole_flow(known)
    explanation = explain_error(
        refusal.error, error_description=refusal.error_description or None, flow=flow, now=request.now
    )
    if request.typing and not explanation.known:
        return PartView(state="empty", verdict=HALF)
    ranked = rank(explanation, certain(flow, request.now), url_is_known=sent_request(known) is not None)
    body = el(
        "div",
        *evidence(explanation, ranked, flow),
        still_open(known, flow, ranked),
        class_="pkce-evidence",
    )
    differs = not request.typing and any(request.get(name).strip() != text for name, text in given.items())
    return PartView(state="wrong", verdict=verdict(explanation, ranked), body=body, values=given if differs else {})


def refusal_of(request: Inputs) -> PastedError:
    """What stands in the two fields; an answer that was pasted whole brings its own description."""
    typed, described = request.get("error").strip(), request.get("error_description").strip()
    found = read_error(typed)
    if found.problem or found.error != typed or found.error_description:
        return found
    if typed or not described:
        return replace(found, error_description=described)
    inner = read_error(described)
    return PastedError(error_description=described) if inner.problem else inner


def certain(flow: FlowValues, now: float | None) -> set[str]:
    """The rules that the values break, notes aside: these prove a cause."""
    return {found.rule for found in check_flow(flow, now=now) if found.level in (Level.ERROR, Level.WARNING)}


def rank(explanation: Explanation, certain: set[str], *, url_is_known: bool) -> RankedCauses:
    """Tell what is proved from what the message says and what is usual."""
    causes = explanation.causes
    proved = tuple(each for each in causes if each.slug in certain)
    pointed = tuple(each for each in causes if each not in proved and is_said(each, explanation))
    usual = tuple(each for each in causes if each not in (*proved, *pointed))
    # Without the URL that was sent, nobody knows its method.
    ruled_out = tuple(each for each in explanation.ruled_out if url_is_known or each.slug != "method-missing")
    return RankedCauses(proved=proved, pointed=pointed, usual=usual, ruled_out=ruled_out)


def is_said(cause: Cause, explanation: Explanation) -> bool:
    """Whether the evidence of a cause is the server's message."""
    return bool(explanation.known_by) and f'"{explanation.known_by}"' in cause.evidence


def verdict(explanation: Explanation, ranked: RankedCauses) -> str:
    """The answer in a sentence: what is proved, or what the message says, or what the code means."""
    name = explanation.error or explanation.known_by or "This error"
    if ranked.proved:
        return f"{name}: {ranked.proved[0].evidence}"
    if ranked.pointed:
        return f"{name}: {ranked.pointed[0].text}"
    return f"{name}: {explanation.meaning}" if explanation.error else explanation.meaning


def evidence(explanation: Explanation, ranked: RankedCauses, flow: FlowValues) -> list[Element | None]:
    spec = explanation.spec
    link = el("a", str(spec), href=spec.url, class_="pkce-spec") if spec else None
    said = () if explanation.meaning in verdict(explanation, ranked) else (*prose(explanation.meaning), " ")
    return [
        el("p", *said, link, class_="pkce-meaning") if said or link else None,
        group("What your values prove", ranked.proved, flow),
        group("What the message says", ranked.pointed),
        group("What is usual, the likeliest first", ranked.usual[:FEW]),
        folded("What is less usual", ranked.usual[FEW:]),
        folded("What your values rule out", ranked.ruled_out),
    ]


def group(title: str, causes: tuple[Cause, ...], flow: FlowValues | None = None) -> Element | None:
    """Causes of one kind; with the flow, the values that prove each stand below it."""
    if not causes:
        return None
    items = [item(each, flow) for each in causes]
    heading = el("p", title, class_="pkce-steps__title")
    return el("div", heading, el("ol", *items, class_="pkce-causes", role="list"))


def item(cause: Cause, flow: FlowValues | None) -> Element:
    """A cause; a proved one is marked as such, and has its values with it."""
    drawn = cause_item(cause)
    if flow is None:
        return replace(
            drawn, attributes={name: each for name, each in drawn.attributes.items() if name != "data-proved"}
        )
    values = compared(cause.slug, flow)
    return replace(drawn, children=(*drawn.children, values)) if values else drawn


def folded(title: str, causes: tuple[Cause, ...]) -> Element | None:
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


def still_open(request: Inputs, flow: FlowValues, ranked: RankedCauses) -> Element | None:
    """The values that would prove or rule out what is open, each with a way to its field."""
    there = {
        "code_challenge": flow.value("authorization_request", "code_challenge"),
        "redirect": flow.value("authorization_response", "code") or flow.value("authorization_response", "error"),
    }
    left = {cause.slug for cause in (*ranked.pointed, *ranked.usual)}
    missing = [
        (name, which)
        for name, which, slugs in DECIDES
        if left.intersection(slugs) and not request.get(name) and not there.get(name)
    ]
    if not missing or request.get("finished"):
        return None
    return el(
        "div",
        el("p", "Give these too, and more is proved or ruled out", class_="pkce-steps__title"),
        missing_list(missing),
    )


PART = Part(
    name="explain",
    title="Explain an error",
    fields=(
        Field(
            name="error",
            label="Error",
            hint="The code, or all that came: the JSON, the address, the message.",
            placeholder="invalid_grant",
        ),
        Field(
            name="error_description",
            label="What the server says about it",
            placeholder="PKCE verification failed",
            optional=True,
        ),
    ),
    view=view,
    uses=tuple(name for name in WHOLE if name not in ("error", "error_description")),
    example=example.REFUSED,
    caption="A worked example: the two requests have a slash that differs.",
    clock=True,
)
