"""A JWT that a client signed: what it is, how it is judged, and that nothing of it comes back but its claims."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core import recognize
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.jwt.part import EMPTY, EXAMPLE, KEY, NO_JWT, PART
from pkce_widgets.view.part import Inputs, PartView
from tests.support.jwts import jwt

NOW = 1_767_225_600
ENDPOINT = "https://op.example/token"
CLAIMS: dict[str, Any] = {"iss": "a", "sub": "a", "aud": ENDPOINT, "iat": NOW, "exp": NOW + 60, "jti": "1"}
APPLES: dict[str, Any] = {"iss": "TEAM123456", "sub": "a", "aud": "https://appleid.apple.com", "exp": NOW + 60}
PROOF: dict[str, Any] = {"htm": "POST", "htu": ENDPOINT, "jti": "1", "iat": NOW}
HEADER = {"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC", "crv": "P-256", "x": "MARK"}}
KEY_TEXT = "-----BEGIN PRIVATE KEY-----\nMARK\n-----END PRIVATE KEY-----"


def ask(text: str, now: float = NOW, values: dict[str, str] | None = None) -> PartView:
    """The answer to a JWT, and what is given beside it."""
    view = PART.view(Inputs(values={"client_jwt": text, **(values or {})}, now=now))
    assert isinstance(view, PartView)
    return view


@pytest.mark.parametrize(
    ("text", "state", "says"),
    [
        (" ", "empty", EMPTY),
        ("anything", "wrong", NO_JWT),
        (KEY_TEXT, "wrong", KEY),
        ("eyJhbGciOi...abc", "wrong", "is shortened or hidden"),
        (jwt(CLAIMS), "right", "The client_assertion is a JWT whose claims fit"),
        (f"client_assertion={jwt(CLAIMS)}", "right", "The client_assertion is a JWT whose claims fit"),
        (jwt({**CLAIMS, "exp": (NOW + 60) * 1000}), "wrong", "which is in milliseconds"),
        (jwt(APPLES), "right", "The client_secret is a JWT whose claims fit"),
        (jwt({**APPLES, "aud": ["https://appleid.apple.com"]}), "right", "The client_secret is a JWT"),
        (jwt(PROOF, HEADER), "right", "The header and claims of the DPoP proof are right"),
        (f"DPoP: {jwt(PROOF, HEADER)}", "right", "The header and claims of the DPoP proof are right"),
        (jwt({**PROOF, "jti": 5}, HEADER), "wrong", "The DPoP proof has no jti."),
        (example.ID_TOKEN, "unknown", "This is an ID token, which isn’t judged here."),
        (jwt({"client_id": "a", "response_type": "code"}), "unknown", "(request object), which"),
    ],
)
def test_verdicts(text: str, state: str, says: str) -> None:
    """Each kind is told from the others, and judged by its own rules."""
    view = ask(text)
    assert (view.state, says in view.verdict) == (state, True), view.verdict


@pytest.mark.parametrize(
    ("sent_as", "says"),
    [
        ("client_assertion", "The client_assertion"),
        ("client_secret", "The client_secret"),
        ("dpop", "of the DPoP proof"),
        ("?", "The client_assertion"),
    ],
)
def test_the_reader_may_say_what_it_is(sent_as: str, says: str) -> None:
    """What the reader says counts more than what the JWT looks like."""
    assert says in ask(jwt(CLAIMS), values={"jwt_sent_as": sent_as}).verdict


def test_apples_server_is_enough() -> None:
    """A JWT with a wrong aud is still judged as Apple wants it, if the server is Apple's."""
    text = jwt({**APPLES, "aud": "https://apple.example"})
    assert "Apple accepts" in ask(text, values={"jwt_server": "https://appleid.apple.com"}).verdict
    assert "Apple" not in ask(text, values={"jwt_server": "https://pineapple.com"}).verdict


def test_one_that_has_expired_may_have_been_sent_in_time() -> None:
    """Nobody knows when a pasted JWT was sent, so that it has ended since is a warning."""
    view = ask(jwt(CLAIMS), now=NOW + 3600)
    assert view.state == "warning"
    assert "Servers refuse it after that, or some minutes later" in view.verdict


@pytest.mark.parametrize(
    ("values", "state", "invalid"),
    [
        ({"jwt_server": ENDPOINT, "jwt_client_id": "a"}, "right", ()),
        ({"jwt_server": "https://op.example"}, "right", ()),
        ({"jwt_server": f"{ENDPOINT}/"}, "wrong", ("client_jwt",)),
        ({"jwt_server": "op.example"}, "wrong", ("jwt_server",)),
        ({"jwt_client_id": "b"}, "wrong", ("client_jwt", "jwt_client_id")),
        ({"client_id": "b"}, "wrong", ("client_jwt",)),
        ({"client_id": "b", "jwt_client_id": "a"}, "right", ()),
        ({"token_endpoint": "https://other.example/token", "issuer": "https://other.example"}, "right", ()),
    ],
)
def test_what_it_is_compared_with(values: dict[str, str], state: str, invalid: tuple[str, ...]) -> None:
    """The client_id and the server that the reader gives; a provider chosen elsewhere isn't taken for the server."""
    view = ask(jwt(CLAIMS), values=values)
    assert (view.state, view.invalid) == (state, invalid)
    assert view.hidden == ("dpop_request",)


@pytest.mark.parametrize(
    ("request_", "state", "invalid"),
    [
        (f"POST {ENDPOINT}", "right", ()),
        (f"GET {ENDPOINT}", "wrong", ("client_jwt",)),
        (ENDPOINT, "wrong", ("dpop_request",)),
    ],
)
def test_the_request_of_a_proof(request_: str, state: str, invalid: tuple[str, ...]) -> None:
    """A proof belongs to one request, which has a method and a URL."""
    view = ask(jwt(PROOF, HEADER), values={"dpop_request": request_})
    assert (view.state, view.invalid) == (state, invalid)
    assert view.hidden == ("jwt_client_id", "jwt_server")


def test_the_jwt_and_its_keys_do_not_come_back() -> None:
    """Neither the JWT nor a key in its header is in an answer, whatever is wrong with it."""
    private = {**HEADER, "jwk": {"kty": "EC", "d": "MARK"}}
    for text in (KEY_TEXT, jwt(PROOF, HEADER, "MARK"), jwt(PROOF, private, "MARK"), "MARK.MARK", "eyJMARK.MARK.MARK"):
        for sent_as in ("", "client_assertion", "client_secret", "dpop"):
            values = {"client_jwt": text, "jwt_sent_as": sent_as}
            assert "MARK" not in dispatch(json.dumps({"op": "jwt", "values": values, "now": NOW}))


def test_the_example() -> None:
    """It is a client_assertion of the client of all examples, with the mistake that the caption speaks of."""
    assert [found.kind for found in recognize(EXAMPLE)] == ["client-assertion"]
    view = PART.view(Inputs(values=PART.example, is_example=True))
    assert isinstance(view, PartView)
    assert "in milliseconds" in view.verdict
    html = to_html(view.body)
    assert html.count('data-level="error"') == 2 * 3
    assert example.CLIENT_ID in html
