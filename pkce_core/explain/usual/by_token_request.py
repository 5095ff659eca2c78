"""The causes that the token request can't have: a wrong code without a code, a missing secret with a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.dpop.checks import check_dpop_proof
from pkce_core.explain.usual.shown_claims import WITH_HEADERS
from pkce_core.flow.client_secret import has_jwt_secret
from pkce_core.flow.grant import grant_of
from pkce_core.flow.sent_names import NEEDED, has_other_grant
from pkce_core.grants import CODE, REFRESH
from pkce_core.text.differences import is_same
from pkce_core.text.wording import NO_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.flow.values import FlowValues
    from pkce_core.token.sent.sent_request import SentRequest

    Disproof = tuple[tuple[str, ...], str]

_RESPONSE, _REQUEST = "authorization_response", "token_request"
_OF_A_SECRET = ("secret-wrong", "secret-expired", "secret-is-client-id", "secret-jwt")
_OF_PLAIN_SECRETS = ("secret-wrong", "secret-expired", "secret-empty", "secret-is-client-id", "secret-missing")
_OF_AN_ASSERTION = ("assertion-refused", "assertion-replayed")
_OF_A_REFRESH_TOKEN = ("refresh-token-invalid", "refresh-token-used", "refresh-token-of-another",
                       "refresh-token-of-page", "refresh-token-differs")  # fmt: skip
_OF_A_REFRESH = (*_OF_A_REFRESH_TOKEN, "refresh-token-missing", "scope-widened")
_OF_A_CODE = ("code-old", "code-reused", "code-differs", "code-damaged", "client-differs")
_OF_REDEEMING = (*_OF_A_CODE, "redirect-uri-differs", "redirect-uri-missing", "verifier-mismatch", "verifier-missing",
                 "verifier-malformed", "challenge-missing", "method-missing", "method-plain", "challenge-required",
                 "challenge-malformed")  # fmt: skip
"""What counts only where a code is redeemed."""
_OF_A_VERIFIER = ("verifier-malformed", "verifier-mismatch", "challenge-missing")
_OF_A_PROOF = ("dpop-time", "dpop-target", "dpop-key", "dpop-replayed", "dpop-proof")
_OF_A_TARGET = frozenset({"dpop-form", "dpop-htm", "dpop-htu"})
"""Rules of a proof that isn't known to be for this request."""
_NOT_WHOLE = ("parameters", "text", "program")
"""How a request may be written without all that was sent."""


def by_token_request(flow: FlowValues) -> Iterator[Disproof]:
    """What the token request excludes.

    Args:
        flow: what was sent and received.
    """
    sent = flow.sent_token_request
    if sent is None or sent.written_as == "unread":
        return
    yield from _by_what_it_has(flow, sent)
    yield from _by_what_is_exchanged(flow, sent)
    if _REQUEST in flow.partial:
        return
    yield from _by_authentication(flow, sent)
    yield from _by_how_it_was_sent(flow, sent)


def _by_what_it_has(flow: FlowValues, sent: SentRequest) -> Iterator[Disproof]:
    for name, slug in (
        ("code_verifier", "verifier-missing"),
        ("redirect_uri", "redirect-uri-missing"),
        ("refresh_token", "refresh-token-missing"),
    ):
        if flow.value(_REQUEST, name) or _sends_a_name(sent, name):
            yield (slug,), f"The token request has a {name}."
    if flow.value(_REQUEST, "client_assertion") and flow.value(_REQUEST, "client_assertion_type"):
        yield ("assertion-missing",), "The token request has a client_assertion and its type."
    if (flow.value(_REQUEST, "client_secret") or "").startswith("-----BEGIN"):
        yield ("secret-wrong", "secret-expired"), "The client_secret is a key."
    if has_jwt_secret(flow):
        yield _OF_PLAIN_SECRETS, "The client_secret is a JWT."


def _sends_a_name(sent: SentRequest, name: str) -> bool:
    """Whether a parameter was sent with the name of a variable in place of a value."""
    return any(each.name == name and each.kept_from_shell for each in sent.parameters)


def _by_what_is_exchanged(flow: FlowValues, sent: SentRequest) -> Iterator[Disproof]:
    grant, given = grant_of(flow), flow.value(_REQUEST, "grant_type")
    has_code, has_token = (flow.has(_REQUEST, name) for name in ("code", "refresh_token"))
    if has_other_grant(sent) and _REQUEST not in flow.partial:
        why = f"The grant_type of the token request is {grant}."
        yield ("grant-type",), why
        yield _OF_A_REFRESH if grant == CODE else _OF_REDEEMING, why
    elif grant == CODE and not has_token and (has_code or given == CODE):
        yield _OF_A_REFRESH, "The token request is that of a code, not of a refresh token."
    elif grant == REFRESH and not has_code and (has_token or given == REFRESH):
        yield _OF_REDEEMING, "The token request is that of a refresh token, not of a code."
    if given in NEEDED and flow.lacks(_REQUEST, NEEDED[given]):
        what = _OF_REDEEMING if given == CODE else _OF_A_REFRESH_TOKEN
        yield what, f"The token request has no {NEEDED[given]}."
    for name, slugs in (("code", _OF_A_CODE), ("refresh_token", _OF_A_REFRESH_TOKEN)):
        if (text := flow.value(_REQUEST, name)) in NO_VALUES:
            yield slugs, f"The {name} is the text {text}, so no {name.replace('_', ' ')} was sent."
    received, code = flow.value(_RESPONSE, "code"), flow.value(_REQUEST, "code")
    if received and code and is_same(received, code) and not {"%", " "} & {*code} and _REQUEST not in flow.partial:
        yield ("code-damaged",), "The token request has the code of the redirect."
    if grant == REFRESH and flow.lacks(_REQUEST, "scope"):
        yield ("scope-widened", "scope-unknown"), "The refresh asks for no scope."


def _by_authentication(flow: FlowValues, sent: SentRequest) -> Iterator[Disproof]:
    has_secret, has_assertion = (flow.has(_REQUEST, name) for name in ("client_secret", "client_assertion"))
    method = flow.value(_REQUEST, "token_endpoint_auth_method") or "none"
    has_header = bool(sent.authorization or sent.basic_mistake or method != "none")
    if not has_secret and not has_header:
        # An object has client_secret however it was sent.
        yield (*_OF_A_SECRET, "basic-encoding"), "The token request has no client_secret."
        if not any(each.name == "client_secret" for each in sent.all_parameters):
            yield ("secret-empty", "secret-unwanted"), "The token request has no client_secret."
        if has_assertion:
            yield ("secret-missing",), "The client authenticates with a client_assertion."
    if flow.value(_REQUEST, "grant_type") == "client_credentials":
        # RFC 6749 §4.4: "The client credentials grant type MUST only be used by confidential clients."
        yield ("secret-unwanted",), "The grant client_credentials is for confidential clients only."
    if sent.authorization == "basic":
        yield ("secret-missing",), "The token request has an Authorization header with Basic."
    elif sent.written_as != "parameters" and not has_header and sent.client_secret is None:
        yield ("basic-encoding",), "The token request has no Authorization header."
    if not has_assertion and (has_secret or sent.written_as not in _NOT_WHOLE):
        yield _OF_AN_ASSERTION, "The token request has no client_assertion."
    inside = {each.name for each in sent.parameters} & {"client_secret", "client_assertion"}
    if len(inside) + bool(sent.authorization or sent.basic_mistake or sent.client_secret) < 2 and "" not in {
        each.name for each in sent.parameters
    }:
        yield ("auth-twice",), "The token request doesn't authenticate the client in two ways."


def _by_how_it_was_sent(flow: FlowValues, sent: SentRequest) -> Iterator[Disproof]:
    if flow.lacks(_REQUEST, "redirect_uri"):
        yield ("redirect-uri-differs",), "The token request has no redirect_uri."
    if flow.lacks(_REQUEST, "code_verifier"):
        yield _OF_A_VERIFIER, "The token request has no code_verifier."
    if sent.method == "POST":
        yield ("token-method",), "The token request was sent with POST."
    if sent.dpop or sent.has_hidden_dpop:
        yield ("dpop-missing",), "The token request has a DPoP header."
    elif sent.written_as in WITH_HEADERS:
        yield _OF_A_PROOF, "The token request has no DPoP header."
    if sent.dpop and sent.method and sent.url.startswith("http"):
        report = check_dpop_proof(sent.dpop, method=sent.method, url=sent.url)
        if not _OF_A_TARGET & {each.rule for each in report.errors}:
            yield ("dpop-target",), "The htm and the htu of the DPoP proof are those of the request."
