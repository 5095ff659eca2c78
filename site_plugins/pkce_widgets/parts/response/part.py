"""The token response: every member and every claim judged, the signature verified, or the refusal explained.

A signature with a public key is verified by the browser, which answers later: then the view is a coroutine. While the
site is built, and wherever there is no browser, the report says that the signature is unverified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    Finding,
    Level,
    Report,
    SignatureInput,
    TokenErrorResponse,
    TokenResponse,
    explain_error,
)
from pkce_widgets.example import CLIENT_ID, ISSUER, NONCE, PROVIDER, SCOPE, TOKEN_RESPONSE
from pkce_widgets.flow.values import USED, flow_values
from pkce_widgets.parts.response import webcrypto
from pkce_widgets.parts.response.id_token_view import id_token_view
from pkce_widgets.parts.response.keys_line import keys_line
from pkce_widgets.parts.response.members import members_view
from pkce_widgets.parts.response.pasted import PastedResponse, read
from pkce_widgets.view.components import findings_list, legible
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import explanation_view
from pkce_widgets.view.part import Field, Inputs, Part, PartView

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pkce_core import SignatureVerifier

PASTE = "Paste what the token endpoint answered: the JSON, or all that curl -i or curl -v printed."
CLEARED = "Cleared: code_verifier and code. Each works once."
USED_UP = ("code_verifier", "code_challenge", "code", "redirect")
VERIFIED = "signature-valid"


def view(request: Inputs) -> PartView | Awaitable[PartView]:
    """Judge what was pasted; a coroutine when the browser has to be asked about the signature."""
    if not request.get("token_response").strip():
        return PartView(state="empty", verdict=PASTE)
    reading = read(request)
    if reading.question and webcrypto.is_offered():
        return later(request, reading, reading.question)
    return judge(request, reading, None)


async def later(request: Inputs, reading: PastedResponse, question: SignatureInput) -> PartView:
    """Judge it with the browser's answer."""
    return judge(request, reading, await webcrypto.ask(question))


def judge(request: Inputs, reading: PastedResponse, verifier: SignatureVerifier | None) -> PartView:
    report = reading.judge_response(request.get("token_response"))
    if isinstance(reading.response, TokenResponse):
        return tokens_view(request, reading, reading.response, report, reading.judge_id_token(verifier))
    if isinstance(reading.response, TokenErrorResponse):
        return refusal_view(request, reading, reading.response, report)
    verdict = report.errors[0].message if report.errors else "This is no token response."
    body = el("div", findings_list(report), class_="pkce-evidence")
    notes = dict(reading.problems)
    return PartView(state="wrong", verdict=verdict, body=body, invalid=("token_response", *notes), notes=notes)


# Tokens


def tokens_view(
    request: Inputs, reading: PastedResponse, response: TokenResponse, report: Report, judged: Report
) -> PartView:
    """Tokens came: what each is, and whether it may be accepted."""
    left = [*report, *beside(reading)]
    members = members_view(response, request, reading, left)
    told = reading.id_token is not None or judged.findings
    keys = keys_line(request, reading.id_token) if reading.jwks is None else None
    first = response.access_token is not None and request.get("access_token") != response.access_token
    clear = USED_UP if first and (request.get("code_verifier") or request.get("code")) else ()
    cleared = clear or (request.get("finished") and not request.get("code_verifier") and not request.get("code"))
    body = el(
        "div",
        el("p", CLEARED, class_="pkce-cleared") if cleared and response.access_token else None,
        members,
        id_token_view(reading, judged, keys) if told else None,
        findings_list(left) if left else None,
        class_="pkce-evidence",
    )
    both = report + judged
    invalid = tuple(reading.problems) if both.ok else ("token_response", *reading.problems)
    given = {"access_token": response.access_token, "id_token": response.id_token, "granted_scope": response.scope}
    values = {**{name: text or "" for name, text in given.items()}, "error": "", "error_description": ""}
    return PartView(
        state="right" if both.ok else "wrong",
        verdict=say(reading, response, both),
        body=body,
        invalid=invalid,
        notes=dict(reading.problems),
        values=values if first else {},
        clear=clear,
    )


def say(reading: PastedResponse, response: TokenResponse, report: Report) -> str:
    """The answer in a sentence: what forbids the tokens, or that they are there and how far they were checked."""
    if report.errors:
        return f"Do not accept this response. {report.errors[0].message}"
    if reading.id_token is None:
        return "You have an access token. There is no ID token in this response."
    if any(finding.rule == VERIFIED for finding in report):
        sentence = "You have your tokens. The ID token is genuine: the issuer’s key signed it, and its claims fit."
    else:
        sentence = "You have your tokens. The claims of the ID token fit; its signature is unverified."
    others = [finding for finding in report.warnings if finding.rule != "signature-unverified"]
    return f"{sentence} But read the warning{'' if len(others) == 1 else 's'} below." if others else sentence


def beside(reading: PastedResponse) -> list[Finding]:
    """What is wrong with the fields beside the response, as findings."""
    return [Finding(rule=f"{name}-unread", level=Level.ERROR, message=why) for name, why in reading.problems.items()]


# A refusal


def refusal_view(request: Inputs, reading: PastedResponse, response: TokenErrorResponse, report: Report) -> PartView:
    """The server refused: why, as far as the reader's own values tell."""
    members = {name: getattr(response, name) for name in ("error", "error_description", "error_uri")}
    answer: dict[str, object] = {name: text for name, text in members.items() if text}
    flow = flow_values(request, answer=answer)
    explanation = explain_error(
        response.error, error_description=response.error_description, flow=flow, now=reading.now
    )
    proved = next((cause for cause in explanation.causes if cause.evidence), None)
    why = proved.evidence if proved else explanation.meaning
    rows = [member(name, str(text)) for name, text in answer.items()]
    body = el(
        "div",
        el("ul", *rows, class_="pkce-claims", role="list") if rows else None,
        explanation_view(explanation, meaning=proved is not None),
        findings_list(finding for finding in report if finding.rule != "token-response-error"),
        class_="pkce-evidence",
    )
    values = {"error": response.error, "error_description": response.error_description or ""}
    return PartView(
        state="wrong",
        verdict=f"The server refused: {explanation.error or 'an error without a code'}. {why}",
        body=body,
        invalid=tuple(reading.problems),
        notes=dict(reading.problems),
        values=values,
    )


def member(name: str, text: str) -> Element:
    return el(
        "li",
        el("code", name, class_="pkce-claim__name"),
        el("span", el("code", legible(text), dir="ltr"), class_="pkce-claim__value"),
        class_="pkce-claim",
    )


PART = Part(
    name="response",
    title="Check the token response",
    fields=(
        Field(
            name="token_response",
            label="Token response",
            kind="area",
            hint="The JSON, or all that curl -i or curl -v printed. It stays in this page.",
            keep=True,
        ),
        Field(
            name="jwks",
            label="The issuer’s keys",
            kind="area",
            hint="To verify the signature: what curl -sS JWKS_URI shows. The discovery document has the jwks_uri.",
            optional=True,
            keep=True,
        ),
        Field(
            name="clock_skew",
            label="Clock difference to allow",
            hint="In seconds.",
            placeholder="0",
            optional=True,
        ),
    ),
    view=view,
    uses=tuple(dict.fromkeys((*USED, "nonce", "scope", "jwks_uri", "code_challenge", "access_token"))),
    starts=("token_response",),
    example={
        "provider": PROVIDER,
        "issuer": ISSUER,
        "client_id": CLIENT_ID,
        "nonce": NONCE,
        "scope": SCOPE,
        "token_response": TOKEN_RESPONSE,
    },
    caption="A worked example, ten seconds after the response came.",
    clock=True,
)
