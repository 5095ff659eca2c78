"""Every public function that takes text, called with whatever a test or the fuzzer has.

A call may answer, or raise a `PkceError`; whatever else it raises is a defect. `one` goes in first place, `other` where
a function takes a second text. Texts also go in where they do not stand alone: as values of a JSON object, as the
claims of a token, as parameters of a request.
"""

from __future__ import annotations

import inspect
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pkce_core
from pkce_core import (
    PROFILES,
    AuthorizationRequest,
    AuthorizationResponse,
    HmacVerifier,
    PkceError,
    Report,
    TokenRequest,
)
from pkce_core.jose.signature import check_signature
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.quoting import harmless
from pkce_core.token.command.build import SHELLS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Text = str | bytes
    Call = Callable[[Any, Any], object]

NOW = 1_700_000_000
ENDPOINT = "https://op.example/authorize?tenant=1"
SLUGS = tuple(PROFILES)


def as_str(value: Text) -> str:
    """Text in any case; octets that are none keep their numbers as lone surrogates."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogateescape")


def as_json(value: Text) -> Any:
    """The JSON value that the text is, or else the text."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return as_str(value)


def as_object(value: Text) -> dict[str, Any]:
    """An object in any case."""
    found = as_json(value)
    return found if isinstance(found, dict) else {"error": found, "code": found, "issuer": found, "keys": [found]}


def as_token(header: Text, claims: Text) -> str:
    """A token whose parts are proper base64url, whatever they hold."""
    parts = (text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text for text in (header, claims))
    return ".".join([*map(encode_base64url, parts), encode_base64url(b"signature")])


def authorization_request(one: Text, other: Text) -> AuthorizationRequest:
    """A request that holds the texts wherever it can."""
    text, more = as_str(one), as_str(other)
    return AuthorizationRequest(
        client_id=text, redirect_uri=more, scope=text, state=more, code_challenge=text, code_challenge_method=more,
        nonce=text, max_age=more, claims=text, resource=(text, more), extra=((text, more),),
    )  # fmt: skip


def token_request(one: Text, other: Text) -> TokenRequest:
    """A request that holds the texts, and a verifier that lets it through."""
    text, more = as_str(one), as_str(other)
    return TokenRequest(
        client_id=text, code=more, redirect_uri=text, code_verifier="v" * 43, client_secret=more, extra=((more, text),)
    )


def each(call: Callable[[Any], object], choices: tuple[str, ...], by: Text) -> object:
    """Call with one of the choices, picked by a text, so that a fuzzer reaches all of them."""
    return call(choices[(by[-1] if isinstance(by, bytes) else ord(by[-1])) % len(choices)] if by else choices[0])


def claims(token: Text, other: Text) -> object:
    """Every rule for an ID token, with the other text as what the client knows."""
    known = as_str(other)
    return pkce_core.check_id_token(
        token, issuer=known, client_id=known, now=NOW, nonce=known, access_token=known, client_secret=known, max_age=9
    )


def signature(one: Text, other: Text) -> object:
    """A key set that is the other text."""
    token = pkce_core.parse_id_token(as_token(one, b"{}"))
    jwks = pkce_core.parse_jwks(as_object(other))
    return check_signature(token, jwks=jwks, client_secret="s" * 32, verifier=HmacVerifier())


def response(one: Text, other: Text) -> object:
    """A redirect, with the other text as everything that was expected."""
    known = as_str(other)
    return pkce_core.check_authorization_response(
        one, state=known, issuer=known or None, iss_parameter_supported=True, redirect_uri=known or None
    )


def recording(one: Text, other: Text) -> bytes:
    """A recording that has the texts wherever a login has values; the first one alone where it is octets."""
    if isinstance(one, bytes):
        return one
    text, more = as_str(one), as_str(other)
    form = {"grant_type": text, "code": more, "code_verifier": text, "client_id": more}
    request = {
        "method": "POST", "url": f"https://op.example/token?{text}#{more}",
        "headers": [{"name": "authorization", "value": text}, {"name": "content-type", "value": more}],
        "postData": {"params": [{"name": name, "value": value} for name, value in form.items()]},
    }  # fmt: skip
    response = {"status": 400, "content": {"text": more}, "redirectURL": text}
    redirect = {"method": "GET", "url": f"https://app.example/?code={text}&state={more}"}
    entries = [{"startedDateTime": text, "request": request, "response": response}, {"request": redirect}]
    return json.dumps({"log": {"entries": entries}}).encode()


CALLS: Mapping[str, Call] = MappingProxyType(
    {
        "build_authorization_url": lambda a, b: pkce_core.build_authorization_url(
            authorization_request(a, b), ENDPOINT
        ),
        "build_authorization_url, endpoint": lambda a, b: pkce_core.build_authorization_url(
            AuthorizationRequest(client_id="client"), as_str(a)
        ),
        "build_command": lambda a, b: each(
            lambda shell: pkce_core.build_command(
                token_request(a, b), "https://op.example/token", shell=shell, client_secret_from="value"
            ),
            SHELLS,
            b,
        ),
        "build_command, source": lambda a, b: pkce_core.build_command(
            token_request("client", "code"), as_str(b), shell="posix", client_secret_from=as_str(a)
        ),
        "build_report": lambda a, b: pkce_core.build_report(pkce_core.parse_flow(a)),
        "build_report, object": lambda a, b: pkce_core.build_report(pkce_core.parse_flow(as_object(a))),
        "build_signature_input": lambda a, b: pkce_core.build_signature_input(
            pkce_core.parse_id_token(as_token(a, b"{}")), jwks=pkce_core.parse_jwks(as_object(b))
        ),
        "build_token_request": lambda a, b: pkce_core.build_token_request(token_request(a, b)),
        "check_authorization_response": response,
        "check_authorization_response, parsed": lambda a, b: pkce_core.check_authorization_response(
            AuthorizationResponse(code=as_str(a), state=as_str(b), error_description=as_str(a), redirect_uri=as_str(b)),
            state=as_str(a),
            redirect_uri=as_str(b) or None,
        ),
        "check_authorization_url": lambda a, b: pkce_core.check_authorization_url(a, used_states=(as_str(b),)),
        "check_client_jwt": lambda a, b: pkce_core.check_client_jwt(as_str(a), issuer=as_str(b), as_secret=True),
        "check_client_jwt, claims": lambda a, b: pkce_core.check_client_jwt(
            as_token(a, b), client_id=as_str(a), token_endpoint=as_str(b), now=NOW
        ),
        "check_code_challenge": lambda a, b: pkce_core.check_code_challenge(a, as_str(b) or None),
        "check_code_challenge, S256": lambda a, b: pkce_core.check_code_challenge(a),
        "check_code_verifier": lambda a, b: pkce_core.check_code_verifier(a),
        "check_dpop_proof": lambda a, b: pkce_core.check_dpop_proof(
            as_str(a), method=as_str(b), url=as_str(b), access_token=as_str(b), nonce=as_str(b), now=NOW
        ),
        "check_dpop_proof, claims": lambda a, b: pkce_core.check_dpop_proof(as_token(a, b), access_token=as_str(a)),
        "check_flow": lambda a, b: pkce_core.check_flow(a, now=NOW),
        "check_flow, object": lambda a, b: pkce_core.check_flow(as_object(a), now=NOW),
        "check_id_token": claims,
        "check_id_token, parts": lambda a, b: claims(as_token(a, b), b"client"),
        "check_id_token, claims": lambda a, b: claims(as_token(b'{"alg":"HS256"}', a), b),
        "check_metadata": lambda a, b: pkce_core.check_metadata(a, issuer=as_str(b)),
        "check_metadata, object": lambda a, b: pkce_core.check_metadata(as_object(a), issuer=as_str(b)),
        "check_pair": lambda a, b: pkce_core.check_pair(a, b),
        "check_redirect_uri": lambda a, b: each(
            lambda slug: pkce_core.check_redirect_uri(a, profile=slug, registered=b), SLUGS, b
        ),
        "check_redirect_uri, profile": lambda a, b: pkce_core.check_redirect_uri(b, profile=as_str(a)),
        "check_signature": signature,
        "check_token_endpoint": lambda a, b: pkce_core.check_token_endpoint(as_str(a)),
        "check_token_request": lambda a, b: pkce_core.check_token_request(token_request(a, b)),
        "check_token_response": lambda a, b: pkce_core.check_token_response(a, now=NOW, requested_scope=as_str(b)),
        "compare_redirect_uri": lambda a, b: pkce_core.compare_redirect_uri(as_str(a), as_str(b), loopback_port=True),
        "derivation_steps": lambda a, b: pkce_core.derivation_steps(as_str(a)),
        "derive_code_challenge": lambda a, b: pkce_core.derive_code_challenge(as_str(a)),
        "derive_code_challenge, method": lambda a, b: pkce_core.derive_code_challenge("v" * 43, as_str(a)),
        "diagnose_challenge": lambda a, b: pkce_core.diagnose_challenge(a, b),
        "explain_error": lambda a, b: pkce_core.explain_error(as_str(a), error_description=as_str(b)),
        "explain_error, flow": lambda a, b: pkce_core.explain_error(
            as_str(b), flow=pkce_core.parse_flow(as_object(a)), now=NOW
        ),
        "fill_provider": lambda a, b: pkce_core.fill_provider(
            pkce_core.get_provider("auth0"), {"domain": as_str(a), as_str(b): as_str(a)}
        ),
        "get_provider": lambda a, b: pkce_core.get_provider(as_str(a)),
        "load_providers": lambda a, b: pkce_core.load_providers(a),
        "parse_authorization_response": lambda a, b: pkce_core.parse_authorization_response(a),
        "parse_authorization_url": lambda a, b: pkce_core.parse_authorization_url(a),
        "parse_flow": lambda a, b: pkce_core.parse_flow(a),
        "parse_id_token": lambda a, b: pkce_core.parse_id_token(a),
        "parse_jwks": lambda a, b: pkce_core.parse_jwks(a),
        "parse_metadata": lambda a, b: pkce_core.parse_metadata(a),
        "parse_token_command": lambda a, b: pkce_core.parse_token_command(as_str(a)),
        "parse_token_command, curl": lambda a, b: pkce_core.parse_token_command(f"curl {as_str(a)} -d '{as_str(b)}'"),
        "parse_token_response": lambda a, b: pkce_core.parse_token_response(a),
        "provider_from_metadata": lambda a, b: pkce_core.provider_from_metadata(
            pkce_core.parse_metadata(as_object(a)), as_str(b)
        ),
        "explain_har": lambda a, b: repr(pkce_core.explain_har(recording(a, b))),
        "redact_har": lambda a, b: list(pkce_core.redact_har(recording(a, b), pkce_core.explain_har(recording(a, b)))),
        "answer_texts": lambda a, b: repr(pkce_core.answer_texts([as_str(a), json.dumps(as_object(b))], now=0.0)),
        "match_pairs": lambda a, b: pkce_core.match_pairs(f"code_verifier={as_str(a)} {as_str(b)}").to_dict(),
        "recognize": lambda a, b: [each.to_dict() for each in pkce_core.recognize(as_str(a))],
        "recognize, named": lambda a, b: pkce_core.recognize(f"code_verifier={as_str(a)} {json.dumps(as_object(b))}"),
    }
)

WITHOUT_TEXT = frozenset(
    {"generate_code_verifier", "generate_nonce", "generate_pair", "generate_state", "provider_names"}
)


def missing() -> set[str]:
    """Public functions that no call reaches."""
    names = [name for name in pkce_core.__all__ if name.islower()]  # loads no class: the page has no JoseVerifier
    functions = {name for name in names if inspect.isfunction(getattr(pkce_core, name))}
    return functions - WITHOUT_TEXT - {name.partition(",")[0] for name in CALLS}


def run(call: Call, one: Text, other: Text) -> None:
    """Call, and let nothing but a `PkceError` out; whatever comes back can be shown."""
    try:
        answer = call(one, other)
    except PkceError as problem:
        shown = str(problem)
    else:
        shown = json.dumps(answer.to_dict()) if isinstance(answer, Report) else repr(answer)
        if isinstance(answer, Report):
            assert all(harmless(text) == text for text in texts_of(answer)), "a terminal would obey this"
    assert shown is not None


def texts_of(report: Report) -> list[str]:
    """What its findings say."""
    marks = [text for finding in report for mark in finding.marks for text in (mark.found, mark.likely)]
    return [*marks, *(text for finding in report for text in (finding.message, finding.hint))]
