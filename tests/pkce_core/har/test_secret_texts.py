"""The texts of a request that may be secret, each with its name."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.secret_texts import texts_of


def found(exchange: Exchange) -> set[tuple[str, str]]:
    return set(texts_of(exchange))


def test_lengths() -> None:
    """What is too short would be found by chance; of what is very long, the start is enough."""
    exchange = Exchange(number=1, url=f"https://a.example/?a=short&b=longer-value&c={'x' * 30_000}")
    assert found(exchange) == {("b", "longer-value"), ("c", "x" * 20_000)}


def test_written_and_decoded() -> None:
    """A value as the URL has it, and as it is meant; both of an address in it."""
    url = "https://a.example/?a=sec%20ret&to=https%3A%2F%2Fb.example%2F%3Fcode%3Dinner-code%23token%3Dinner-token"
    assert {("a", "sec%20ret"), ("a", "sec ret"), ("code", "inner-code"), ("token", "inner-token")} <= found(
        Exchange(number=1, url=url)
    )


def test_a_header_that_is_not_encoded() -> None:
    """Basic with a plain pair, and a header without a scheme."""
    plain = found(Exchange(number=1, headers={"authorization": "Basic my-id:my-s3cret"}))
    assert {("authorization", "my-id:my-s3cret"), ("authorization", "my-s3cret")} <= plain
    assert ("authorization", "bare-token") in found(Exchange(number=1, headers={"authorization": "bare-token"}))


def test_a_bound() -> None:
    """The values of one request that are looked at are bounded."""
    exchange = Exchange(number=1, url="https://a.example/?" + "&".join(f"a{at}=value-{at}" for at in range(4_000)))
    assert len(found(exchange)) <= 2_000
    body = Exchange(number=1, method="POST", body='{"code":"json-code"}', response="[]")
    assert found(body) == {("code", "json-code")}


def test_lists_and_objects() -> None:
    """Each text in JSON, however deep in lists and objects; a number is none."""
    body = '{"errors":["in a list",["in two lists",{"inner":"in an object"}],7]}'
    assert found(Exchange(number=1, response=body)) == {
        ("errors", "in a list"), ("errors", "in two lists"), ("inner", "in an object")
    }  # fmt: skip


def test_json_in_json() -> None:
    """A text that is JSON has texts, too."""
    inner = json.dumps({"code": "inner-code"})
    assert found(Exchange(number=1, response=json.dumps({"data": inner}))) == {("data", inner), ("code", "inner-code")}


def test_responses_of_other_forms() -> None:
    """A response that is a form, and what a challenge says."""
    exchange = Exchange(
        number=1,
        response="error=invalid&error_description=form+words",
        response_headers={"www-authenticate": 'Bearer error_description="quoted \\"words\\""'},
    )
    assert {("error_description", "form words"), ("error_description", 'quoted "words"')} <= found(exchange)


def test_cookies() -> None:
    """The cookies that are set, without their attributes."""
    headers = {"set-cookie": "a=first-value; Domain=auth.example.com\nb=second-value; Path=/sign-in"}
    exchange = Exchange(number=1, headers={"cookie": "c=third-value"}, response_headers=headers)
    assert found(exchange) == {("cookie", "first-value"), ("cookie", "second-value"), ("cookie", "third-value")}


@pytest.mark.parametrize("place", ["response", "query", "header"])
def test_what_a_token_says_of_its_user(place: str) -> None:
    """Its claims are secret but for those of the server, the client and the API."""
    claims = {"iss": "https://op.example", "aud": "https://api.example", "sub": "user-4711", "roles": ["the-boss"]}
    token = ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({}, claims, "x"))
    token = f"ey{token}"
    exchange = {
        "response": Exchange(number=1, response=json.dumps({"id_token": token})),
        "query": Exchange(number=1, url=f"https://a.example/?id_token_hint={token}"),
        "header": Exchange(number=1, headers={"authorization": f"Bearer {token}"}),
    }[place]
    assert {("sub", "user-4711"), ("roles", "the-boss")} <= found(exchange)
    assert not {"aud", "iss"} & {name for name, _ in found(exchange)}


def test_a_token_that_cannot_be_read() -> None:
    """What only looks like a JWT is one value."""
    assert found(Exchange(number=1, url="https://a.example/?t=eyA.%25%25.c")) == {
        ("t", "eyA.%25%25.c"),
        ("t", "eyA.%%.c"),
    }


@pytest.mark.parametrize(
    ("title", "is_secret"), [("502 Bad Gateway", False), ("Not Found", False), ("Hello Bob", True)]
)
def test_titles(title: str, is_secret: bool) -> None:
    """A page may greet its user; what says only what went wrong stays."""
    assert (("title", title) in found(Exchange(number=1, response=f"<Title> {title} </title>"))) == is_secret


def test_paths() -> None:
    """The parts of the paths of its addresses."""
    url = "https://a.example/magic-link/t0ken-of-bob?redirect_uri=com.example:/back/callback-2"
    parts = {value for name, value in found(Exchange(number=1, url=url)) if name == "path"}
    assert parts == {"magic-link", "t0ken-of-bob", "callback-2"}
