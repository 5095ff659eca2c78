"""The authorization URL: which parameters arrive at a server that decodes what each library builds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential.redirects import has
from tests.differential.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = dict[str, Any]

SOUND: Case = {
    "endpoint": "https://op.example/authorize",
    "parameters": {
        "response_type": "code",
        "client_id": "client",
        "redirect_uri": "https://client.example/cb?a=b&c=d",
        "scope": "openid profile",
        "state": "af0ifjsldkj",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        "nonce": "n-0S6_WzA2Mj",
    },
}


def send(**values: str) -> Callable[[Case], None]:
    """Other parameters."""
    return lambda case: case["parameters"].update(values)


TRAITS: dict[str, Callable[[Case], None]] = {
    "the endpoint has a query": has(endpoint="https://op.example/authorize?tenant=a%2Fb"),
    "the endpoint's query has a bare `+`": has(endpoint="https://op.example/authorize?tenant=a+b"),
    "the endpoint's query has a name without a value": has(endpoint="https://op.example/authorize?debug"),
    "the endpoint's query already has the client_id": has(endpoint="https://op.example/authorize?client_id=other"),
    "the endpoint ends in `?`": has(endpoint="https://op.example/authorize?"),
    "the endpoint has a fragment": has(endpoint="https://op.example/authorize#here"),
    "the endpoint is http": has(endpoint="http://op.example/authorize"),
    "the endpoint is http on this machine": has(endpoint="http://127.0.0.1:3000/authorize"),
    "the endpoint is not an absolute URL": has(endpoint="/authorize"),
    "the endpoint contains a broken percent-encoding": has(endpoint="https://op.example/authorize?tenant=%zz"),
    "a value holds `& = + % #`": send(login_hint="a&b=c+d%20#e"),
    "a value is not ASCII": send(login_hint="J\u00f6rg \U0001f600"),
    "a value holds a line break": send(login_hint="a\r\nb"),
    "a value holds `~ * ' ( )`": send(login_hint="~*'()"),
    "a value is empty": send(prompt=""),
    "a value is a lone surrogate (half of a character)": send(login_hint="a\ud800"),
    "the client_id is empty": send(client_id=""),
    "the claims parameter": send(claims='{"id_token":{"acr":{"essential":true}}}'),
}


def ours(case: Case) -> str:
    values = dict(case["parameters"])
    extra = tuple((name, values.pop(name)) for name in list(values) if name not in NAMED)
    try:
        url = pkce_core.build_authorization_url(pkce_core.AuthorizationRequest(**values, extra=extra), case["endpoint"])
    except pkce_core.PkceError as problem:
        return f"refused: {problem}"
    return arrived(case, f"sent {url}")


NAMED = pkce_core.AuthorizationRequest.__slots__


def authlib(case: Case) -> str:
    values = dict(case["parameters"])
    return arrived(case, f"sent {prepare_grant_uri(case['endpoint'], values.pop('client_id'), **values)}")


def oauthlib(case: Case) -> str:
    values = dict(case["parameters"])
    client = WebApplicationClient(values.pop("client_id"))
    values.pop("response_type")
    return arrived(case, f"sent {client.prepare_request_uri(case['endpoint'], **values)}")


def arrived(case: Case, verdict: str) -> str:
    """What a server reads: all values as they were meant, or which are not."""
    if verdict.startswith("refused"):
        return verdict
    own = parse_qsl(urlsplit(case["endpoint"]).query, keep_blank_values=True)
    meant = [*own, *((name, value) for name, value in case["parameters"].items() if value)]
    parts = urlsplit(verdict.removeprefix("sent "))
    read = parse_qsl(parts.query, keep_blank_values=True)
    wrong = sorted({name for name, _ in set(meant) ^ {pair for pair in read if pair[1] or pair in own}})
    twice = sorted({name for name, _ in read if [one for one, _ in read].count(name) > 1})
    if parts.fragment:
        return "sent with a fragment"
    return f"sent twice: {json.dumps(twice)}" if twice else f"sent otherwise: {json.dumps(wrong)}" if wrong else "sent"


SUBJECT = Subject(
    title="The authorization URL",
    operation="url",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={"Authlib": authlib, "oauthlib": oauthlib},
    task=lambda case: {"authorization_endpoint": case["endpoint"], "parameters": case["parameters"]},
    read=arrived,
)
