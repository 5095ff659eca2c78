"""Check the redirect: who sent it, whether it answers your request, and the code if it can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationResponse,
    Explanation,
    Report,
    ValidationError,
    check_authorization_response,
    explain_error,
    parse_authorization_response,
)
from pkce_widgets import example
from pkce_widgets.flow.attempts import ATTEMPT_USES, attempt_of_state
from pkce_widgets.flow.values import refused_flow
from pkce_widgets.parts.callback.code_age import ages
from pkce_widgets.parts.callback.other_requests import check_reuse, finished, of_another_attempt
from pkce_widgets.parts.callback.rows import (
    causes_of,
    code_row,
    error_row,
    iss_row,
    jarm_row,
    redirect_row,
    refusal,
    state_row,
)
from pkce_widgets.parts.callback.sent_request import SentRequest, check_code_age, find_sent_request, received_at
from pkce_widgets.view.components import findings_list, try_again
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.explanation import certainty, first_certain
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import WORDS, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EMPTY = "Sign in at your provider. Then paste the address where the browser ends up, even if it shows an error page."
RIGHT = "This response is correct. Redeem its code now: it works once, and often expires within a minute."
REFUSED = "Don't use this response."
CUT = "Was the address cut off? Copy the whole address from the address bar again."
VALUE_RULES = {
    "iss": ("response-iss",),
    "state": ("response-state",),
    "redirect_uri": ("response-redirect-uri",),
    "error": ("response-error", "response-code-and-error"),
    "code": ("response-code", "response-token", "response-empty", "code-old"),
}
"""Each value of the response, in the order that is safe, and how the rules start that check it."""
ERROR_RULES = VALUE_RULES["error"]
SELF_EXPLANATORY = ("response-error", "response-browser-page", "code-old")
"""Errors that say what to do, and don't make the response suspicious."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: the redirect taken apart, with the findings about each value."""
    text = inputs.get("redirect")
    if not text:
        return finished() if inputs.get("finished") else PartView(state="empty", verdict=EMPTY)
    response = read(text)
    if response and (attempt := attempt_of_state(inputs, response.state)) and response.state != inputs.get("state"):
        return of_another_attempt(attempt)
    spent = check_reuse(inputs, response)
    if inputs.get("finished") and spent.errors:
        return finished()
    sent = find_sent_request(inputs, response)
    report = check_authorization_response(
        text,
        state=sent.expectation,
        issuer=inputs.get("issuer") or None,
        iss_parameter_supported=sent.iss_promised,
        redirect_uri=sent.redirect_uri or None,
    )
    if response is None:
        body = el("div", findings_list(report), class_="pkce-evidence")
        values = values_for_the_flow(inputs, AuthorizationResponse(), Report(), "")
        return PartView(state="wrong", verdict=verdict(report), body=body, invalid=("redirect",), values=values)
    return answered(inputs, response, sent, report + spent)


def read(text: str) -> AuthorizationResponse | None:
    try:
        return parse_authorization_response(text)
    except ValidationError:
        return None


def answered(inputs: Inputs, response: AuthorizationResponse, sent: SentRequest, report: Report) -> PartView:
    """The redirect row by row, in the order that is safe: iss, state, redirect_uri, error, code."""
    since = received_at(inputs, response) if report.ok and response.code else ""
    age = check_code_age(response, since, inputs.now)
    row_of: Mapping[str, Callable[[Report], Element]] = {
        "iss": lambda found: iss_row(response, inputs.get("issuer"), sent, found),
        "state": lambda found: state_row(response, sent, found),
        "redirect_uri": lambda found: redirect_row(response, sent, found),
        "error": lambda found: error_row(response, found),
        "code": lambda found: code_row(response, found, ages(inputs, since), usable=report.ok),
    }
    found_about = {name: only(report + age, name) for name in VALUE_RULES}
    others = only(report, "") + sent.findings
    rows = [
        jarm_row() if response.response is not None else None,
        *(row_of[name](found) for name, found in found_about.items() if found.findings),
    ]
    explanation = explain(inputs, response) if response.error else None
    proved = first_certain(explanation) if explanation else None
    proof = proved.evidence if proved else ""
    body = el(
        "div",
        try_again() if is_lost(response, report + age, inputs) else None,
        el("ol", *rows, class_="pkce-apart", role="list"),
        causes_of(explanation) if explanation else None,
        findings_list(others) if others.findings else None,
        class_="pkce-evidence",
    )
    whole = report + age + sent.findings
    sure = certainty(explanation) if explanation and is_only_refused(whole) else ""
    unchecked = not sent.state and found_about["state"].warnings
    return PartView(
        state="unknown" if sure == "unknown" else state_of(whole),
        word=WORDS.get(sure, ""),
        verdict=refusal(response, explanation, proof, only=is_only_refused(whole)) or verdict(whole),
        body=body,
        invalid=() if report.ok else ("redirect",),
        notes={"state": "Enter the state that you sent to have it compared." if unchecked else ""},
        values=values_for_the_flow(inputs, response, report, since),
    )


def is_only_refused(report: Report) -> bool:
    """Whether nothing is wrong but the error that the server sent, so that its cause is what the reader asks about."""
    return all(finding.rule == "response-error" for finding in report.errors)


def is_lost(response: AuthorizationResponse, report: Report, inputs: Inputs) -> bool:
    """Whether this response leads no further: it is an error, or its code may be used up or expired."""
    if inputs.is_example:
        return False
    old = any(finding.rule == "code-old" for finding in (*report.errors, *report.warnings))
    return bool(response.error) or not report.ok or old or bool(inputs.get("token_received_at"))


def explain(inputs: Inputs, response: AuthorizationResponse) -> Explanation:
    """Why the provider refused, as far as the values of the flow show."""
    came = {"error": response.error, "state": response.state, "iss": response.iss}
    return explain_error(
        response.error or "",
        error_description=response.error_description,
        flow=refused_flow(inputs, {name: text for name, text in came.items() if text}),
        now=inputs.now,
    )


def only(report: Report, name: str) -> Report:
    """The findings about one value of the response; with "", those about the response as a whole."""
    return Report(findings=tuple(finding for finding in report if value_of(finding.rule) == name))


def value_of(rule: str) -> str:
    """The value of the response that a rule checks; "" if it checks the whole."""
    if rule in ERROR_RULES:  # one of them starts like a rule of the code
        return "error"
    return next((name for name, starts in VALUE_RULES.items() if rule.startswith(starts)), "")


def verdict(report: Report) -> str:
    """The worst finding in a sentence."""
    if report.errors:
        # If state is missing, the likeliest reason by far is that the address was cut off, whatever else is missing.
        cut = next((finding for finding in report.errors if finding.rule == "response-state-missing"), None)
        if cut:
            return f"{REFUSED} {cut.message} {CUT}"
        first = report.errors[0]
        return first.message if first.rule in SELF_EXPLANATORY else f"{REFUSED} {first.message}"
    return RIGHT


def values_for_the_flow(inputs: Inputs, response: AuthorizationResponse, report: Report, since: str) -> dict[str, str]:
    """The values for the rest of the flow; the code is among them only if the response can be used."""
    code = (response.code or "") if report.ok else ""
    given = {
        "code": code,
        "returned_state": response.state or "",
        "iss": response.iss or "",
        "code_received_at": since,
    }
    # The page asks again while the code ages. If there is an error by then, it came from the token endpoint.
    if code and code == inputs.get("code"):
        return given
    return {**given, "error": response.error or "", "error_description": response.error_description or ""}


PART = Part(
    name="callback",
    title="Check the redirect",
    fields=(
        Field(
            name="redirect",
            label="Redirect",
            kind="area",
            hint="The whole address from the address bar, after you have signed in.",
            placeholder=f"{example.REDIRECT_URI}?code=…&state=…",
            wire=False,
        ),
        Field(
            name="state",
            label="The state that you sent",
            hint="Filled in for you if you built the URL on this site.",
            optional=True,
        ),
    ),
    view=view,
    uses=(
        "issuer",
        "iss_advertised",
        "provider",
        "client_id",
        "redirect_uri",
        "registered_redirect_uri",
        "scope",
        "nonce",
        "code_verifier",
        "code_challenge",
        "authorization_endpoint",
        "authorization_requested_url",
        "authorization_requested_at",
        "code",
        "code_received_at",
        "used_states",
        "finished",
        "token_received_at",
        *ATTEMPT_USES,
    ),
    starts=("redirect",),
    example={
        **example.REQUEST,
        "issuer": example.ISSUER,
        "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
    },
    caption="A worked example: the redirect that answers the request above.",
    clock=True,
)
