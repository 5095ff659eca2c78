"""The checks that span steps: what one message says against what another said.

Each takes the values of a flow and returns its findings, passes included, so that `explain_error` can both prove a
cause and rule it out: the rule of a finding is the slug of the cause. None of them takes an absent value for right.
"""

from __future__ import annotations

from pkce_core.findings import Finding, Report
from pkce_core.flow.pkce_consistency import PKCE_CHECKS
from pkce_core.flow.redirect_uri_consistency import REDIRECT_URI_CHECKS
from pkce_core.flow.rules import RULES
from pkce_core.id_token.checks import check_id_token
from pkce_core.id_token.claims import UNKNOWN
from pkce_core.specifications import Spec
from pkce_core.text.differences import describe_difference, is_same
from pkce_core.text.times import duration

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow.values import FlowValues


REQUEST, RESPONSE = "authorization_request", "authorization_response"
TOKEN_REQUEST, TOKEN_RESPONSE = "token_request", "token_response"

CODE_LIFETIME = 600
"""Seconds (RFC 6749 §4.1.2)."""
_FRESH = 10
"""Seconds; no server is known whose codes live no longer than this."""


def consistency_findings(flow: FlowValues, now: float | None = None) -> tuple[Finding, ...]:
    """Every finding of every check that spans steps, in the order of the steps.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None leaves out what needs it.
    """
    findings: list[Finding] = []
    for span in (
        _check_state,
        _check_iss,
        *REDIRECT_URI_CHECKS,
        *PKCE_CHECKS,
        _check_client,
        _check_secret,
        _check_code,
    ):
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
        yield RULES["state-mismatch"].error(message, spec=spec)
    elif returned and not sent:
        yield RULES["state-mismatch"].error(
            "The redirect brings a state that the authorization request did not send.", spec=spec
        )
    elif sent and returned:
        # RFC 6749 §4.1.2: "REQUIRED if the "state" parameter was present in the client authorization request. The exact
        # value received from the client."
        if is_same(sent, returned):
            yield RULES["state-mismatch"].passed("The state that came back is the one sent.", spec=spec)
            return
        why = describe_difference(sent, returned) or "They have nothing to do with each other."
        yield RULES["state-mismatch"].error(f"The state that came back is not the one sent. {why}", spec=spec)


def _check_iss(flow: FlowValues) -> Iterator[Finding]:
    returned = flow.value(RESPONSE, "iss")
    if not returned or not flow.issuer:
        return
    # RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
    # response"
    spec = Spec(document="RFC 9207", section="2.4")
    if returned == flow.issuer:
        yield RULES["iss-mismatch"].passed("The iss of the redirect is the issuer.", spec=spec)
    else:
        why = describe_difference(flow.issuer, returned)
        yield RULES["iss-mismatch"].error(f"The iss of the redirect is not the issuer. {why}".rstrip(), spec=spec)


def _check_client(flow: FlowValues) -> Iterator[Finding]:
    asked, redeems = flow.value(REQUEST, "client_id"), flow.value(TOKEN_REQUEST, "client_id")
    if not asked or not redeems:
        return
    # RFC 6749 §4.1.3: "ensure that the authorization code was issued to the authenticated confidential client, or if
    # the client is public, ensure that the code was issued to "client_id" in the request"
    spec = Spec(document="RFC 6749", section="4.1.3")
    if asked == redeems:
        yield RULES["client-differs"].passed("Both requests have the same client_id.", spec=spec)
    else:
        why = describe_difference(asked, redeems) or "One of them belongs to another client."
        yield RULES["client-differs"].error(f"The two requests have different client_ids. {why}", spec=spec)


def _check_secret(flow: FlowValues) -> Iterator[Finding]:
    spec = Spec(document="RFC 6749", section="2.3.1")
    there = flow.token_request.get("client_secret")
    if there == "":
        yield RULES["secret-empty"].error("The token request has an empty client_secret.", spec=spec)
        return
    if not isinstance(there, str):
        yield from _check_unauthenticated(flow)
        return
    yield RULES["secret-missing"].passed("The token request has a client_secret.", spec=spec)
    client_id = flow.value(TOKEN_REQUEST, "client_id") or flow.value(REQUEST, "client_id")
    if client_id and is_same(there, client_id):
        yield RULES["secret-is-client-id"].error("The client_secret is the same text as the client_id.", spec=spec)
    if there != there.strip():
        message = "The client_secret has white space at an end, which was probably copied along."
        yield RULES["secret-wrong"].error(message, spec=spec)
    if flow.value(TOKEN_REQUEST, "client_assertion"):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "The token request has a client_secret and a client_assertion."
        yield RULES["auth-twice"].error(message)


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
    yield RULES["secret-missing"].warning(message, spec=spec)


def _check_code(flow: FlowValues) -> Iterator[Finding]:
    received, sent = flow.value(RESPONSE, "code"), flow.value(TOKEN_REQUEST, "code")
    if not received or not sent:
        return
    spec = Spec(document="RFC 6749", section="4.1.3")
    if is_same(received, sent):
        yield RULES["code-differs"].passed("The code sent is the code of the redirect.", spec=spec)
    else:
        why = describe_difference(received, sent) or "It may come from an earlier attempt."
        yield RULES["code-differs"].error(f"The code sent is not the code of the redirect. {why}", spec=spec)


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
        yield RULES["code-old"].error(message, spec=spec)
    elif age > _FRESH and flow.value(TOKEN_RESPONSE, "error") == "invalid_grant":
        message = f"The code was {duration(age)} old. How long it lives is up to the server: often a minute, or less."
        yield RULES["code-old"].info(message, spec=spec)
    elif age <= 60:
        yield RULES["code-old"].passed(f"The code was {duration(age)} old.", spec=spec)
    elif not flow.token_response:
        message = f"The code is {duration(age)} old, and many servers allow one minute only."
        yield RULES["code-old"].warning(message, spec=spec)


def _check_reuse(flow: FlowValues) -> Iterator[Finding]:
    # RFC 6749 §4.1.2: "The client MUST NOT use the authorization code more than once."
    codes = {code for one in flow.earlier if (code := one.value(TOKEN_REQUEST, "code"))}
    if (code := flow.value(TOKEN_REQUEST, "code")) and code in codes:
        message = "The code was sent in an earlier token request; it works once."
        yield RULES["code-reused"].error(message)
    # RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 [RFC6749]
    # Authorization Request"
    if flow.verifier and flow.verifier in {one.verifier for one in flow.earlier}:
        message = "An earlier attempt used the same code_verifier. Each authorization request needs its own."
        yield RULES["verifier-reused"].error(message)
    for name, rule in (("state", RULES["state-reused"]), ("nonce", RULES["nonce-reused"])):
        there = flow.value(REQUEST, name)
        if there and there in {one.value(REQUEST, name) for one in flow.earlier}:
            message = f"An earlier attempt used the same {name}. Each authorization request needs its own."
            yield rule.error(message)


def _check_scope(flow: FlowValues) -> Iterator[Finding]:
    asked, granted = flow.value(REQUEST, "scope"), flow.value(TOKEN_RESPONSE, "scope")
    if not asked or not flow.value(TOKEN_RESPONSE, "access_token"):
        return
    missing = set(asked.split(" ")) - set(granted.split(" ")) - {""} if granted else set()
    # RFC 6749 §5.1: "OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    spec = Spec(document="RFC 6749", section="5.1")
    if missing:
        message = f"{len(missing)} of the scopes asked for {'was' if len(missing) == 1 else 'were'} not granted."
        yield RULES["scope-not-granted"].warning(message, spec=spec)
    else:
        yield RULES["scope-not-granted"].passed("The scopes asked for were granted.", spec=spec)
    # OIDC Core §3.1.3.3: the response to a request with the scope openid holds an id_token.
    if "openid" in asked.split(" ") and "id_token" not in flow.token_response:
        message = "The scope openid was asked for, and the token response has no id_token."
        yield RULES["id-token-absent"].error(message)


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
