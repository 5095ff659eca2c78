"""What a redirect is compared with: the request that was sent, the server that was asked, the time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkce_core import (
    AuthorizationRequest,
    AuthorizationResponse,
    Explanation,
    Finding,
    FlowValues,
    Level,
    PkceError,
    Report,
    StateExpectation,
    check_flow,
    explain_error,
    parse_authorization_url,
    parse_flow,
)
from pkce_widgets.flow.request_fields import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs


@dataclass(frozen=True, kw_only=True, slots=True)
class SentRequest:
    """The request that a redirect answers.

    Attributes:
        expectation: what state has to be.
        state: the state that was sent; "" when nobody knows it, or none was sent.
        redirect_uri: the redirect_uri that was sent; "" when nobody knows it.
        iss_promised: whether the server's metadata promises iss; None when it is not known.
        findings: what the reader changed since.
    """

    expectation: str | StateExpectation
    state: str
    redirect_uri: str
    iss_promised: bool | None
    findings: Report


def find_sent(request: Inputs, response: AuthorizationResponse | None) -> SentRequest:
    """The URL that the reader opened or copied here; or the values that stand in the flow now."""
    promised = {"true": True, "false": False}.get(request.get("iss_advertised"))
    opened = opened_request(request)
    state = request.get("state")
    # She may have come back from a URL of her own, whose state she gave since.
    answers_now = response is not None and state != "" and response.state == state
    if opened is None or answers_now:
        place = request.get("redirect_uri")
        return SentRequest(
            expectation=state or StateExpectation.UNCHECKED, state=state, redirect_uri=place, iss_promised=promised,
            findings=Report() if opened is None or opened.state == state else Report(findings=other_request()),
        )  # fmt: skip
    return SentRequest(
        expectation=opened.state or StateExpectation.NONE_SENT,
        state=opened.state or "",
        redirect_uri=opened.redirect_uri or "",
        iss_promised=promised,
        findings=Report(findings=changed_since(request, opened)),
    )


def opened_request(request: Inputs) -> AuthorizationRequest | None:
    """The request of the URL that was opened or copied here."""
    try:
        return parse_authorization_url(request.get("authorization_requested_url"))
    except PkceError:
        return None


def other_request() -> tuple[Finding, ...]:
    message = "This answers the request with the state that stands here, which is not the URL that you opened here."
    return (Finding(rule="request-other", level=Level.INFO, message=message),)


def changed_since(request: Inputs, opened: AuthorizationRequest) -> tuple[Finding, ...]:
    """The values that the reader changed after the request went out."""
    names = [name for name in OWN if request.get(name) and request.get(name) != (getattr(opened, name) or "")]
    if not names:
        return ()
    message = (
        f"You changed {', '.join(names)} after you opened the authorization URL. The redirect is compared with what "
        "was sent."
    )
    hint = "To go on with the new values, open the new URL."
    if "code_challenge" in names:
        hint += " The token request for this code needs the verifier that belongs to the old challenge."
    return (Finding(rule="request-changed", level=Level.WARNING, message=message, hint=hint),)


# The age of the code


def received_at(request: Inputs, response: AuthorizationResponse) -> str:
    """When the redirect was pasted: kept while its code stays the same; "" when no one knows the time."""
    known = request.get("code_received_at")
    if seconds(known) is not None and request.get("code") == response.code:
        return known
    return "" if request.now is None else str(int(request.now))


def age_findings(response: AuthorizationResponse, since: str, now: float | None) -> Report:
    """What the age of the code means (RFC 6749 §4.1.2), in words that stay true while it grows."""
    received = seconds(since)
    if received is None or now is None:
        return Report()
    values = {"authorization_response": {"code": response.code}, "code_received_at": received}
    return Report(
        findings=tuple(
            finding.replace(message=OLD[finding.level])
            for finding in check_flow(values, now=now)
            if finding.rule == "code-old" and finding.level in OLD
        )
    )


OLD = {
    Level.WARNING: "Many servers let a code live for one minute only. Redeem it now.",
    Level.ERROR: "The code is older than 10 minutes, the longest that a server should allow. Start again from the "
    "authorization URL.",
}


def seconds(text: str) -> int | None:
    """A moment as the flow keeps it."""
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else None


# An error


def explanation(request: Inputs, response: AuthorizationResponse) -> Explanation:
    """Why the server refused, as far as the values of the flow can tell."""
    return explain_error(
        response.error or "",
        error_description=response.error_description,
        flow=flow_values(request, response),
        now=request.now,
    )


def flow_values(request: Inputs, response: AuthorizationResponse) -> FlowValues | None:
    """The values of the flow up to the redirect; None when they do not make one."""
    opened = opened_request(request)
    asked: dict[str, object] = {name: request.get(name) for name in OWN if request.get(name)}
    if "code_challenge" in asked:
        asked["code_challenge_method"] = "S256"  # the only one that this site sends
    if opened:
        asked = opened.to_dict()
    answer = {"error": response.error, "state": response.state, "iss": response.iss}
    own = ("issuer", "provider", "authorization_endpoint", "registered_redirect_uri", "code_verifier")
    try:
        return parse_flow(
            {
                "authorization_request": asked,
                "authorization_response": answer,
                **{name: request.get(name) for name in own if request.get(name)},
            }
        )
    except PkceError:
        return None
