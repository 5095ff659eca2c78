"""The checks that span steps: what one message says against what another said.

Each takes the values of a flow and returns its findings, passes included, so that `explain_error` can both prove a
cause and rule it out: the rule of a finding is the slug of the cause. None of them takes an absent value for right.
"""

from __future__ import annotations

from pkce_core._claim_findings import UNKNOWN
from pkce_core._difference import describe_difference
from pkce_core._span_findings import error, passed, same
from pkce_core._spans_pkce import PKCE_SPANS
from pkce_core._spans_redirect import REDIRECT_SPANS
from pkce_core._times import duration
from pkce_core.findings import Finding, Level, Report, Spec
from pkce_core.id_token import check_id_token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow_values import FlowValues

REQUEST, RESPONSE = "authorization_request", "authorization_response"
TOKEN_REQUEST, TOKEN_RESPONSE = "token_request", "token_response"

CODE_LIFETIME = 600
"""Seconds (RFC 6749 §4.1.2)."""
_FRESH = 10
"""Seconds; no server is known whose codes live no longer than this."""


def span_findings(flow: FlowValues, now: float | None = None) -> tuple[Finding, ...]:
    """Every finding of every check that spans steps, in the order of the steps.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None leaves out what needs it.
    """
    findings: list[Finding] = []
    for span in (_check_state, _check_iss, *REDIRECT_SPANS, *PKCE_SPANS, _check_client, _check_secret, _check_code):
        findings.extend(span(flow))
    findings.extend(_check_age(flow, now))
    for span in (_check_reuse, _check_scope):
        findings.extend(span(flow))
    findings.extend(_check_id_token(flow, now))
    return tuple(findings)


def _check_state(flow: FlowValues) -> Iterator[Finding]:
    sent, returned = flow.value(REQUEST, "state"), flow.value(RESPONSE, "state")
    if not flow.authorization_response or not flow.authorization_request:
        return
    spec = Spec(document="RFC 6749", section="10.12")
    if sent and not returned:
        message = "The authorization request sent a state, and the redirect brought none back."
        yield error("state-mismatch", message, spec)
    elif returned and not sent:
        yield error("state-mismatch", "The redirect brings a state that the authorization request did not send.", spec)
    elif sent and returned:
        # RFC 6749 §4.1.2: "REQUIRED if the "state" parameter was present in the client authorization request. The exact
        # value received from the client."
        if same(sent, returned):
            yield passed("state-mismatch", "The state that came back is the one sent.", spec)
            return
        why = describe_difference(sent, returned) or "They have nothing to do with each other."
        yield error("state-mismatch", f"The state that came back is not the one sent. {why}", spec)


def _check_iss(flow: FlowValues) -> Iterator[Finding]:
    returned = flow.value(RESPONSE, "iss")
    if not returned or not flow.issuer:
        return
    # RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
    # response"
    spec = Spec(document="RFC 9207", section="2.4")
    if returned == flow.issuer:
        yield passed("iss-mismatch", "The iss of the redirect is the issuer.", spec)
    else:
        why = describe_difference(flow.issuer, returned)
        yield error("iss-mismatch", f"The iss of the redirect is not the issuer. {why}".rstrip(), spec)


def _check_client(flow: FlowValues) -> Iterator[Finding]:
    asked, redeems = flow.value(REQUEST, "client_id"), flow.value(TOKEN_REQUEST, "client_id")
    if not asked or not redeems:
        return
    # RFC 6749 §4.1.3: "ensure that the authorization code was issued to the authenticated confidential client, or if
    # the client is public, ensure that the code was issued to "client_id" in the request"
    spec = Spec(document="RFC 6749", section="4.1.3")
    if asked == redeems:
        yield passed("client-differs", "Both requests have the same client_id.", spec)
    else:
        why = describe_difference(asked, redeems) or "One of them belongs to another client."
        yield error("client-differs", f"The two requests have different client_ids. {why}", spec)


def _check_secret(flow: FlowValues) -> Iterator[Finding]:
    spec = Spec(document="RFC 6749", section="2.3.1")
    there = flow.token_request.get("client_secret")
    if there == "":
        yield error("secret-empty", "The token request has an empty client_secret.", spec)
        return
    if not isinstance(there, str):
        yield from _check_unauthenticated(flow)
        return
    yield passed("secret-missing", "The token request has a client_secret.", spec)
    client_id = flow.value(TOKEN_REQUEST, "client_id") or flow.value(REQUEST, "client_id")
    if client_id and same(there, client_id):
        yield error("secret-is-client-id", "The client_secret is the same text as the client_id.", spec)
    if there != there.strip():
        message = "The client_secret has white space at an end, which was probably copied along."
        yield error("secret-wrong", message, spec)
    if flow.value(TOKEN_REQUEST, "client_assertion"):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "The token request has a client_secret and a client_assertion."
        yield error("auth-twice", message, Spec(document="RFC 6749", section="2.3"))


def _check_unauthenticated(flow: FlowValues) -> Iterator[Finding]:
    """A request without client authentication, when that is the complaint: a public client sends it so too."""
    if not flow.token_request or flow.value(TOKEN_RESPONSE, "error") != "invalid_client":
        return
    method = flow.value(TOKEN_REQUEST, "token_endpoint_auth_method")
    if flow.value(TOKEN_REQUEST, "client_assertion") or method not in (None, "none"):
        return
    # RFC 6749 §3.2.1: "Confidential clients or other clients issued client credentials MUST authenticate with the
    # authorization server ... when making requests to the token endpoint."
    message = "The token request has no client_secret and no client_assertion, as only a public client sends it."
    spec = Spec(document="RFC 6749", section="3.2.1")
    yield Finding(rule="secret-missing", level=Level.WARNING, message=message, spec=spec)


def _check_code(flow: FlowValues) -> Iterator[Finding]:
    received, sent = flow.value(RESPONSE, "code"), flow.value(TOKEN_REQUEST, "code")
    if not received or not sent:
        return
    spec = Spec(document="RFC 6749", section="4.1.3")
    if same(received, sent):
        yield passed("code-differs", "The code sent is the code of the redirect.", spec)
    else:
        why = describe_difference(received, sent) or "It may come from an earlier attempt."
        yield error("code-differs", f"The code sent is not the code of the redirect. {why}", spec)


def _check_age(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    redeemed = flow.token_requested_at if flow.token_requested_at is not None else now
    if flow.code_received_at is None or redeemed is None:
        return
    age = redeemed - flow.code_received_at
    spec = Spec(document="RFC 6749", section="4.1.2")
    # RFC 6749 §4.1.2: "A maximum authorization code lifetime of 10 minutes is RECOMMENDED."
    if age > CODE_LIFETIME:
        used = "when it was redeemed" if flow.token_requested_at is not None else "by now"
        message = f"The code was {duration(age)} old {used}; 10 minutes is the longest a server should allow."
        yield error("code-old", message, spec)
    elif age > _FRESH and flow.value(TOKEN_RESPONSE, "error") == "invalid_grant":
        message = f"The code was {duration(age)} old. How long it lives is up to the server: often a minute, or less."
        yield Finding(rule="code-old", level=Level.INFO, message=message, spec=spec)
    elif age <= 60:
        yield passed("code-old", f"The code was {duration(age)} old.", spec)
    elif not flow.token_response:
        message = f"The code is {duration(age)} old, and many servers allow one minute only."
        yield Finding(rule="code-old", level=Level.WARNING, message=message, spec=spec)


def _check_reuse(flow: FlowValues) -> Iterator[Finding]:
    # RFC 6749 §4.1.2: "The client MUST NOT use the authorization code more than once."
    codes = {code for one in flow.earlier if (code := one.value(TOKEN_REQUEST, "code"))}
    if (code := flow.value(TOKEN_REQUEST, "code")) and code in codes:
        message = "The code was sent in an earlier token request; it works once."
        yield error("code-reused", message, Spec(document="RFC 6749", section="4.1.2"))
    # RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 [RFC6749]
    # Authorization Request"
    if flow.verifier and flow.verifier in {one.verifier for one in flow.earlier}:
        message = "An earlier attempt used the same code_verifier. Each authorization request needs its own."
        yield error("verifier-reused", message, Spec(document="RFC 7636", section="4.1"))
    nonce = Spec(document="OIDC Core", section="3.1.2.1")
    for name, spec in (("state", Spec(document="RFC 6749", section="10.12")), ("nonce", nonce)):
        there = flow.value(REQUEST, name)
        if there and there in {one.value(REQUEST, name) for one in flow.earlier}:
            message = f"An earlier attempt used the same {name}. Each authorization request needs its own."
            yield error(f"{name}-reused", message, spec)


def _check_scope(flow: FlowValues) -> Iterator[Finding]:
    asked, granted = flow.value(REQUEST, "scope"), flow.value(TOKEN_RESPONSE, "scope")
    if not asked or not flow.value(TOKEN_RESPONSE, "access_token"):
        return
    missing = set(asked.split(" ")) - set(granted.split(" ")) - {""} if granted else set()
    # RFC 6749 §5.1: "OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    spec = Spec(document="RFC 6749", section="5.1")
    if missing:
        message = f"{len(missing)} of the scopes asked for {'was' if len(missing) == 1 else 'were'} not granted."
        yield Finding(rule="scope-not-granted", level=Level.WARNING, message=message, spec=spec)
    else:
        yield passed("scope-not-granted", "The scopes asked for were granted.", spec)
    # OIDC Core §3.1.3.3: the response to a request with the scope openid holds an id_token.
    if "openid" in asked.split(" ") and "id_token" not in flow.token_response:
        message = "The scope openid was asked for, and the token response has no id_token."
        yield error("id-token-absent", message, Spec(document="OIDC Core", section="3.1.3.3"))


def _check_id_token(flow: FlowValues, now: float | None) -> Report:
    token = flow.value(TOKEN_RESPONSE, "id_token")
    if token is None or now is None:
        return Report()
    asked = bool(flow.authorization_request)
    return check_id_token(
        token,
        issuer=flow.issuer or UNKNOWN,
        client_id=flow.value(REQUEST, "client_id") or flow.value(TOKEN_REQUEST, "client_id") or UNKNOWN,
        now=now,
        nonce=flow.value(REQUEST, "nonce") if asked else UNKNOWN,
        access_token=flow.value(TOKEN_RESPONSE, "access_token"),
        client_secret=flow.value(TOKEN_REQUEST, "client_secret"),
    )
