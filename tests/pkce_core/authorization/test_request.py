"""The authorization request: built, read back, refused."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    AuthorizationRequest,
    UsageError,
    ValidationError,
    build_authorization_url,
    generate_nonce,
    generate_state,
    parse_authorization_url,
)

ENDPOINT = "https://op.example/auth"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
NAMES = TEXT.filter(lambda name: name not in AuthorizationRequest.__slots__)


def _rules(caught: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [finding.rule for finding in caught.value.report]


def test_the_example_of_the_rfc() -> None:
    """RFC 6749 §4.1.1: the example request, with its parameters in the same order."""
    request = AuthorizationRequest(client_id="s6BhdRkqt3", state="xyz", redirect_uri="https://client.example.com/cb")
    url = build_authorization_url(request, "https://server.example.com/authorize")
    assert url == (
        "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3"
        "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&state=xyz"
    )
    assert parse_authorization_url(url) == request


@pytest.mark.parametrize(
    ("endpoint", "start"),
    [
        (ENDPOINT, f"{ENDPOINT}?response_type="),
        (f"{ENDPOINT}?tenant=a%20b", f"{ENDPOINT}?tenant=a%20b&response_type="),
        (f"{ENDPOINT}?", f"{ENDPOINT}?response_type="),
        (f"{ENDPOINT}?tenant=a&", f"{ENDPOINT}?tenant=a&response_type="),
    ],
)
def test_the_endpoint_keeps_its_query(endpoint: str, start: str) -> None:
    """RFC 6749 §3.1: the query of the endpoint is retained when parameters are added."""
    url = build_authorization_url(AuthorizationRequest(client_id="a"), endpoint)
    assert url.startswith(start)
    assert parse_authorization_url(url).client_id == "a"


@pytest.mark.parametrize(
    ("endpoint", "rules"),
    [
        (f"{ENDPOINT}#x", ["url-fragment"]),
        (f"{ENDPOINT}#?client_id=b", ["url-fragment"]),
        (f"{ENDPOINT}?client_id=b", ["url-duplicate"]),
        ("/auth", ["url-not-absolute"]),
        ("ftp://op.example/", ["url-not-absolute"]),
        ("https://", ["url-not-absolute"]),
        ("", ["url-not-absolute"]),
        (f"{ENDPOINT}?a=%", ["url-encoding"]),
        (f"{ENDPOINT}{'a' * 100_000}", ["url-length"]),
    ],
)
def test_endpoints_that_are_none(endpoint: str, rules: list[str]) -> None:
    """RFC 6749 §3.1: an absolute URL without a fragment, and no parameter more than once."""
    with pytest.raises(ValidationError) as caught:
        build_authorization_url(AuthorizationRequest(client_id="a"), endpoint)
    assert _rules(caught) == rules


def test_requests_that_are_none() -> None:
    """RFC 6749 §4.1.1: client_id is required. A parameter that stands twice and half a character are refused too."""
    for request, rule in (
        (AuthorizationRequest(client_id=""), "url-client-id-missing"),
        (AuthorizationRequest(client_id="a", extra=(("state", "x"), ("state", "y"))), "url-duplicate"),
        (AuthorizationRequest(client_id="a", state="x", extra=(("state", "y"),)), "url-duplicate"),
        (AuthorizationRequest(client_id="\ud800"), "url-encoding"),
    ):
        with pytest.raises(ValidationError) as caught:
            build_authorization_url(request, ENDPOINT)
        assert _rules(caught) == [rule]


@pytest.mark.parametrize("arguments", [(None, ENDPOINT), (AuthorizationRequest(client_id="a"), None)])
def test_other_types_are_a_misuse(arguments: Any) -> None:
    """What is no request and no text raises UsageError."""
    with pytest.raises(UsageError):
        build_authorization_url(*arguments)
    with pytest.raises(UsageError):
        parse_authorization_url(None)  # type: ignore[arg-type]


def test_every_parameter_has_its_field() -> None:
    """Wire names are field names; resource may repeat (RFC 8707 §2), max_age is a number."""
    request = AuthorizationRequest(
        client_id="a", redirect_uri="r", scope="openid profile", state="s", code_challenge="c",
        code_challenge_method="S256", nonce="n", prompt="login", max_age=0, login_hint="l", ui_locales="de",
        acr_values="x", claims="{}", response_mode="query", resource=("https://a", "https://b"), extra=(("k", "v"),),
    )  # fmt: skip
    url = build_authorization_url(request, ENDPOINT)
    assert parse_authorization_url(f"  {url}\n") == request
    assert parse_authorization_url(url.encode()) == request
    assert request.to_dict()["max_age"] == 0
    assert request.to_dict()["k"] == "v"
    assert "prompt" not in AuthorizationRequest(client_id="a").to_dict()


def test_what_was_not_sent_is_absent() -> None:
    """RFC 6749 §3.1: a parameter without a value is omitted; without client_id or response_type, they are empty."""
    request = parse_authorization_url(f"{ENDPOINT}?client_id=&state=&max_age=soon#x")
    assert (request.client_id, request.response_type, request.state, request.max_age) == ("", "", None, "soon")
    assert parse_authorization_url(ENDPOINT) == AuthorizationRequest(client_id="", response_type="")
    assert isinstance(parse_authorization_url(f"{ENDPOINT}?max_age={'9' * 5000}").max_age, str)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        (f"{ENDPOINT}?state=a&state=a", "url-duplicate"),
        (f"{ENDPOINT}?a=%zz", "url-encoding"),
        ("client_id=a", "url-not-absolute"),
        ("https://a b/", "url-not-absolute"),
        (b"\xff", "url-not-text"),
    ],
)
def test_urls_that_are_refused(url: str | bytes, rule: str) -> None:
    """RFC 6749 §3.1: parameters must not be included more than once; and a URL is text that can be decoded."""
    with pytest.raises(ValidationError) as caught:
        parse_authorization_url(url)
    assert _rules(caught) == [rule]


def test_a_wrong_escape_is_marked_in_the_whole_url() -> None:
    """The mark counts from the start of the URL, as the reader sees it."""
    with pytest.raises(ValidationError) as caught:
        parse_authorization_url(f"{ENDPOINT}?a=%zz")
    assert caught.value.report.findings[0].marks[0].start == len(f"{ENDPOINT}?a=")


def test_state_and_nonce_are_drawn() -> None:
    """RFC 6749 §10.10: far beyond 160 bits, different each time."""
    assert generate_state() != generate_state()
    assert len(generate_state()) == len(generate_nonce()) == 43


@given(client_id=TEXT, state=TEXT, extra=st.dictionaries(NAMES, TEXT, max_size=4))
def test_what_is_built_is_read_back(client_id: str, state: str, extra: dict[str, str]) -> None:
    """Building and reading are a pair, whatever the values hold."""
    request = AuthorizationRequest(client_id=client_id, state=state, extra=tuple(extra.items()))
    assert parse_authorization_url(build_authorization_url(request, ENDPOINT)) == request


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), st.text(max_size=100).map(f"{ENDPOINT}?".__add__)))
def test_any_input_is_read_or_refused(url: str | bytes) -> None:
    """No text and no octets raise anything but an error of this package."""
    with contextlib.suppress(ValidationError):
        parse_authorization_url(url)
    with contextlib.suppress(ValidationError):
        build_authorization_url(AuthorizationRequest(client_id="a"), str(url))
