"""What is left when the values show that the message's own cause isn't it."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import parse_flow
from pkce_core.explain.causes import CAUSES
from pkce_core.explain.compared.contradicted import left_by, where_the_secret_is

SENT = {
    "authorization_request": {"client_id": "a", "state": "Zq7f3a91"},
    "authorization_response": {"code": "c", "state": "Zq7f3a91"},
    "token_request": {"grant_type": "authorization_code", "code": "c"},
}


def left_of(named: list[str], values: dict[str, Any] | None = None) -> dict[str, str]:
    return left_by(named, parse_flow(values) if values else None)


@pytest.mark.parametrize(
    ("named", "left"),
    [
        (["verifier-mismatch"], ["other-values", "server-compares"]),
        (["redirect-uri-differs", "redirect-uri-missing"],
         ["other-values", "server-compares", "redirect-uri-unregistered"]),
        (["client-unknown"], ["wrong-environment", "other-values"]),
        (["secret-missing"], ["auth-method", "body-not-form", "other-values"]),
        (["client-differs", "client-id-missing"], ["wrong-environment", "auth-method", "other-values"]),
        (["code-old"], ["code-reused", "wrong-environment", "other-values"]),
        (["no-session"], ["login-session-lost", "other-values"]),
        (["scope-unknown"], ["other-values"]),
    ],
)  # fmt: skip
def test_what_is_left(named: list[str], left: list[str]) -> None:
    """Each fits the message's own words, and is a known cause."""
    found = left_of(named)
    assert list(found) == left
    assert set(found) <= set(CAUSES)


def test_what_the_message_says_of_the_server() -> None:
    """What the server compared shows what it had; the state shows whose code it is."""
    mismatch = left_of(["verifier-mismatch"], SENT)["other-values"]
    assert "must have found the code" in mismatch
    assert "unless two requests used the same state" in mismatch
    assert "state" not in left_of(["scope-unknown"], SENT)["other-values"]


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("authorization_response", {"code": "c", "state": "another"}),
        ("authorization_response", {"code": "c"}),
        ("token_request", {"code": "d"}),
    ],
)
def test_a_redirect_that_may_be_of_another_request(message: str, change: dict[str, Any]) -> None:
    """Without the same state and the same code, nothing is said of two requests with one state."""
    assert "same state" not in left_of(["client-differs"], {**SENT, message: change})["other-values"]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (
            "curl -u a:s3cret -d grant_type=authorization_code https://op.example/token",
            "in the Authorization header (B",
        ),
        ("curl -d client_id=a -d client_secret=s3cret https://op.example/token", "in the body, so"),
        ("curl -d client_id=a https://op.example/token", ""),
        ({"client_id": "a", "client_secret": "s3cret"}, ""),
    ],
)
def test_where_the_secret_is(request_: Any, says: str) -> None:
    """The server looks for it in the other place; an object doesn't show how it was sent."""
    values = parse_flow({"token_request": request_})
    found = where_the_secret_is(["secret-missing"], values)
    assert says in found
    assert bool(found) == bool(says)
    assert "s3cret" not in found
    assert where_the_secret_is(["verifier-mismatch"], values) == where_the_secret_is(["secret-missing"], None) == ""


def test_credentials_that_are_not_there() -> None:
    """What the values don't have isn't right in them."""
    secret = ["secret-wrong", "client-unknown"]
    assert "have no client_secret" in left_of(secret, {"token_request": {"client_id": "a"}})["other-values"]
    there = {"token_request": {"client_id": "a", "client_secret": "s"}}
    assert left_of(secret, there)["other-values"] == "These values are right about what the message names."


def test_an_htu_that_is_right() -> None:
    """RFC 9449 §4.3: the server compares it with the address at which it sees itself, behind a proxy another one."""
    found = left_of(["dpop-target"])
    assert list(found) == ["server-address", "other-values"]
    assert all(found.values())
