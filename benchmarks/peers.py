"""What the core calls cost against Authlib's, and what hostile text costs.

Run with `python benchmarks/peers.py`. Both sides get the same inputs, all of them new, in alternating rounds of the
same run; times are the quickest round in processor time. The second table has the worst of many megabyte-long texts for
every public function: `--hostile` for it alone, `--peers` for the first alone.
"""

from __future__ import annotations

import argparse
import json
import time

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

import pkce_core
from pkce_core.jose.joserfc_verifier import JoseVerifier
from tests.differential import id_tokens, requests, responses, urls
from tests.support import every_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Pair = tuple[Callable[[Any], object], Callable[[Any], object]]

NOTES = """
  [1] Authlib's call is json.loads and a look for "error". Here a name that stands twice, NaN and deep nesting are
      refused, each member is looked at, and the result is typed and immutable: json.loads and making that object
      take as long as Authlib's whole call.
  [2] Authlib has no report; here every rule that holds is a sentence too. The row has its `validate` beside it."""
ROUNDS = 15
INPUTS = 200
MEGABYTE = 10**6
LIMIT_MS = 100
PIECES = (
    "a", "%", "%41", "&", "=", "a=b&", "?", "#", "{", "[", '{"a":', '"', "\\", "\\u0026", "&amp;", "<", "\n", "\r\n",
    ".", "\u00e9", "\U0001f600", "\ud800", "+", " ", "\t", "'", "^", "`", "-", "_", "/", "http://", "xn--a.", "1.",
    "0x", "[::", "@", ":", "code=", "code=a&", "error=", "HTTP/1.1 200\r\n", "location: ", "GET ", "A.B.", "AADSTS1",
    "[a]\n", "a=1\n", "*", "\x00", '{"access_token":"a","b":"', "https://a/cb?code=", "<title>", '"a":1,',
)  # fmt: skip


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    chosen = parser.parse_args()
    if chosen.peers or not chosen.hostile:
        print(f"{'microseconds':36}{'here':>10}{'Authlib':>10}{'ratio':>8}")
        for name, inputs, pair in comparisons():
            here, there = compare(inputs, pair)
            print(f"  {name:34}{here * 1e6:10.1f}{there * 1e6:10.1f}{here / there:8.2f}", flush=True)
        print(NOTES)
    if chosen.hostile or not chosen.peers:
        print(f"\n{'1 MB of hostile text, ms':44}{'worst':>8}   (limit {LIMIT_MS})")
        for name, call in every_function.CALLS.items():
            seconds, text = worst(call)
            print(f"  {name:42}{seconds * 1e3:8.1f}   {text!r} repeated", flush=True)


def compare(inputs: list[Any], pair: Pair) -> tuple[float, float]:
    """Seconds for one call here and there, the two in turn."""
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for side, call in enumerate(pair):
            start = time.process_time()
            for each in inputs:
                call(each)
            best[side] = min(best[side], (time.process_time() - start) / len(inputs))
    return best[0], best[1]


def comparisons() -> Iterator[tuple[str, list[Any], Pair]]:
    """What is compared: a title, the inputs, the call here and the call there."""
    verifiers = [pkce_core.generate_code_verifier() for _ in range(INPUTS)]
    yield "derive a code_challenge", verifiers, (pkce_core.derive_code_challenge, create_s256_code_challenge)
    parameters = [{**urls.SOUND["parameters"], "state": text, "code_challenge": text} for text in verifiers]
    endpoint = urls.SOUND["endpoint"]
    yield (
        "build an authorization URL",
        parameters,
        (
            lambda values: pkce_core.build_authorization_url(pkce_core.AuthorizationRequest(**values), endpoint),
            lambda values: prepare_grant_uri(endpoint, **values),
        ),
    )
    pasted = [f"https://client.example/cb?code={text}&state={text[:22]}" for text in verifiers]
    yield "parse a redirect", pasted, (pkce_core.parse_authorization_response, parse_authorization_code_response)
    yield from token_endpoint(verifiers)
    yield from tokens(verifiers)


def token_endpoint(secrets: list[str]) -> Iterator[tuple[str, list[Any], Pair]]:
    """The request and the response."""
    cases = [{**requests.SOUND, "code": text, "code_verifier": text} for text in secrets]
    yield (
        "build a token request",
        cases,
        (lambda case: pkce_core.build_token_request(pkce_core.TokenRequest(**case)), authlib_request),
    )
    bodies = [json.dumps({**responses.SOUND["members"], "access_token": text}) for text in secrets]
    client = OAuth2Client(session=None)
    yield (
        "parse a token response [1]",
        bodies,
        (pkce_core.parse_token_response, lambda body: client.parse_response_token(Answer(body))),
    )


class Answer:
    """As much of an answer of `requests` as Authlib looks at, and nothing that costs time."""

    status_code = 200

    def __init__(self, text: str) -> None:
        self.text = text

    def json(self) -> object:
        return json.loads(self.text)


def authlib_request(case: dict[str, Any]) -> object:
    """As `OAuth2Client.fetch_token` puts it together."""
    names = ("code", "code_verifier")
    body = prepare_token_request(
        "authorization_code", redirect_uri=case["redirect_uri"], **{name: case[name] for name in names}
    )
    client = ClientAuth(case["client_id"], case["client_secret"], case["token_endpoint_auth_method"])
    return client.prepare("POST", "https://op.example/token", {}, body)


def tokens(subjects: list[str]) -> Iterator[tuple[str, list[Any], Pair]]:
    """ID tokens: the claims, then the whole token with its signature, from the texts that came over the network."""
    expected: dict[str, Any] = {"issuer": "https://op.example", "client_id": "client", "now": id_tokens.NOW}
    cases = [id_tokens.SUBJECT.build(()) for _ in subjects[:20]]
    for case, subject in zip(cases, subjects, strict=False):
        case["claims"]["sub"] = subject
    texts = [id_tokens.text_of(case) for case in cases]
    parsed = [pkce_core.parse_id_token(text) for text in texts]

    def their_claims(token: Any) -> None:
        options = {"iss": {"values": ["https://op.example"]}}
        CodeIDToken(token.claims, token.header, options, {"client_id": "client"}).validate(now=id_tokens.NOW)

    yield (
        "validate claims",
        parsed,
        (lambda token: pkce_core.check_id_token(token, **expected).raise_errors(), their_claims),
    )
    yield (
        "check claims, into a report [2]",
        parsed,
        (lambda token: pkce_core.check_id_token(token, **expected), their_claims),
    )
    jwks = id_tokens.jwks_of(cases[0])

    def ours(text: str) -> None:
        keys = pkce_core.parse_jwks(jwks)
        pkce_core.check_id_token(text, **expected, jwks=keys, verifier=JoseVerifier()).raise_errors()

    def theirs(text: str) -> None:
        keys = KeySet.import_key_set(jwks)  # type: ignore[arg-type]
        their_claims(jwt.decode(text, keys, algorithms=["RS256"]))

    yield "validate an ID token, RS256", texts, (ours, theirs)


def worst(call: every_function.Call) -> tuple[float, str]:
    """The longest time for a megabyte, in either place, and what it was made of."""
    every_function.run(call, "x", "x" * 43)  # what is loaded on the first call is no cost of the text
    found = (0.0, "")
    for piece in PIECES:
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        for one, other in ((text, "x" * 43), ("https://client.example/cb?code=a&state=b", text), (text, text)):
            start = time.process_time()
            every_function.run(call, one, other)
            found = max(found, (time.process_time() - start, piece))
    return found


if __name__ == "__main__":
    main()
