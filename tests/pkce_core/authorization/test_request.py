"""The authorization request: built, read back, refused."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    AuthorizationRequest,
    UsageError,
    ValidationError,
    build_authorization_url,
    parse_authorization_url,
)
from pkce_core.urls.endpoint import LONGEST_URL

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


def test_a_space_in_a_url_is_percent_20() -> None:
    """Every decoder reads %20 as a space; some read a plus sign as one."""
    request = AuthorizationRequest(client_id="c", scope="openid profile")
    assert "scope=openid%20profile" in build_authorization_url(request, "https://op.example/authorize")


def test_an_empty_parameter_is_none() -> None:
    """RFC 6749 §3.1: what has no value is not sent, so it is not listed either."""
    assert AuthorizationRequest(client_id="", state="", prompt="").to_dict() == {"response_type": "code"}
    url = build_authorization_url(AuthorizationRequest(client_id="c", state=""), "https://op.example/a")
    assert url == "https://op.example/a?response_type=code&client_id=c"


def test_a_query_starts_at_the_first_question_mark() -> None:
    """RFC 3986 §3.4: a question mark may stand inside a query."""
    request = AuthorizationRequest(client_id="c")
    with pytest.raises(ValidationError):
        build_authorization_url(request, "https://op.example/authorize?client_id=a&b=c?d")
    read = parse_authorization_url("https://op.example/authorize?client_id=a&b=c?d")
    assert (read.client_id, read.extra) == ("a", (("b", "c?d"),))


@pytest.mark.parametrize(("digits", "value"), [("9" * 10, 9_999_999_999), ("9" * 11, "9" * 11)])
def test_max_age_is_a_number_up_to_ten_digits(digits: str, value: int | str) -> None:
    """Longer ones are no age, and stay text."""
    assert parse_authorization_url(f"https://op.example/a?client_id=c&max_age={digits}").max_age == value


def test_white_space_before_a_url_does_not_count() -> None:
    """Whatever its length: the limit is for the URL."""
    url = "https://op.example/a?client_id=c"
    assert parse_authorization_url(" " * LONGEST_URL + url).client_id == "c"


def test_the_longest_request_is_built() -> None:
    """What no browser carries is refused before it is encoded; the limit itself is allowed."""
    values: dict[str, Any] = {"client_id": "c", "response_type": "code"}
    fits = AuthorizationRequest(**values, state="a" * (LONGEST_URL - 5))
    assert build_authorization_url(fits, "https://op.example/authorize")
    with pytest.raises(ValidationError, match="characters in total"):
        build_authorization_url(replace(fits, client_id="cc"), "https://op.example/authorize")
