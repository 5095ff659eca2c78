"""The ordinary calls of pkce_core beside those of Authlib, oauthlib and the package `pkce`, on the same inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pkce
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import (
    parse_authorization_code_response,
    prepare_grant_uri,
    prepare_token_request,
)
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential import id_tokens, requests, responses, urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

INPUTS = 200
STRICTER = (
    "The peers call json.loads and look for an error. Here duplicate names, NaN and deep nesting are refused, "
    "every member is checked, and the result is typed and immutable."
)
REPORTS = "Authlib makes no report. Here every rule makes a finding with a sentence, also when it passes."


class Comparison(NamedTuple):
    """One call.

    Attributes:
        what: What the call does.
        inputs: What it is called with, one after the other; all of them are new.
        ours: The call of pkce_core.
        peers: The calls of the others, by name.
        note: What explains a ratio.
    """

    what: str
    inputs: list[Any]
    ours: Callable[[Any], object]
    peers: dict[str, Callable[[Any], object]]
    note: str = ""


def comparisons() -> Iterator[Comparison]:
    """Yield every call with its peers."""
    yield Comparison(
        "make a pair",
        [None] * INPUTS,
        lambda _: pkce_core.generate_pair(),
        {"pkce": lambda _: pkce.generate_pkce_pair(43)},
    )
    verifiers = [pkce_core.generate_code_verifier() for _ in range(INPUTS)]
    client = WebApplicationClient("client")
    yield Comparison(
        "derive a code_challenge",
        verifiers,
        pkce_core.derive_code_challenge,
        {
            "Authlib": create_s256_code_challenge,
            "oauthlib": lambda verifier: client.create_code_challenge(verifier, "S256"),
            "pkce": pkce.get_code_challenge,
        },
    )
    parameters = [{**urls.SOUND["parameters"], "state": text, "code_challenge": text} for text in verifiers]
    endpoint = urls.SOUND["endpoint"]
    yield Comparison(
        "build an authorization URL",
        parameters,
        lambda values: pkce_core.build_authorization_url(pkce_core.AuthorizationRequest(**values), endpoint),
        {
            "Authlib": lambda values: prepare_grant_uri(endpoint, **values),
            "oauthlib": lambda values: oauthlib_url(endpoint, **values),
        },
    )
    pasted = [f"https://client.example/cb?code={text}&state={text[:22]}" for text in verifiers]
    yield Comparison(
        "parse a redirect",
        pasted,
        pkce_core.parse_authorization_response,
        {"Authlib": parse_authorization_code_response, "oauthlib": client.parse_request_uri_response},
    )
    yield from token_endpoint(verifiers)
    yield from tokens(verifiers)


def oauthlib_url(endpoint: str, *, client_id: str, response_type: str, **values: Any) -> object:
    """The URL, whose response_type is always code."""
    assert response_type == "code"
    return WebApplicationClient(client_id).prepare_request_uri(endpoint, **values)


def token_endpoint(secrets: list[str]) -> Iterator[Comparison]:
    """The token request and the token response."""
    cases = [
        {**requests.SOUND, "token_endpoint_auth_method": "client_secret_post", "code": text, "code_verifier": text}
        for text in secrets
    ]
    yield Comparison(
        "build a token request",
        cases,
        lambda case: pkce_core.build_token_request(pkce_core.TokenRequest(**case)),
        {"Authlib": authlib_request, "oauthlib": oauthlib_request},
    )
    bodies = [json.dumps({**responses.SOUND["members"], "access_token": text}) for text in secrets]
    client, other = OAuth2Client(session=None), WebApplicationClient("client")
    yield Comparison(
        "parse a token response",
        bodies,
        pkce_core.parse_token_response,
        {
            "Authlib": lambda body: client.parse_response_token(Answer(body)),
            "oauthlib": other.parse_request_body_response,
        },
        STRICTER,
    )


class Answer:
    """The part of a `requests` response that Authlib reads, and nothing that costs time."""

    status_code = 200

    def __init__(self, text: str) -> None:
        self.text = text

    def json(self) -> object:
        return json.loads(self.text)


def authlib_request(case: dict[str, Any]) -> object:
    """The request that `OAuth2Client.fetch_token` makes."""
    names = ("code", "code_verifier")
    body = prepare_token_request(
        "authorization_code", redirect_uri=case["redirect_uri"], **{name: case[name] for name in names}
    )
    client = ClientAuth(case["client_id"], case["client_secret"], case["token_endpoint_auth_method"])
    return client.prepare("POST", "https://op.example/token", {}, body)


def oauthlib_request(case: dict[str, Any]) -> object:
    """The body of the request; oauthlib leaves the rest to its caller."""
    client = WebApplicationClient(case["client_id"], code=case["code"])
    return client.prepare_request_body(
        redirect_uri=case["redirect_uri"], code_verifier=case["code_verifier"], client_secret=case["client_secret"]
    )


def tokens(subjects: list[str]) -> Iterator[Comparison]:
    """The claims of ID tokens, then whole ID tokens with their signatures, read from text."""
    expected: dict[str, Any] = {"issuer": "https://op.example", "client_id": "client", "now": id_tokens.NOW}
    cases = [id_tokens.SUBJECT.build(()) for _ in subjects[:20]]
    for case, subject in zip(cases, subjects, strict=False):
        case["claims"]["sub"] = subject
    texts = [id_tokens.text_of(case) for case in cases]
    parsed = [pkce_core.parse_id_token(text) for text in texts]

    def their_claims(token: Any) -> None:
        options = {"iss": {"values": ["https://op.example"]}}
        CodeIDToken(token.claims, token.header, options, {"client_id": "client"}).validate(now=id_tokens.NOW)

    yield Comparison(
        "check the claims of an ID token",
        parsed,
        lambda token: pkce_core.check_id_token(token, **expected),
        {"Authlib": their_claims},
        REPORTS,
    )
    jwks = id_tokens.jwks_of(cases[0])

    def ours(text: str) -> None:
        keys = pkce_core.parse_jwks(jwks)
        pkce_core.check_id_token(text, **expected, jwks=keys, verifier=pkce_core.JoseVerifier()).raise_errors()

    def theirs(text: str) -> None:
        keys = KeySet.import_key_set(jwks)  # type: ignore[arg-type]
        their_claims(jwt.decode(text, keys, algorithms=["RS256"]))

    yield Comparison("validate an ID token, RS256", texts, ours, {"Authlib": theirs})
