"""What pkce_core costs, in three tables. Times are the quickest of several rounds, in processor time.

Run with `python benchmarks/core.py`, or with `--peers`, `--diagnosis` or `--hostile` for one of the tables.

1. The ordinary calls against Authlib's. Both sides get the same inputs, all of them new, in alternating rounds.
2. The diagnosis of the pairs that take it longest. The limit is 20 ms.
3. The worst of many megabyte-long texts for every public function. The limit is 100 ms.

startup.py measures what the command costs.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING

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
from pkce_core.pkce.derivation import s256
from tests.differential import id_tokens, requests, responses, urls
from tests.support import every_function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Pair = tuple[Callable[[Any], object], Callable[[Any], object]]

NOTES = """
  [1] Authlib calls json.loads and looks for "error". Here duplicate names, NaN and deep nesting are refused, every
      member is checked, and the result is typed and immutable: json.loads and making that object take as long as
      Authlib's whole call.
  [2] Authlib makes no report. Here every rule makes a finding with a sentence, also when it passes."""
ROUNDS = 15
INPUTS = 200
MEGABYTE = 10**6
DIAGNOSIS_LIMIT = 20
HOSTILE_LIMIT = 100
VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
HARDEST_PAIRS: dict[str, tuple[str, str]] = {
    "a newline was hashed": (VERIFIER, s256(f"{VERIFIER}\n".encode())),
    "an unrelated challenge": (VERIFIER, pkce_core.derive_code_challenge("x" * 43)),
    "one letter case": (VERIFIER, "m" * 43),
    "128 characters": ("aB3" * 42 + "xy", "b" * 43),
    "64 characters": (("aB3" * 22)[:64], pkce_core.derive_code_challenge("x" * 43)),
    "128 characters, unrelated": ("aB3" * 42 + "xy", pkce_core.derive_code_challenge("x" * 43)),
    "128 with quotes, escapes, lines": (('"%25\\n' + "aB3" * 42)[:126] + '"\n', s256(b"x")),
    "a challenge alike, in two places": (VERIFIER, "x" + s256(VERIFIER.encode())[1:20] + "x" * 23),
    "a challenge wrapped many times": (VERIFIER, '"%22 ' * 5 + s256(b"x") + ' %22"' * 5),
    "both as long as allowed": ("A" * 320, "A" * 1024),
    "quotes and escapes": (VERIFIER, '"%25 ' * 200),
    "10 MB each": ("x" * 10**7, "y" * 10**7),
}
PIECES = (
    "a", "%", "%41", "&", "=", "a=b&", "?", "#", "{", "[", '{"a":', '"', "\\", "\\u0026", "&amp;", "<", "\n", "\r\n",
    ".", "\u00e9", "\U0001f600", "\ud800", "+", " ", "\t", "'", "^", "`", "-", "_", "/", "http://", "xn--a.", "1.",
    "0x", "[::", "@", ":", "code=", "code=a&", "error=", "HTTP/1.1 200\r\n", "location: ", "GET ", "A.B.", "AADSTS1",
    "[a]\n", "a=1\n", "*", "\x00", '{"access_token":"a","b":"', "https://a/cb?code=", "<title>", '"a":1,',
)  # fmt: skip


def main() -> None:
    """Measure, and print the tables."""
    tables = {"peers": print_peers, "diagnosis": print_diagnosis, "hostile": print_hostile}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in tables:
        parser.add_argument(f"--{name}", action="append_const", dest="chosen", const=name)
    for name in parser.parse_args().chosen or tables:
        tables[name]()


def print_peers() -> None:
    """The ordinary calls, here and in Authlib."""
    print(f"{'microseconds':36}{'here':>10}{'Authlib':>10}{'ratio':>8}")
    for name, inputs, pair in comparisons():
        here, there = compare(inputs, pair)
        print(f"  {name:34}{here * 1e6:10.1f}{there * 1e6:10.1f}{here / there:8.2f}", flush=True)
    print(f"{NOTES}\n")


def print_diagnosis() -> None:
    """The pairs that take the diagnosis longest."""
    print(f"{'diagnose_challenge, ms':44}{'':8}   (limit {DIAGNOSIS_LIMIT})")
    for name, (verifier, challenge) in HARDEST_PAIRS.items():
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            pkce_core.diagnose_challenge(verifier, challenge)
            times.append(time.process_time() - start)
        print(f"  {name:42}{min(times) * 1e3:8.1f}", flush=True)
    print()


def print_hostile() -> None:
    """A megabyte of hostile text, for every public function."""
    print(f"{'1 MB of hostile text, ms':44}{'worst':>8}   (limit {HOSTILE_LIMIT})")
    for name, call in every_function.CALLS.items():
        seconds, text = worst(call)
        print(f"  {name:42}{seconds * 1e3:8.1f}   {text!r} repeated", flush=True)


def compare(inputs: list[Any], pair: Pair) -> tuple[float, float]:
    """Seconds for one call here and one call there, measured in turn."""
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for side, call in enumerate(pair):
            start = time.process_time()
            for each in inputs:
                call(each)
            best[side] = min(best[side], (time.process_time() - start) / len(inputs))
    return best[0], best[1]


def comparisons() -> Iterator[tuple[str, list[Any], Pair]]:
    """Yield a title, the inputs, the call here and the call there."""
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
    """The token request and the token response."""
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


def tokens(subjects: list[str]) -> Iterator[tuple[str, list[Any], Pair]]:
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

    yield (
        "check claims [2]",
        parsed,
        (lambda token: pkce_core.check_id_token(token, **expected), their_claims),
    )
    jwks = id_tokens.jwks_of(cases[0])

    def ours(text: str) -> None:
        keys = pkce_core.parse_jwks(jwks)
        pkce_core.check_id_token(text, **expected, jwks=keys, verifier=pkce_core.JoseVerifier()).raise_errors()

    def theirs(text: str) -> None:
        keys = KeySet.import_key_set(jwks)  # type: ignore[arg-type]
        their_claims(jwt.decode(text, keys, algorithms=["RS256"]))

    yield "validate an ID token, RS256", texts, (ours, theirs)


def worst(call: every_function.Call) -> tuple[float, str]:
    """The longest time for a megabyte, as either argument, and the text that was repeated."""
    every_function.run(call, "x", "x" * 43)  # so that loading modules does not count
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
