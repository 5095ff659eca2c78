"""The checks that compare two messages of a flow: what one says with what the other says.

Each takes the values of a flow and returns its findings, passes included, so that `explain_error` can both prove a
cause and rule it out: the rule of a finding is the slug of the cause. No check treats a missing value as correct.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.findings import Finding, Report
from pkce_core.flow.client_secret import check_client_jwts, check_client_secret
from pkce_core.flow.code_checks import check_code, check_code_age
from pkce_core.flow.grant import check_grant, grant_of, is_refresh
from pkce_core.flow.opened_request import check_opened_request, with_opened_request
from pkce_core.flow.pkce_consistency import check_pkce
from pkce_core.flow.redirect_uri_consistency import check_redirect_uris
from pkce_core.flow.refresh_consistency import check_refresh
from pkce_core.flow.rules import RULES
from pkce_core.flow.sent_request_checks import sent_request_findings
from pkce_core.grants import CODE, GRANTS, REFRESH
from pkce_core.id_token.checks import check_id_token
from pkce_core.id_token.claims import UNKNOWN
from pkce_core.relation.explain import explain
from pkce_core.text.differences import is_same
from pkce_core.token.granted.scope import compare_scopes, split_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow.values import FlowValues


REQUEST, RESPONSE = "authorization_request", "authorization_response"
TOKEN_REQUEST, TOKEN_RESPONSE = "token_request", "token_response"


def consistency_findings(flow: FlowValues, now: float | None = None) -> tuple[Finding, ...]:
    """Every finding that involves two messages, in the order of the flow.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None skips the checks that need it.
    """
    client = (*check_opened_request(flow, now), *_check_client(flow))
    flow = with_opened_request(flow)
    if grant_of(flow) != CODE:
        found = (
            *_check_state(flow),
            *_check_iss(flow),
            *check_grant(flow),
            *check_client_secret(flow),
            *check_client_jwts(flow, now),
            *sent_request_findings(flow),
            *(check_refresh(flow) if is_refresh(flow) else ()),
            *_check_id_token(flow, now),
        )
        return tuple(map(_of_refresh, found)) if is_refresh(flow) else found
    return (
        *_check_state(flow),
        *_check_iss(flow),
        *check_redirect_uris(flow),
        *check_pkce(flow),
        *client,
        *check_client_secret(flow),
        *check_client_jwts(flow, now),
        *sent_request_findings(flow),
        *check_code(flow),
        *check_code_age(flow, now),
        *_check_reuse(flow),
        *_check_scope(flow),
        *_check_id_token(flow, now),
    )


def _check_state(flow: FlowValues) -> Iterator[Finding]:
    sent, returned = flow.value(REQUEST, "state"), flow.value(RESPONSE, "state")
    if not flow.authorization_response or not flow.authorization_request or "response" in flow.authorization_response:
        return  # JARM has the state inside
    rule = RULES["state-mismatch"]
    if sent and flow.lacks(RESPONSE, "state"):
        yield rule.error("The authorization request sent a state, but the redirect has none.")
    elif returned and flow.lacks(REQUEST, "state"):
        yield rule.error("The redirect has a state, but the authorization request didn't send one.")
    elif sent and returned:
        # RFC 6749 §4.1.2: "REQUIRED if the "state" parameter was present in the client authorization request. The exact
        # value received from the client."
        if is_same(sent, returned):
            yield rule.passed("The state of the redirect is the state that was sent.")
            return
        why = explain("state", sent, returned, "the state that was sent").text
        yield rule.error(f"The state of the redirect isn't the state that was sent. {why}")


def _check_iss(flow: FlowValues) -> Iterator[Finding]:
    returned = flow.value(RESPONSE, "iss")
    known = flow.authorization_response.keys()
    is_whole = "state" in known and known & {"code", "error"} and "response" not in known  # JARM has iss inside
    if not returned and is_whole and flow.iss_parameter_supported:
        # RFC 9207 §2.4: "Clients MUST reject authorization responses without the iss parameter from authorization
        # servers that do support the parameter according to the client's configuration."
        message = "The redirect has no iss, although the server's metadata promises it in every response."
        yield RULES["iss-mismatch"].error(message)
    if not returned or not flow.issuer:
        return
    # RFC 9207 §2.4: "If the value does not match the expected issuer identifier, clients MUST reject the authorization
    # response"
    if returned == flow.issuer:
        yield RULES["iss-mismatch"].passed("The iss of the redirect matches the issuer.")
    else:
        why = explain("issuer", flow.issuer, returned, "the issuer").text
        yield RULES["iss-mismatch"].error(f"The iss of the redirect doesn't match the issuer. {why}")


def _of_refresh(finding: Finding) -> Finding:
    """A finding about a refresh, whose request has a section of its own."""
    spec = GRANTS[REFRESH].spec
    return finding.replace(spec=spec) if finding.spec == GRANTS[CODE].spec else finding


def _is_one_value(flow: FlowValues) -> bool:
    """Whether a value that stands for two messages was given once, so that comparing them would prove nothing."""
    return TOKEN_REQUEST in flow.partial


def _check_client(flow: FlowValues) -> Iterator[Finding]:
    first, second = flow.value(REQUEST, "client_id"), flow.value(TOKEN_REQUEST, "client_id")
    if not first or not second or _is_one_value(flow):
        return
    # RFC 6749 §4.1.3: "ensure that the authorization code was issued to the authenticated confidential client, or if
    # the client is public, ensure that the code was issued to "client_id" in the request"
    if first == second:
        yield RULES["client-differs"].passed("Both requests have the same client_id.")
    else:
        relation = explain("client_id", first, second, "the client_id of the first request")
        why = relation.text if relation.ways else f"{relation.text} One of them may belong to another client."
        if flow.value(TOKEN_REQUEST, "client_secret") == first:
            why = "The client_secret of the token request is the client_id of the first: the two are swapped."
        yield RULES["client-differs"].error(f"The two requests have different client_ids. {why}")


def _check_reuse(flow: FlowValues) -> Iterator[Finding]:
    # RFC 6749 §4.1.2: "The client MUST NOT use the authorization code more than once."
    code = flow.value(TOKEN_REQUEST, "code")
    earlier = [attempt for attempt in flow.earlier if code and attempt.value(TOKEN_REQUEST, "code") == code]
    if any(attempt.value(TOKEN_RESPONSE, "access_token") for attempt in earlier):
        message = "An earlier token request with the same code brought tokens. A code works only once."
        hint = "Send the request once: look for what runs twice, such as an effect under React's StrictMode. The first"
        yield RULES["code-reused"].error(
            message, f"{hint} answer has the tokens, which the server may have revoked since."
        )
    elif earlier:
        yield RULES["code-reused"].error("An earlier token request sent the same code. A code works only once.")
    # RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 [RFC6749]
    # Authorization Request"
    # A second token request with the same code is of the same authorization request.
    others = [attempt for attempt in flow.earlier if attempt not in earlier]
    if flow.verifier and flow.verifier in {attempt.verifier for attempt in others}:
        message = "An earlier attempt used the same code_verifier. Each authorization request needs a new one."
        yield RULES["verifier-reused"].error(message)
    for name, rule in (("state", RULES["state-reused"]), ("nonce", RULES["nonce-reused"])):
        value = flow.value(REQUEST, name)
        if value and value in {attempt.value(REQUEST, name) for attempt in others}:
            yield rule.error(f"An earlier attempt used the same {name}. Each authorization request needs a new one.")


def _check_scope(flow: FlowValues) -> Iterator[Finding]:
    requested, granted = flow.value(REQUEST, "scope"), flow.value(TOKEN_RESPONSE, "scope")
    if not requested or not flow.value(TOKEN_RESPONSE, "access_token") or TOKEN_RESPONSE in flow.partial:
        return
    found = compare_scopes(requested, granted, flow.token_response) if granted else None
    missing = found.missing if found else ()
    # RFC 6749 §5.1: "OPTIONAL, if identical to the scope requested by the client; otherwise, REQUIRED."
    if missing:
        yield RULES["scope-not-granted"].warning(f"The server didn't grant {len(missing)} of the requested scopes.")
    elif not (found and found.renamed):  # of which it's only probable
        yield RULES["scope-not-granted"].passed("The server granted the requested scopes.")
    # OIDC Core §3.1.3.3: the response to a request with the scope openid contains an id_token.
    if "openid" in split_scope(requested) and "id_token" not in flow.token_response:
        message = "The authorization request asked for the scope openid, but the token response has no id_token."
        yield RULES["id-token-absent"].error(message)


def _check_id_token(flow: FlowValues, now: float | None) -> Report:
    token = flow.value(TOKEN_RESPONSE, "id_token")
    if token is None or now is None:
        return Report()
    # OIDC Core §12.2: the ID token of a refresh "SHOULD NOT have a nonce Claim"
    is_first = bool(flow.authorization_request) and grant_of(flow) == CODE
    return check_id_token(
        token,
        issuer=flow.issuer or UNKNOWN,
        client_id=flow.value(REQUEST, "client_id") or flow.value(TOKEN_REQUEST, "client_id") or UNKNOWN,
        now=now,
        nonce=flow.value(REQUEST, "nonce") if is_first else UNKNOWN,
        access_token=flow.value(TOKEN_RESPONSE, "access_token"),
        code=flow.value(TOKEN_REQUEST, "code") or flow.value(RESPONSE, "code"),
        refresh_token=flow.value(TOKEN_RESPONSE, "refresh_token"),
        client_secret=flow.value(TOKEN_REQUEST, "client_secret"),
    )
