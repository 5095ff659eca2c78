"""Check the token response: every member, every claim and the signature, or the causes of the error.

The browser verifies signatures with public keys, and answers later: then the view is a coroutine. While the site is
built, and wherever there is no browser, the report says that the signature is unverified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    Finding,
    Report,
    SignatureInput,
    TokenErrorResponse,
    TokenResponse,
)
from pkce_widgets.example import CLIENT_ID, ISSUER, NONCE, PROVIDER, SCOPE, TOKEN_RESPONSE
from pkce_widgets.flow.replies import REPLY_USES
from pkce_widgets.flow.values import FLOW_USES
from pkce_widgets.parts.response import webcrypto
from pkce_widgets.parts.response.error_view import error_view
from pkce_widgets.parts.response.id_token_view import id_token_view
from pkce_widgets.parts.response.keys_line import keys_line
from pkce_widgets.parts.response.members import members_view
from pkce_widgets.parts.response.pasted import PastedResponse, read
from pkce_widgets.parts.response.sent_view import FIELD
from pkce_widgets.view.components import findings_list, try_again
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.rules import PAGE_RULES
from pkce_widgets.view.verdict import state_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from pkce_core import SignatureVerifier

PASTE = "Paste the answer of the token endpoint: the JSON, or everything that curl -i or curl -v printed."
CLEARED = "The code_verifier and the code were cleared, because each works only once."
USED_UP = ("code_verifier", "code_challenge", "code", "redirect")
VERIFIED, UNVERIFIED = "signature-valid", "signature-unverified"
OF_ERROR = ("token_request",)
"""The fields that only an error needs."""
UNREAD = {"jwks": PAGE_RULES["jwks-unread"], "clock_skew": PAGE_RULES["clock_skew-unread"]}
"""The rules of the fields beside the response, by wire name."""


def view(inputs: Inputs) -> PartView | Awaitable[PartView]:
    """Check what was pasted; a coroutine if the browser must verify the signature."""
    if not inputs.get("token_response").strip():
        return PartView(state="empty", verdict=PASTE, hidden=OF_ERROR)
    pasted = read(inputs)
    if pasted.question and webcrypto.is_offered():
        return verify_first(inputs, pasted, pasted.question)
    return check(inputs, pasted, None)


async def verify_first(inputs: Inputs, pasted: PastedResponse, question: SignatureInput) -> PartView:
    return check(inputs, pasted, await webcrypto.ask(question))


def check(inputs: Inputs, pasted: PastedResponse, verifier: SignatureVerifier | None) -> PartView:
    """Check what was pasted; without a verifier for public keys, the signature stays unverified."""
    report = pasted.check_response(inputs.get("token_response"))
    if isinstance(pasted.response, TokenResponse):
        return tokens_view(inputs, pasted, pasted.response, report, pasted.check_id_token(verifier))
    if isinstance(pasted.response, TokenErrorResponse):
        return error_view(inputs, pasted, pasted.response, report)
    verdict = report.errors[0].message if report.errors else "This isn't a token response."
    body = el("div", findings_list(report), class_="pkce-evidence")
    notes = dict(pasted.problems)
    invalid = ("token_response", *notes)
    return PartView(state="wrong", verdict=verdict, body=body, invalid=invalid, notes=notes, hidden=OF_ERROR)


def tokens_view(
    inputs: Inputs, pasted: PastedResponse, response: TokenResponse, report: Report, id_token_report: Report
) -> PartView:
    """The tokens: what each is for, and whether it can be used."""
    left, both = [*report, *field_errors(pasted)], report + id_token_report
    members = members_view(response, inputs, pasted, left)
    has_id_token = pasted.id_token is not None or id_token_report.findings
    keys = keys_line(inputs, pasted.id_token) if pasted.jwks is None else None
    is_new = response.access_token is not None and inputs.get("access_token") != response.access_token
    at_hand = inputs.get("code_verifier") or inputs.get("code")
    clear = USED_UP if is_new and at_hand else ()
    cleared = clear or (inputs.get("finished") and not at_hand)
    body = el(
        "div",
        el("p", CLEARED, class_="pkce-cleared") if cleared and response.access_token else None,
        try_again() if both.errors else None,
        members,
        id_token_view(pasted, id_token_report, keys) if has_id_token else None,
        findings_list(left) if left else None,
        class_="pkce-evidence",
    )
    # The tokens are right; that nobody checked the signature is said beside it.
    unsigned = Report(findings=tuple(each for each in both if each.rule != UNVERIFIED))
    invalid = tuple(pasted.problems) if both.ok else ("token_response", *pasted.problems)
    given = {"access_token": response.access_token, "id_token": response.id_token, "granted_scope": response.scope}
    values = {**{name: text or "" for name, text in given.items()}, "error": "", "error_description": ""}
    return PartView(
        state=state_of(unsigned),
        verdict=verdict(pasted, both),
        body=body,
        invalid=invalid,
        notes=dict(pasted.problems),
        values=values if is_new else {},
        clear=clear,
        hidden=OF_ERROR,
    )


def verdict(pasted: PastedResponse, report: Report) -> str:
    """The answer in a sentence: why the tokens can't be used, or how far they were checked."""
    if report.errors:
        return f"This token response can't be used. {report.errors[0].message}"
    if pasted.id_token is None:
        return "Access token received. There is no ID token in this response."
    if any(finding.rule == VERIFIED for finding in report):
        sentence = "Tokens received. The ID token is genuine: its claims are valid, and the issuer’s key signed it."
    else:
        sentence = "Tokens received. The ID token's claims are valid. Its signature has not been verified."
    return sentence


def field_errors(pasted: PastedResponse) -> list[Finding]:
    """What is wrong with the fields beside the response, as findings."""
    return [UNREAD[name].error(why) for name, why in pasted.problems.items()]


PART = Part(
    name="response",
    title="Check the token response",
    fields=(
        Field(
            name="token_response",
            label="Token response",
            kind="area",
            hint="The JSON, or everything that curl -i or curl -v printed. It stays in this page.",
            placeholder='{"access_token": "…"}',
            keep=True,
        ),
        FIELD,
        Field(
            name="jwks",
            label="The issuer’s keys",
            kind="area",
            hint="To verify the signature, paste what curl prints for the jwks_uri in the discovery document.",
            optional=True,
            keep=True,
        ),
        Field(
            name="clock_skew",
            label="Allowed clock difference",
            hint="In seconds.",
            placeholder="0",
            optional=True,
        ),
    ),
    view=view,
    uses=tuple(
        dict.fromkeys((*FLOW_USES, *REPLY_USES, "nonce", "scope", "jwks_uri", "code_challenge", "access_token"))
    ),
    starts=("token_response",),
    example={
        "provider": PROVIDER,
        "issuer": ISSUER,
        "client_id": CLIENT_ID,
        "nonce": NONCE,
        "scope": SCOPE,
        "token_response": TOKEN_RESPONSE,
    },
    caption="A worked example, ten seconds after the response arrived.",
    clock=True,
)
