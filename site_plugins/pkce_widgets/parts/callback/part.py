"""Read the redirect: who sent it, whether you asked for it, what it says, and the code when it may be used."""

from __future__ import annotations

from pkce_core import (
    AuthorizationResponse,
    Finding,
    Level,
    Report,
    ValidationError,
    check_authorization_response,
    parse_authorization_response,
)
from pkce_widgets import example
from pkce_widgets.parts.callback.rows import causes, code_row, error_row, iss_row, jarm_row, redirect_row, state_row
from pkce_widgets.parts.callback.sent_request import SentRequest, age_findings, explanation, find_sent, received_at
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EMPTY = "Sign in at your provider. Then paste the address where the browser ends, even if that page shows an error."
FINISHED = (
    "The code of the last redirect was cleared after the token response, as it works once. For another one, start "
    "again from the authorization URL."
)
RIGHT = "This response is right. Redeem its code once, within a minute or so."
DO_NOT_USE = "Do not use this response."
STARTS = {
    "iss": ("response-iss",),
    "state": ("response-state",),
    "redirect_uri": ("response-redirect-uri",),
    "error": ("response-error", "response-code-and-error"),
    "code": ("response-code", "response-token", "response-empty", "code-old"),
}
"""The part of the response -> how the rules start that judge it, the longer ones first."""
TELLS_ALL = ("response-error", "response-browser-page", "code-old")
"""Errors whose sentence says what to do, and which are no reason for distrust."""
CUT = "Was the address cut off? Copy all of it from the address bar."
ERROR_RULES = ("response-error", "response-code-and-error")


def view(request: Inputs) -> PartView:
    """Answer the page: the redirect taken apart, each of its values judged."""
    text = request.get("redirect")
    if not text:
        return PartView(state="empty", verdict=FINISHED if request.get("finished") else EMPTY)
    response = read(text)
    spent = used(request, response)
    if request.get("finished") and spent.errors:
        return PartView(state="empty", verdict=FINISHED)
    sent = find_sent(request, response)
    report = check_authorization_response(
        text,
        state=sent.expectation,
        issuer=request.get("issuer") or None,
        iss_parameter_supported=sent.iss_promised,
        redirect_uri=sent.redirect_uri or None,
    )
    if response is None:
        body = el("div", findings_list(report), class_="pkce-evidence")
        values = values_for_the_flow(request, AuthorizationResponse(), Report(), "")
        return PartView(state="wrong", verdict=verdict(report), body=body, invalid=("redirect",), values=values)
    return answered(request, response, sent, report + spent)


def read(text: str) -> AuthorizationResponse | None:
    try:
        return parse_authorization_response(text)
    except ValidationError:
        return None


def used(request: Inputs, response: AuthorizationResponse | None) -> Report:
    """The error that a redirect of a request gets that has had its tokens."""
    if response is None or not response.state or response.state not in request.get("used_states").split(" "):
        return Report()
    message = "This redirect belongs to a request that is finished. Its code has been redeemed, and works once."
    hint = "Start again from the authorization URL, with a new pair and a new state."
    return Report(findings=(Finding(rule="response-state-used", level=Level.ERROR, message=message, hint=hint),))


def answered(request: Inputs, response: AuthorizationResponse, sent: SentRequest, report: Report) -> PartView:
    """The redirect row by row, in the order that is safe: iss, state, error, code."""
    since = received_at(request, response) if report.ok and response.code else ""
    old = age_findings(response, since, request.now)
    rows_of: Mapping[str, Callable[[Report], Element]] = {
        "iss": lambda found: iss_row(response, request.get("issuer"), sent, found),
        "state": lambda found: state_row(response, sent, found),
        "redirect_uri": lambda found: redirect_row(response, sent, found),
        "error": lambda found: error_row(response, found),
        "code": lambda found: code_row(response, found, usable=report.ok, since=since, now=request.now),
    }
    judged = {name: only(report + old, name) for name in STARTS}
    others = only(report, "") + sent.findings
    rows = [
        jarm_row() if response.response is not None else None,
        *(rows_of[name](judged[name]) for name in STARTS if judged[name].findings),
    ]
    body = el(
        "div",
        el("ol", *rows, class_="pkce-apart", role="list"),
        causes(explanation(request, response)) if response.error else None,
        findings_list(others) if others.findings else None,
        class_="pkce-evidence",
    )
    whole = report + old + sent.findings
    note = "" if sent.state or not judged["state"].warnings else "Give the state that you sent, and it is compared."
    return PartView(
        state="right" if whole.ok else "wrong",
        verdict=verdict(whole),
        body=body,
        invalid=() if report.ok else ("redirect",),
        notes={"state": note},
        values=values_for_the_flow(request, response, report, since),
    )


def only(report: Report, name: str) -> Report:
    """The findings about one value of the response; with "", those about none of them."""
    return Report(findings=tuple(finding for finding in report if part_of(finding.rule) == name))


def part_of(rule: str) -> str:
    if rule in ERROR_RULES:  # one of them starts like a rule of the code
        return "error"
    return next((name for name, starts in STARTS.items() if rule.startswith(starts)), "")


def verdict(report: Report) -> str:
    """The worst finding in a sentence. A refusal is no reason to distrust the response, so it stands alone."""
    if report.errors:
        # Without state an address was cut off more often than it was answered by another server, whatever else misses.
        cut = next((finding for finding in report.errors if finding.rule == "response-state-missing"), None)
        if cut:
            return f"{DO_NOT_USE} {cut.message} {CUT}"
        first = report.errors[0]
        return first.message if first.rule in TELLS_ALL else f"{DO_NOT_USE} {first.message}"
    return f"{RIGHT} But read the warning." if report.warnings else RIGHT


def values_for_the_flow(request: Inputs, response: AuthorizationResponse, report: Report, since: str) -> dict[str, str]:
    """What the rest of the flow gets: the code only from a response that may be used, the rest from any."""
    code = (response.code or "") if report.ok else ""
    given = {
        "code": code,
        "returned_state": response.state or "",
        "iss": response.iss or "",
        "code_received_at": since,
    }
    # The part asks again as its code grows old, and an error that is there by then is the token endpoint's.
    if code and code == request.get("code"):
        return given
    return {**given, "error": response.error or "", "error_description": response.error_description or ""}


PART = Part(
    name="callback",
    title="Read the redirect",
    fields=(
        Field(
            name="redirect",
            label="Redirect",
            kind="area",
            hint="The whole address, from the address bar of the page where the sign-in ended.",
            placeholder="http://localhost:8080/callback?code=…&state=…",
            wire=False,
        ),
        Field(
            name="state",
            label="The state that you sent",
            hint="Filled in for you when you built the URL on this site.",
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
