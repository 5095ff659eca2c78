"""The texts of a request that may be secret, each with its name."""

from __future__ import annotations

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.secret_texts import texts_of


def found(exchange: Exchange) -> set[tuple[str, str]]:
    return set(texts_of(exchange))


def test_lengths() -> None:
    """What is too short would be found by chance, and what is too long is no value."""
    exchange = Exchange(number=1, url=f"https://a.example/?a=short&b=longer-value&c={'x' * 30_000}")
    assert found(exchange) == {("b", "longer-value")}


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
