"""The token request: which values a server reads from body and header, by the method of client authentication."""

from __future__ import annotations

import json
from binascii import a2b_base64
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_token_request
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential.redirects import has
from tests.differential.subject import Subject

Case = dict[str, Any]

SOUND: Case = {
    "client_id": "client",
    "client_secret": "s3cret",
    "token_endpoint_auth_method": "client_secret_post",
    "code": "SplxlOBeZQQYbYS6WxSbIA",
    "redirect_uri": "https://client.example/cb",
    "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
}
BASIC = {"token_endpoint_auth_method": "client_secret_basic"}
POST = {"token_endpoint_auth_method": "client_secret_post"}

TRAITS = {
    "Basic": has(**BASIC),
    "Basic, the secret contains `: % +`": has(**BASIC, client_secret="a:b%c+d"),
    "Basic, the client_id contains `:`": has(**BASIC, client_id="urn:client"),
    "Basic, the secret is not ASCII": has(**BASIC, client_secret="geheim\u00e4\u20ac"),
    "Basic, the secret holds `- _ . ~`": has(**BASIC, client_secret="a-b_c.d~e"),
    "Basic, the secret holds a space": has(**BASIC, client_secret="a b"),
    "Basic, the secret is empty": has(**BASIC, client_secret=""),
    "in the body, the secret holds `& = + %`": has(**POST, client_secret="a&b=c+d%20"),
    "in the body, the secret is empty": has(**POST, client_secret=""),
    "a public client": has(token_endpoint_auth_method="none", client_secret=None),
    "the code holds `+ / =`": has(code="a+b/c="),
    "the redirect_uri has a query": has(redirect_uri="https://client.example/cb?a=b&c=%2F"),
    "the redirect_uri has a trailing slash": has(redirect_uri="https://client.example/cb/"),
    "no redirect_uri": has(redirect_uri=None),
    "no code_verifier": has(code_verifier=None),
    "the code_verifier has 42 characters": has(code_verifier="x" * 42),
    "the code_verifier ends in a newline": has(code_verifier="x" * 43 + "\n"),
    "the code is empty": has(code=""),
    "the client_id is empty": has(client_id=""),
}


def ours(case: Case) -> str:
    try:
        request = pkce_core.build_token_request(pkce_core.TokenRequest(**case))
    except pkce_core.PkceError as problem:
        return f"refused: {problem}"
    return read(case, f"sent {json.dumps([dict(request.headers).get('Authorization'), request.body])}")


def authlib(case: Case) -> str:
    method = case["token_endpoint_auth_method"]
    names = ("code", "code_verifier")
    body = prepare_token_request(
        "authorization_code", redirect_uri=case["redirect_uri"], **{name: case[name] for name in names}
    )
    client = ClientAuth(case["client_id"], case["client_secret"], method)
    _, headers, body = client.prepare("POST", "https://op.example/token", {}, body)
    return read(case, f"sent {json.dumps([headers.get('Authorization'), body])}")


def oauthlib(case: Case) -> str:
    """It writes bodies only: client_secret_post, or none."""
    if case["token_endpoint_auth_method"] == "client_secret_basic":
        return ours(case)  # it has no Basic header, so there is nothing to differ in
    client = WebApplicationClient(case["client_id"], code=case["code"])
    body = client.prepare_request_body(
        redirect_uri=case["redirect_uri"], code_verifier=case["code_verifier"], client_secret=case["client_secret"]
    )
    return read(case, f"sent {json.dumps([None, body])}")


def read(case: Case, verdict: str) -> str:
    """What a server reads by RFC 6749 §2.3.1 and Appendix B: the values as meant, or which are not."""
    if verdict.startswith("refused"):
        return verdict
    authorization, body = json.loads(verdict.removeprefix("sent "))
    read = dict(parse_qsl(body, keep_blank_values=True))
    if authorization is not None:
        user, _, password = a2b_base64(authorization.removeprefix("Basic ")).decode("latin-1").partition(":")
        read |= {"client_id": unquote_plus(user), "client_secret": unquote_plus(password)}
    names = ("client_id", "client_secret", "code", "redirect_uri", "code_verifier")
    wrong = [name for name in names if (read.get(name) or None) != (case[name] or None)]
    empty = [name for name, value in read.items() if not value]
    return f"sent otherwise: {json.dumps(wrong)}" if wrong else f"sent empty: {json.dumps(empty)}" if empty else "sent"


SUBJECT = Subject(
    title="The token request",
    operation="request",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={"Authlib": authlib, "oauthlib": oauthlib},
    task=lambda case: {name: value for name, value in case.items() if value is not None},
    read=read,
)
