"""The error of a token endpoint: what it means, and what caused it, as far as the request shows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import explain_error
from pkce_widgets.flow.attempts import whose_verifier
from pkce_widgets.flow.replies import read_replies
from pkce_widgets.flow.values import flow_values, pasted_request
from pkce_widgets.parts.response.sent_view import sent_note, sent_view
from pkce_widgets.view.components import findings_list, legible, prose, spec_link, try_again
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import (
    ask_reader,
    cause_item,
    cause_list,
    certain_causes,
    certainty,
    condition,
    first_certain,
    is_shown,
    ruled_out,
    shown_title,
)
from pkce_widgets.view.part import PartView
from pkce_widgets.view.verdict import WORDS

if TYPE_CHECKING:
    from pkce_core import Explanation, Report, TokenErrorResponse
    from pkce_widgets.parts.response.pasted import PastedResponse
    from pkce_widgets.view.part import Inputs

OF_TOKENS = ("jwks", "clock_skew")
"""The fields that an error doesn't need."""


def error_view(inputs: Inputs, pasted: PastedResponse, response: TokenErrorResponse, report: Report) -> PartView:
    """The error: what it means and what caused it, as far as the request shows that.

    Args:
        inputs: the reader's values.
        pasted: the answer, and what it is compared with.
        response: the error.
        report: what the checks found in the answer.
    """
    members = {name: getattr(response, name) for name in ("error", "error_description", "error_uri")}
    answer: dict[str, object] = {name: text for name, text in members.items() if text}
    explanation = explain_error(
        response.error,
        error_description=response.error_description,
        flow=flow_values(inputs, answer),
        now=pasted.now,
    ).with_replies(read_replies(inputs))
    first = first_certain(explanation)
    question = None if first else explanation.question(read_replies(inputs))
    body = el(
        "div",
        try_again(),
        ask_reader(question.cause, question.text) if question else None,
        sent_view(inputs),
        el("ul", *(row(name, str(text)) for name, text in answer.items()), class_="pkce-claims", role="list"),
        causes_view(inputs, explanation, meaning=first is not None),
        findings_list(finding for finding in report if finding.rule != "token-response-error"),
        class_="pkce-evidence",
    )
    pasted_text = pasted_request(inputs) != ""
    why = f"{first.evidence} {condition(first, pasted=pasted_text)}".strip() if first else by_reply(explanation)
    unread = bool(inputs.get("token_request").strip()) and not pasted_text
    sure = certainty(explanation)
    return PartView(
        state="unknown" if sure == "unknown" else "wrong",
        word=WORDS[sure],
        verdict=f"The provider refused: {explanation.error or 'an error without a code'}. {why}",
        body=body,
        invalid=(*pasted.problems, *(["token_request"] if unread else [])),
        notes={**pasted.problems, "token_request": sent_note(inputs)},
        values={"error": response.error, "error_description": response.error_description or ""},
        hidden=OF_TOKENS,
    )


def by_reply(explanation: Explanation) -> str:
    """The cause that the reader's reply speaks for, or else what the error means."""
    first = explanation.causes[0] if explanation.causes else None
    return f"{first.text} {first.evidence}" if first and first.status == "likely" else explanation.meaning


def causes_view(inputs: Inputs, explanation: Explanation, *, meaning: bool) -> Element:
    """The causes of the error, below its meaning unless the verdict has said it: first those that something shows."""
    sentence = (*prose(explanation.meaning), " ") if meaning else ()
    link = spec_link(explanation.spec) if explanation.spec else None
    whose = whose_verifier(inputs, flow_values(inputs).verifier)
    note = el("span", whose) if whose else None
    certain = certain_causes(explanation)
    groups = {
        "Proved by your values": [each for each in certain if not is_shown(each)],
        shown_title(pasted=pasted_request(inputs) != ""): [each for each in certain if is_shown(each)],
        "Likely causes": [each for each in explanation.causes if each not in certain],
    }
    return el(
        "div",
        el("p", *sentence, link) if sentence or link else None,
        *(
            cause_list(title, [cause_item(each, note if each.slug == "verifier-mismatch" else None) for each in causes])
            for title, causes in groups.items()
            if causes
        ),
        *ruled_out(explanation),
        class_="pkce-explanation",
    )


def row(name: str, text: str) -> Element:
    return el(
        "li",
        el("code", name, class_="pkce-claim__name"),
        el("span", el("code", legible(text), dir="ltr"), class_="pkce-claim__value"),
        class_="pkce-claim",
    )
