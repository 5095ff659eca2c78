"""Responses that aren't in an address, and texts that aren't responses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import StateExpectation, check_authorization_response, parse_authorization_response
from tests.support.authorization_responses import CODE, STATE, find, rules
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

PAGE = (
    '<html><form method="post" action="https://client.example/cb">'
    f"<input type=hidden name='code' value=\"{CODE}\"><INPUT name=state value={STATE} /><input name=x></form>"
)
POST = "POST /cb HTTP/1.1\r\nHost: client.example\r\n\r\n" + f"code={CODE}&state={STATE}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (PAGE, "the page of a form_post response"),
        (POST, "the POST of a form_post response"),
        ("* Connected\n> " + POST.replace("\r\n", "\n> "), "the POST of a form_post response"),
        (f'{{"code": "{CODE}", "state": "{STATE}", "n": 1}}', "This is JSON"),
        (f"{{'code': ['{CODE}'], 'state': ['{STATE}']}}", "a Python dict"),
        (f"[Object: null prototype] {{ code: '{CODE}', state: '{STATE}' }}", "a JavaScript object"),
        (f"ImmutableMultiDict([('code', '{CODE}'), (\"state\", \"{STATE}\")])", "a list of pairs"),
        (f"code: {CODE}\nstate: {STATE}", "one on each line"),
        (f"code={CODE}\nstate={STATE}", "one on each line"),
    ],
)
def test_values_are_read_from_where_they_are(text: str, says: str) -> None:
    """A page, a POST, a printed dict: code and state are read, and a note says what it was."""
    report = check_authorization_response(text, state=STATE, redirect_uri="https://client.example/cb")
    assert report.ok
    assert says in find(report, "delivered").message
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (CODE, STATE)
    assert CODE not in repr(response) + repr(report)


def test_a_form_post_page_without_state() -> None:
    """There is no address to copy again."""
    report = check_authorization_response('<form><input name="error" value="x"></form>', state=STATE)
    assert "Start again" in find(report, "state-missing").hint


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ('<form><input name="password"></form>', "other-value", "HTML page"),
        ("grant_type=authorization_code&code=x", "other-value", "a token request"),
        ("POST /cb HTTP/1.1\nHost: a", "other-value", ""),
        ("POST /cb HTTP/1.1\n\ncode=%zz", "repaired", "can't be decoded"),
        ('{"access_token": "a", "token_type": "b"}', "other-value", "a token response"),
        ('{"error": "invalid_grant"}', "other-value", "an error"),
        ("{'error': 'x'}", "other-value", "a Python dict with error"),
        ("{'access_token': 'x'}", "other-value", "a Python dict with access_token"),
        ('{"code": {"a": 1}}', "unknown", "neither code= nor error="),
        ("code: a\nhello: b", "unknown", ""),
        ("(x code= 1)", "unknown", "doesn't look like a response."),
        (f"https://op.example/auth?response_type=code&state={STATE}", "other-value", "an authorization URL"),
        ("https://op.example/auth?client_id=a&redirect_uri=b", "other-value", "an authorization URL"),
        ("https://op.example/auth?client_id=a&request_uri=b", "other-value", "an authorization URL"),
        (
            "https://op.example/in?next=%2Fauth%3Fclient_id%3Da",
            "other-value",
            "next contains the authorization request",
        ),
        ("https://op.example/interaction/ab", "not-redirected", "/interaction"),
        ("https://client.example/auth/callback", "empty", "neither a code nor an error"),
        ("https://client.example/cb", "empty", "at the redirect_uri, but"),
        ("https://op.example/x", "not-redirected", "the browser is at op.example"),
        ("https://op.example/x?error=invalid_request", "not-redirected", "on another host"),
    ],
)
def test_what_is_no_redirect(text: str, rule: str, says: str) -> None:
    """What it is instead is said first, and never that no state came back."""
    redirect_uri = None if "callback" in text or "interaction" in text else "https://client.example/cb"
    report = check_authorization_response(text, state=STATE, redirect_uri=redirect_uri)
    assert rules(report)[0] == rule
    assert says in report.errors[0].message
    assert "state-missing" not in rules(report)


def test_two_names_of_this_machine() -> None:
    """localhost and 127.0.0.1 are no server's page."""
    report = check_authorization_response("http://127.0.0.1:1/", state=STATE, redirect_uri="http://localhost:1/cb")
    assert rules(report) == ["empty"]


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        (f"code=4%252Fa&state={STATE}", "code-encoding", "%2F is at character 2"),
        ("4%2Fabc", "code-encoding", "%2F is at character 2"),
        (f"code=a+b&state={STATE}", "code-encoding", "Character 2 of the code is a space"),
        (f"code=a%E2%80%8Bb&state={STATE}", "code-grammar", "Character 2 of the code is an invisible zero-width space"),
        ("ab\u200bcd", "code-grammar", "Character 3"),
        (f"code=a&state={STATE}%E2%80%8B", "state-mismatch", f"Character {len(STATE) + 1} of the state"),
        ("code=a&state=b%E2%80%8B", "state-mismatch", "Character 2 of the state"),
        (f"code=undefined&state={STATE}", "code-grammar", "placeholder"),
        (CODE, "state-missing", "can't be seen from a code alone"),
        (f"http://a.example/cb?x=1&code=a&state={STATE}", "redirect-uri", "wasn't sent"),
    ],
)
def test_what_happened_to_a_value(text: str, rule: str, says: str) -> None:
    """An escape that is left, a space, an invisible character: its place is named, the value is not shown."""
    report = check_authorization_response(text, state=STATE, redirect_uri="https://client.example/cb")
    assert says in find(report, rule).message


def test_the_query_of_the_redirect_uri_is_missing() -> None:
    """The address is the same, so the finding is about the query alone."""
    report = check_authorization_response(
        f"https://client.example/cb?code=a&state={STATE}", state=STATE, redirect_uri="https://client.example/cb?t=7"
    )
    assert "t differs" in find(report, "redirect-uri").message


@given(
    st.text(max_size=200),
    st.sampled_from(["<form><input name=", "POST /cb HTTP/1.1\n", "{'code':", "[('code',", "code:"]),
)
def test_any_text(text: str, start: str) -> None:
    """Any text gives a report."""
    check_authorization_response(start + text, state=StateExpectation.UNCHECKED)


@pytest.mark.parametrize(
    "unit", ["<input ", "<input name=a ", "<form ", "POST /a HTTP/1.1\n", "{'a':", "('a',", "[", "code: a\n", "a=' "]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every tag and every pair is looked at once."""
    text = ("x" + unit * 20_000)[:19_999]
    call = lambda: check_authorization_response(text, state=StateExpectation.UNCHECKED)  # noqa: E731
    assert cost_per_character(call, len(text)) < FAR_TOO_MUCH
