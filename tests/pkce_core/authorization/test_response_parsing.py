"""The authorization response: read from a redirect, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    AuthorizationResponse,
    Level,
    Report,
    StateExpectation,
    ValidationError,
    check_authorization_response,
    parse_authorization_response,
)
from pkce_core.authorization.pasted_redirect import LONGEST_PASTE
from pkce_core.text.form_encoding import build_form
from tests.support.authorization_responses import CODE, ISSUER, STATE, rules
from tests.support.reports import assert_finding, slugs

if TYPE_CHECKING:
    from tests.support.reports import Details


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "unknown"),
        ("hello world", "unknown"),
        ("/cb", "unknown"),
        ("?foo=bar", "unknown"),
        (b"\xff", "not-text"),
        ("a" * 100_001, "length"),
        ("code=%zz", "encoding"),
        ("https%3A%2F%2Fclient.example%3Fcode%3D%zz", "unknown"),
        ("((((code=))))", "unknown"),
        ("code=a&code=b", "duplicate"),  # RFC 6749 §3.1
        ("code=a#code=a", "duplicate"),
        ("code=a&state=b&iss=c&iss=d", "duplicate"),
    ],
)
def test_what_is_no_response(text: str | bytes, rule: str) -> None:
    """What cannot be read, or says two things at once, is refused by parsing and by checking alike."""
    with pytest.raises(ValidationError) as caught:
        parse_authorization_response(text)
    assert rules(caught.value.report)[-1] == rule
    assert check_authorization_response(text, state=STATE) == caught.value.report


def test_empty_values_count_as_omitted() -> None:
    """RFC 6749 §3.1: a parameter without a value is not there, so it is no duplicate either."""
    response = parse_authorization_response(f"code=&code={CODE}&state=&foo=&foo=1&foo=2")
    assert response == AuthorizationResponse(code=CODE, extra=(("foo", ""), ("foo", "1"), ("foo", "2")))


def test_a_code_alone() -> None:
    """A code on its own is read, and its missing state is an error unless none was sent."""
    assert parse_authorization_response(CODE) == AuthorizationResponse(code=CODE)
    assert not check_authorization_response(CODE, state=STATE).ok
    assert check_authorization_response(CODE, state=StateExpectation.NONE_SENT).ok


def test_the_fragment_is_said() -> None:
    """A response in the fragment is read, and said to be there."""
    assert "fragment" in rules(check_authorization_response(f"#code={CODE}", state=StateExpectation.NONE_SENT))


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("x" * 100_001, ("response-length", ERROR, "RFC 6749 §4.1.2", "Paste the address line only.", ())),
        ("hello world", ("response-unknown", ERROR, "RFC 6749 §4.1.2", "Paste the whole address", ())),
        ("code=%zz", ("response-encoding", ERROR, "RFC 6749 §4.1.2", "Copy the address again", ())),
        ("code=a&code=b", ("response-duplicate", ERROR, "RFC 6749 §3.1", "Don't use this response.", ())),
        ("https://a.example/cb#code=a&state=b", ("response-fragment", INFO, "None", "", ())),
        ("'code=a&state=b'", ("response-repaired", INFO, "None", "", ())),
    ],
)
def test_a_redirect(text: str, details: Details) -> None:
    """RFC 6749 §4.1.2: why a text is no response, and what to paste instead; what was repaired is information."""
    assert_finding(check_authorization_response(text, state="b"), details)


def test_the_longest_paste_is_read() -> None:
    """The limit itself is allowed."""
    text = f"code={'a' * (LONGEST_PASTE - 5)}"
    assert "response-length" not in slugs(check_authorization_response(text, state=StateExpectation.NONE_SENT))
    assert "response-length" in slugs(check_authorization_response(f"{text}a", state=StateExpectation.NONE_SENT))


@given(code=TEXT, state=TEXT)
def test_what_a_server_sends_is_read(code: str, state: str) -> None:
    """Whatever code and state hold, a redirect that a server encoded gives exactly them."""
    text = f"https://client.example/cb?{build_form([('code', code), ('state', state)])}"
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (code, state)
    assert "state-match" in rules(check_authorization_response(text, state=state))


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200), st.text(max_size=100).map("code=".__add__)))
def test_any_input_gives_a_report(text: str | bytes) -> None:
    """Any text and any octets are judged, and parsing agrees with checking about what can be read."""
    report = check_authorization_response(text, state=STATE, issuer=ISSUER, redirect_uri="https://client.example/cb")
    refused: Report | None = None
    try:
        parse_authorization_response(text)
    except ValidationError as problem:
        refused = problem.report
    assert refused in (None, report)


def test_another_value_that_looks_like_a_code() -> None:
    """A signed token alone is named, and not read as a code."""
    report = check_authorization_response("eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln", state=STATE)
    assert rules(report) == ["other-value"]
