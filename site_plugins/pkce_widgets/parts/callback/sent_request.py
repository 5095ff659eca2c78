"""What a redirect is compared with: the request that was sent, and the time at which the code arrived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationRequest,
    AuthorizationResponse,
    Level,
    Report,
    StateExpectation,
    check_flow,
)
from pkce_widgets.flow.request_fields import OWN_FIELDS
from pkce_widgets.flow.values import seconds, sent_request
from pkce_widgets.view.rules import PAGE_RULES

if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs

CODE_AGE = {
    Level.WARNING: "Many providers accept a code for only one minute. Redeem it now.",
    Level.ERROR: "The code is older than 10 minutes, the longest lifetime that a provider should allow. Start again "
    "from the authorization URL.",
}
"""What the age of a code means (RFC 6749 §4.1.2), in words that stay true while it grows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentRequest:
    """The request that a redirect answers.

    Attributes:
        expectation: the state to expect.
        state: the state that was sent; "" if it is unknown, or none was sent.
        redirect_uri: the redirect_uri that was sent; "" if it is unknown.
        iss_promised: whether the server's metadata promises iss; None if that is unknown.
        findings: what the reader changed since the request was sent.
    """

    expectation: str | StateExpectation
    state: str
    redirect_uri: str
    iss_promised: bool | None
    findings: Report


def find_sent_request(inputs: Inputs, response: AuthorizationResponse | None) -> SentRequest:
    """The request of the URL that the reader opened or copied here, or else the values in the flow."""
    promised = {"true": True, "false": False}.get(inputs.get("iss_advertised"))
    opened, state = sent_request(inputs), inputs.get("state")
    # The reader may have used a URL of their own since, and entered its state.
    answers_another = response is not None and state != "" and response.state == state
    if opened is None or answers_another:
        return SentRequest(
            expectation=state or StateExpectation.UNCHECKED,
            state=state,
            redirect_uri=inputs.get("redirect_uri"),
            iss_promised=promised,
            findings=Report() if opened is None or opened.state == state else another_request(),
        )
    return SentRequest(
        expectation=opened.state or StateExpectation.NONE_SENT,
        state=opened.state or "",
        redirect_uri=opened.redirect_uri or "",
        iss_promised=promised,
        findings=changed_since(inputs, opened),
    )


def another_request() -> Report:
    message = "This redirect answers the request with the state entered here, not the URL that you opened here."
    return Report(findings=(PAGE_RULES["request-other"].info(message),))


def changed_since(inputs: Inputs, opened: AuthorizationRequest) -> Report:
    """A warning about the values that the reader changed after the request was sent."""
    names = [name for name in OWN_FIELDS if inputs.get(name) and inputs.get(name) != (getattr(opened, name) or "")]
    if not names:
        return Report()
    message = (
        f"You changed {', '.join(names)} after you opened the authorization URL. The redirect is compared with what "
        "was sent."
    )
    hint = "To continue with the new values, open the new URL."
    if "code_challenge" in names:
        hint += " The token request for this code needs the verifier of the old challenge."
    return Report(findings=(PAGE_RULES["request-changed"].warning(message, hint),))


def received_at(inputs: Inputs, response: AuthorizationResponse) -> str:
    """When the redirect was pasted, kept while its code stays the same; "" if the time is unknown."""
    known = seconds(inputs.get("code_received_at"))
    if known is not None and inputs.get("code") == response.code:
        return str(int(known))
    return "" if inputs.now is None else str(int(inputs.now))


def check_code_age(response: AuthorizationResponse, since: str, now: float | None) -> Report:
    """A warning or an error if the code is old."""
    received = seconds(since)
    if received is None or now is None:
        return Report()
    values = {"authorization_response": {"code": response.code}, "code_received_at": received}
    return Report(
        findings=tuple(
            finding.replace(message=CODE_AGE[finding.level])
            for finding in check_flow(values, now=now)
            if finding.rule == "code-old" and finding.level in CODE_AGE
        )
    )
