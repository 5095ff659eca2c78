"""Whether the token request authenticates the client, and with what (RFC 6749 §2.3, §3.2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.client_jwt.checks import judge_client_jwt
from pkce_core.client_jwt.known import Known
from pkce_core.flow.rules import RULES
from pkce_core.jose.unverified import is_shortened, looks_like_jwt
from pkce_core.relation.explain import explain
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same
from pkce_core.token.request import JWT_BEARER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding, Report
    from pkce_core.flow.values import FlowValues
    from pkce_core.rule import Rule
    from pkce_core.token.sent.sent_request import SentRequest

_BASIC = {
    "no scheme": "The Authorization header has no scheme before its value, such as Basic.",
    "white space": "The credentials of the Basic header have white space in them, such as the line end of base64.",
    "not encoded": "The Basic header has the client_id and the client_secret themselves, not encoded in base64.",
    "base64url": "The Basic header is encoded in base64url, with - or _, instead of base64.",
    "not base64": "The value of the Basic header isn't base64.",
    "no colon": "The Basic header has no colon between a client_id and a client_secret when it is decoded.",
}
"""What is wrong with the Basic header whatever the server does."""
_SIGNS = {
    "+": "has a +, and a server that form-decodes it, as RFC 6749 asks, reads a space.",
    "%": "has a % that begins no escape, and a server that form-decodes it, as RFC 6749 asks, can't read that.",
    "not ASCII": "has a character that isn't ASCII, and servers read its bytes in different ways unless it's encoded.",
    "space": "has a space, and form-encoded, as RFC 6749 asks, it would be a +.",
    ":": "ends at the first of several colons. If it has a colon itself, that must be encoded as %3A.",
}
"""What wasn't form-encoded in the Basic header: a server may read it otherwise, or not decode it at all."""
_CLIENT_REFUSED = ("invalid_client", "unauthorized_client", "incorrect_client_credentials")
_MOST = 3
"""Mistakes that are named together."""


def check_client_secret(flow: FlowValues) -> Iterator[Finding]:
    """The findings about client_secret, however it was sent, and about its absence.

    Args:
        flow: the values that are known.
    """
    secret = flow.token_request.get("client_secret")
    if secret == "":
        yield RULES["secret-empty"].error("The token request has an empty client_secret.")
        return
    if not isinstance(secret, str):
        yield from _check_unauthenticated(flow)
        return
    yield RULES["secret-missing"].passed("The token request has a client_secret.")
    client_id = flow.value("token_request", "client_id") or flow.value("authorization_request", "client_id")
    yield RULES["secret-empty"].passed("The token request has a client_secret that isn't empty.")
    if client_id and is_same(secret, client_id):
        yield RULES["secret-is-client-id"].error("The client_secret is the same text as the client_id.")
    elif client_id:
        yield RULES["secret-is-client-id"].passed("The client_secret and the client_id are different texts.")
    if re.search(r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----", secret[:200]):
        message = "The client_secret is a private key (-----BEGIN … PRIVATE KEY-----), and not a secret or a JWT."
        yield RULES["secret-is-key"].error(message)
    elif secret != secret.strip():
        yield RULES["secret-wrong"].error(*_white_space(secret, flow))
    elif len(secret) > 2 and secret[0] == secret[-1] and secret[0] in "\"'`":
        message = "The client_secret is in quotes, which became part of it."
        yield RULES["secret-wrong"].error(message)
    else:
        yield from _compare_with_earlier(flow, secret)
    if flow.value("token_request", "client_assertion"):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        yield RULES["auth-twice"].error("The token request has both a client_secret and a client_assertion.")


def _white_space(secret: str, flow: FlowValues) -> tuple[str, str]:
    """What white space there is at an end of the client_secret, and how to be rid of it."""
    sent = flow.sent_token_request
    where = " in the Basic header" if sent is not None and sent.client_secret is not None else ""
    if secret.rstrip("\r\n") != secret.strip():
        return f"The client_secret{where} starts or ends with white space, which was probably copied along.", ""
    hint = "Remove it before you encode or send the secret: echo writes one, and printf %s and echo -n don't."
    return f"The client_secret{where} ends with a line end.", hint


def _compare_with_earlier(flow: FlowValues, secret: str) -> Iterator[Finding]:
    """A secret that brought tokens before was right, so another one is compared with it."""
    worked = [earlier for earlier in flow.earlier if earlier.value("token_response", "access_token")]
    earlier = next((one for each in worked if (one := each.value("token_request", "client_secret"))), None)
    if earlier is None or is_same(earlier, secret):
        return
    relation = explain("client_secret", earlier, secret, "the client_secret of that request")
    if relation.ways:
        message = f"An earlier token request with another client_secret brought tokens. {relation.text}"
        yield RULES["secret-wrong"].error(message)


def _check_unauthenticated(flow: FlowValues) -> Iterator[Finding]:
    """No client authentication, after the server answered invalid_client; a public client's request looks the same."""
    if not flow.token_request or flow.value("token_response", "error") != "invalid_client":
        return
    if "token_request" in flow.partial:
        return
    method = flow.value("token_request", "token_endpoint_auth_method")
    if any(flow.has("token_request", name) for name in ("client_secret", "client_assertion")) or method not in (
        None,
        "none",
    ):
        return
    if not flow.has("token_request", "client_id") and not _has_header(flow):
        message = "The token request has no client_id, so it doesn't say which client sends it."
        yield RULES["client-id-missing"].warning(message)
    # RFC 6749 §3.2.1: "Confidential clients or other clients issued client credentials MUST authenticate with the
    # authorization server ... when making requests to the token endpoint."
    message = (
        "The token request has no client_secret and no client_assertion. Only a public client, or one with a TLS "
        "certificate (RFC 8705), sends it like this."
    )
    sent = flow.sent_token_request
    if other := sent.misnamed_header if sent else "":
        message += f" Its credentials are in a header named {other}; servers look in Authorization."
    yield RULES["secret-missing"].warning(message, spec=Spec(document="RFC 6749", section="3.2.1"))


def _has_header(flow: FlowValues) -> bool:
    """Whether the token request has an Authorization header, in which a client_id can be too."""
    sent = flow.sent_token_request
    return sent is not None and bool(sent.authorization or sent.basic_mistake)


def has_jwt_secret(flow: FlowValues) -> bool:
    """Whether the client_secret is a JWT."""
    return looks_like_jwt(flow.value("token_request", "client_secret") or "")


def check_client_jwts(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """The mistakes of the JWT, under the slug of the cause that each is.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    sent_at = flow.token_requested_at if flow.token_requested_at is not None else flow.token_received_at
    client_id = flow.value("token_request", "client_id") or flow.value("authorization_request", "client_id")
    url = flow.sent_token_request.url if flow.sent_token_request else ""
    endpoint = flow.token_endpoint or (url if url.startswith("http") else None)
    known = Known(client_id=client_id, token_endpoint=endpoint, issuer=flow.issuer, now=sent_at, later=now)
    assertion = flow.value("token_request", "client_assertion")
    if assertion and not is_shortened(assertion):
        yield from _as_cause(RULES["assertion-refused"], judge_client_jwt(assertion, known))
    if assertion:
        yield from _check_type(flow)
    secret = flow.value("token_request", "client_secret") or ""
    if has_jwt_secret(flow) and not is_shortened(secret):
        yield from _as_cause(RULES["secret-jwt"], judge_client_jwt(secret, known, as_secret=True))


def _as_cause(rule: Rule, report: Report) -> Iterator[Finding]:
    """What is wrong as one finding, because a cause has one piece of evidence; what is only unwise if there is no
    more."""
    ended = tuple(each for each in report.warnings if each.rule == "client-jwt-exp")
    if report.errors:
        wrong = (*report.errors, *ended)[:_MOST]
        yield rule.error(" ".join(each.message for each in wrong), wrong[0].hint)
    elif report.warnings:
        likely = (*ended, *report.warnings)[0]
        yield rule.warning(likely.message, likely.hint)


def _check_type(flow: FlowValues) -> Iterator[Finding]:
    sent = flow.sent_token_request
    kind = flow.value("token_request", "client_assertion_type")
    rule = RULES["assertion-missing"]
    if kind and kind != JWT_BEARER:
        yield rule.error("The client_assertion_type isn't that of a JWT.", f"Send {JWT_BEARER}.")
    elif kind or sent is None or flow.has("token_request", "client_assertion_type"):
        return
    elif sent.written_as != "parameters" or flow.value("token_request", "grant_type"):  # else only some values are here
        # RFC 7523 §2.2: "client_assertion_type ... is "urn:ietf:params:oauth:client-assertion-type:jwt-bearer""
        message = "The token request has a client_assertion without a client_assertion_type."
        is_whole = sent.written_as != "parameters" and "token_request" not in flow.partial
        yield rule.error(message) if is_whole else rule.warning(message)


def check_credentials(flow: FlowValues, sent: SentRequest) -> Iterator[Finding]:
    """The findings about the Authorization header of the token request.

    Args:
        flow: the values that are known.
        sent: the token request.
    """
    name, _, sign = sent.basic_mistake.partition(" ")
    if sent.basic_mistake and sent.basic_mistake not in _BASIC:
        # RFC 6749 §2.3.1: "encoded using the "application/x-www-form-urlencoded" encoding algorithm"
        is_right = (
            sign == ":" and sent.client_id and sent.client_id.value == flow.value("authorization_request", "client_id")
        )  # so the colon is in the client_secret, where no server ends it
        if flow.value("token_response", "error") in _CLIENT_REFUSED and not is_right:
            yield RULES["basic-encoding"].warning(f"The {name} in the Basic header {_SIGNS[sign]}")
    elif sent.basic_mistake:
        # RFC 7617 §2: the user-id, a colon and the password, encoded in base64
        hint = (
            "Form-encode client_id and client_secret, join them with a colon, and encode that in base64, on one line."
        )
        yield RULES["basic-encoding"].error(_BASIC[sent.basic_mistake], hint)
    if sent.authorization == "bearer":
        message = "The Authorization header is a Bearer token. A token request authenticates the client instead."
        yield RULES["auth-method"].error(message, "Remove that header, or send Basic with client_id and client_secret.")
    if sent.authorization == "basic" and any(each.name == "client_secret" for each in sent.body):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "The client authenticates twice: with Basic, and with client_secret in the body."
        yield RULES["auth-twice"].error(message)
