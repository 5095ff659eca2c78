"""The redirect that brings the code: who accepts which, and which code they take from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from authlib.oauth2.rfc6749.parameters import parse_authorization_code_response
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = dict[str, Any]

ISSUER = "https://op.example"
SOUND: Case = {
    "base": "https://client.example/cb",
    "pairs": [("code", "SplxlOBeZQQYbYS6WxSbIA"), ("state", "af0ifjsldkj")],
    "mark": "?",
    "state": "af0ifjsldkj",
    "issuer": ISSUER,
    "iss_promised": None,
}


def put(name: str, *values: str) -> Callable[[Case], None]:
    """The parameter has these values, as they stand in the URL."""

    def change(case: Case) -> None:
        case["pairs"] = [pair for pair in case["pairs"] if pair[0] != name] + [(name, value) for value in values]

    return change


def has(**values: Any) -> Callable[[Case], None]:
    """Something else about the input."""
    return lambda case: case.update(values)


def both(*changes: Callable[[Case], None]) -> Callable[[Case], None]:
    """Several changes as one trait."""

    def change(case: Case) -> None:
        for each in changes:
            each(case)

    return change


TRAITS: dict[str, Callable[[Case], None]] = {
    "`state` is absent": put("state"),
    "`state` is empty": put("state", ""),
    "`state` is another one": put("state", "another"),
    "`state` differs in letter case": put("state", "AF0ifjsldkj"),
    "`state` appears twice, both correct": put("state", "af0ifjsldkj", "af0ifjsldkj"),
    "`state` appears twice, only the last one correct": put("state", "another", "af0ifjsldkj"),
    "a `state`, although none was sent": has(state=None),
    "no `state` was sent, none comes": both(has(state=None), put("state")),
    "`iss` is the issuer, promised": both(put("iss", quote_plus(ISSUER)), has(iss_promised=True)),
    "`iss` is the issuer, not promised": both(put("iss", quote_plus(ISSUER)), has(iss_promised=False)),
    "`iss` is another issuer": put("iss", "https%3A%2F%2Fevil.example"),
    "`iss` has an extra slash": put("iss", quote_plus(ISSUER + "/")),
    "`iss` is missing, although the metadata promises it": both(put("iss"), has(iss_promised=True)),
    "`iss` appears twice": put("iss", quote_plus(ISSUER), quote_plus(ISSUER)),
    "`code` is absent": put("code"),
    "`code` is empty": put("code", ""),
    "`code` appears twice": put("code", "SplxlOBeZQQYbYS6WxSbIA", "another"),
    "`code` holds an encoded `+`": put("code", "a%2Bb%2Fc%3D"),
    "`code` holds a bare `+`": put("code", "a+b"),
    "`code` contains a non-ASCII character": put("code", "caf%C3%A9"),
    "`code` contains a control character": put("code", "a%00b"),
    "`code` contains octets that are not UTF-8": put("code", "a%FFb"),
    "`code` contains a lone percent sign": put("code", "a%zzb"),
    "`error` instead of a code": both(put("code"), put("error", "access_denied")),
    "both an `error` and a code": put("error", "access_denied"),
    "`error` comes twice": both(put("code"), put("error", "access_denied", "access_denied")),
    "`error` is empty beside a code": put("error", ""),
    "an access token beside the code": put("access_token", "secret"),
    "an ID token in addition to the code": put("id_token", "a.b.c"),
    "a signed response (JARM)": both(put("code"), put("state"), put("response", "a.b.c")),
    "JARM's `response` in addition to a code": put("response", "a.b.c"),
    "a parameter nobody knows": put("session_state", "x"),
    "a parameter nobody knows, twice": put("session_state", "x", "y"),
    "the response is in the fragment": has(mark="#"),
    "http to 127.0.0.1": has(base="http://127.0.0.1:8080/cb"),
    "a private-use scheme": has(base="com.example.app:/cb"),
    "copied from HTML (`&amp;`)": has(separator="&amp;"),
    "a leading space": has(before=" "),
}


def text_of(case: Case) -> str:
    """The redirect as text."""
    query = case.get("separator", "&").join(f"{name}={value}" for name, value in case["pairs"])
    return f"{case.get('before', '')}{case['base']}{case['mark']}{query}"


def ours(case: Case) -> str:
    """Our verdict, and the code."""
    report = pkce_core.check_authorization_response(
        text_of(case),
        state=pkce_core.StateExpectation.NONE_SENT if case["state"] is None else case["state"],
        issuer=case["issuer"],
        iss_parameter_supported=case["iss_promised"],
    )
    if not report.ok:
        return "refused"
    return f"accepted {pkce_core.parse_authorization_response(text_of(case)).code}"


def authlib(case: Case) -> str:
    return f"accepted {parse_authorization_code_response(text_of(case), case['state'])['code']}"


def oauthlib(case: Case) -> str:
    client = WebApplicationClient("client")
    return f"accepted {client.parse_request_uri_response(text_of(case), case['state'])['code']}"


def task(case: Case) -> Case:
    """For peers.mjs."""
    return {"redirect": text_of(case), "state": case["state"], "iss_promised": case["iss_promised"]}


SUBJECT = Subject(
    title="The redirect",
    operation="redirect",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={"Authlib": authlib, "oauthlib": oauthlib},
    task=task,
)
