"""The authorization response: judged in the order iss, state, error, code."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import (
    AuthorizationResponse,
    Level,
    StateExpectation,
    UsageError,
    ValidationError,
    check_authorization_response,
    parse_authorization_response,
)
from tests.support.authorization_responses import CODE, ISSUER, RIGHT, STATE, find, rules
from tests.support.reports import hint, slugs

CALLBACK = "https://client.example/cb?code=abc&state=xyz"


def test_the_example_of_rfc_9207() -> None:
    """RFC 9207 §2.1: the example response, with its issuer."""
    text = f"Location: https://client.example/cb?\ncode={CODE}\n&state={STATE}\n&iss=https%3A%2F%2Fhonest.as.example"
    response = parse_authorization_response(text.partition(" ")[2])
    assert (response.code, response.state, response.iss) == (CODE, STATE, ISSUER)
    assert response.redirect_uri == "https://client.example/cb"
    report = check_authorization_response(
        response, state=STATE, issuer=ISSUER, iss_parameter_supported=True, redirect_uri="https://client.example/cb"
    )
    assert rules(report) == ["iss-match", "state-match", "code"]
    assert CODE not in repr(response)


def test_the_example_error_of_rfc_9207() -> None:
    """RFC 9207 §2.2: the example error response is from the right issuer, and still an error."""
    state = "N2JjNGJhY2JiZjRhYzA3MGJkMzNmMDE5OWJhZmJhZjA"
    text = f"https://client.example/cb?error=access_denied&state={state}&iss=https%3A%2F%2Fhonest.as.example"
    report = check_authorization_response(text, state=state, issuer=ISSUER, iss_parameter_supported=True)
    assert rules(report) == ["iss-match", "state-match", "error"]
    assert "The code access_denied means: the user or the server refused." in report.errors[0].message


def test_an_address_without_a_response() -> None:
    """The redirect URI alone holds neither code nor error."""
    report = check_authorization_response("https://client.example/cb?x=1", state=StateExpectation.NONE_SENT)
    assert [finding.rule for finding in report.errors] == ["response-empty"]


@pytest.mark.parametrize(
    ("state", "expected", "rule", "level"),
    [
        (STATE, STATE, "state-match", Level.PASS),
        (None, STATE, "state-missing", Level.ERROR),
        ("other-value", STATE, "state-mismatch", Level.ERROR),
        (STATE, StateExpectation.NONE_SENT, "state-unexpected", Level.ERROR),
        (None, StateExpectation.NONE_SENT, "state-none", Level.INFO),
        (STATE, StateExpectation.UNCHECKED, "state-unchecked", Level.WARNING),
        (None, StateExpectation.UNCHECKED, "state-unchecked", Level.WARNING),
    ],
)
def test_state(state: str | None, expected: Any, rule: str, level: Level) -> None:
    """RFC 6749 §4.1.2, §10.12: missing, unexpected and different are three things; skipping has a name."""
    response = AuthorizationResponse(code=CODE, state=state)
    finding = check_authorization_response(response, state=expected).findings[1]
    assert (finding.rule, finding.level) == (f"response-{rule}", level)


@pytest.mark.parametrize(
    ("sent", "came", "says"),
    [
        ("abc", "abc ", "white space"),
        ("abc", "ABC", "letter case"),
        ("abc", "abc/", "slash"),
        ("a+b", "a b", "+ became a space"),
        ("a/b", "a%2Fb", "percent-encoding"),
        ("a/b", "a%252Fb", "percent-encoded twice"),
        ("a%2Fb", "a/b", "percent-encoding"),
        ("abcdef", "abc", "cut off"),
        ("abc", "abcdef", "added"),
        ("abc", "xyz", "Start again"),
        ("a%zz", "xyz", "Start again"),
    ],
)
def test_a_different_state_names_its_change(sent: str, came: str, says: str) -> None:
    """What programs do to a value on its way is recognized, and neither value is shown."""
    report = check_authorization_response(AuthorizationResponse(code=CODE, state=came), state=sent)
    finding = find(report, "state-mismatch")
    assert says in f"{finding.message} {finding.hint}"
    assert "state-untrusted" not in rules(report)
    assert find(report, "code-untrusted").level is Level.INFO


def test_the_order_of_judgment() -> None:
    """iss, state, error, code, whatever the order in the response; the error of a stranger is not believed."""
    text = f"code={CODE}&error=access_denied&state=other&iss=https://evil.example"
    report = check_authorization_response(text, state=STATE, issuer=ISSUER)
    assert rules(report) == ["iss-mismatch", "state-mismatch", "code-and-error", "code-untrusted"]
    report = check_authorization_response("error=server_error&state=other", state=STATE)
    assert "may not come from your server" in find(report, "error").hint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "error=access_denied",
            "refused: access_denied. The code access_denied means: the user or the server refused.",
        ),  # RFC 6749 §4.1.2.1
        ("error=login_required", "prompt=none"),  # OIDC Core §3.1.2.6
        ("error=custom&error_description=no+way", 'The response has the error custom. It says: "no way"'),
        ("error=a%22b", "has the error"),
        ("error=%1b[31m", r"\x1b[31m"),
    ],
)
def test_errors(text: str, says: str) -> None:
    """A known code is put into words, a description is shown, and neither drives the terminal."""
    report = check_authorization_response(text, state=StateExpectation.NONE_SENT)
    assert says in find(report, "error").message
    assert not report.ok
    assert ("No server writes" in find(report, "error").hint) == ("%22" in text or "%1b" in text)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "`pkce explain access_denied` says more."),
        ("It's off", '`pkce explain access_denied --description="It\'s off"` says more.'),
        ("--help", '`pkce explain access_denied --description="--help"` says more.'),
        ("of $HOME", "`pkce explain` says more: pass it the whole address, in quotes."),
        ('is "off"', "`pkce explain` says more: pass it the whole address, in quotes."),
        ("100 %25PATH%25", "`pkce explain` says more: pass it the whole address, in quotes."),
        ("a`b", "pass it the whole address, in quotes"),
        ("a%0Ab", "pass it the whole address, in quotes"),
        ("x" * 301, "pass it the whole address, in quotes"),
    ],
)
def test_the_command_that_says_more(words: str, says: str) -> None:
    """It has the server's words, quoted for a shell, because they often say something else than the code."""
    report = check_authorization_response(f"error=access_denied&error_description={words}&state={STATE}", state=STATE)
    assert says in find(report, "error").hint


def test_another_form_of_the_redirect_uri() -> None:
    """RFC 3986 §6.2.3: with the default port, the browser was sent to the same place; the difference is said."""
    report = check_authorization_response(RIGHT, state=STATE, redirect_uri="https://client.example:443/cb")
    assert (find(report, "redirect-uri").level, report.ok) == (Level.INFO, True)
    assert "default port" in find(report, "redirect-uri").hint


def test_jarm_is_recognized() -> None:
    """A signed response is said to be one, and nothing else is judged, because everything stands inside it."""
    report = check_authorization_response("https://client.example/cb?response=eyJ.a.b", state=STATE, issuer=ISSUER)
    assert rules(report) == ["jarm"]
    assert not report.ok
    assert "eyJ" not in repr(parse_authorization_response("response=eyJ.a.b"))
    other = check_authorization_response("https://client.example/cb?response=yes", state=STATE)
    assert "jarm" not in rules(other)


def test_nothing_beside_a_signed_response_counts() -> None:
    """A code that stands beside JARM's JWT is not signed, so it is not taken (JARM §2.1)."""
    report = check_authorization_response(f"response=eyJ.a.b&code={CODE}&state={STATE}", state=STATE)
    assert rules(report) == ["jarm"]
    assert not report.ok


@pytest.mark.parametrize(
    ("text", "level"), [("access_token=a&token_type=Bearer", Level.ERROR), (f"code={CODE}&id_token=a", Level.WARNING)]
)
def test_tokens_in_the_redirect(text: str, level: Level) -> None:
    """The implicit and the hybrid flow are recognized, and no token is shown."""
    report = check_authorization_response(text, state=StateExpectation.NONE_SENT)
    assert find(report, "token").level is level


@pytest.mark.parametrize("code", ["undefined", "null", "YOUR_CODE", "%E2%82%AC", "a%0Ab"])
def test_codes_that_no_server_makes(code: str) -> None:
    """RFC 6749 Appendix A.11: a code is made of visible ASCII characters."""
    report = check_authorization_response(f"code={code}", state=StateExpectation.NONE_SENT)
    assert "code-grammar" in rules(report)


@pytest.mark.parametrize(
    ("text", "redirect_uri", "ok"),
    [
        (RIGHT, "https://client.example/cb", True),
        (RIGHT, "https://client.example/cb/", False),
        (RIGHT, "https://CLIENT.example/cb", True),
        (RIGHT, "https://client.example:443/cb", True),
        (RIGHT, "https://client.example:443/cb?tenant=1", False),
        (RIGHT, "https://client.example:8443/cb", False),
        (RIGHT, "https://client.example/CB", False),
        (RIGHT, "https://client.example/cb?tenant=1", False),
        (f"{RIGHT}&tenant=1", "https://client.example/cb?tenant=1", True),
        (RIGHT, "https://client.example/cb?%zz", False),
        (f"code={CODE}&state={STATE}", "https://client.example/cb", True),
    ],
)
def test_where_the_browser_was_sent(text: str, redirect_uri: str, ok: bool) -> None:
    """RFC 6749 §3.1.2: the redirect URI keeps its own query; where only parameters were pasted, nothing is compared."""
    assert check_authorization_response(text, state=STATE, redirect_uri=redirect_uri).ok == ok


@pytest.mark.parametrize(
    "arguments",
    [
        {"state": ""},
        {"state": None},
        {"state": STATE, "issuer": ""},
        {"state": STATE, "issuer": 7},
        {"state": STATE, "redirect_uri": ""},
    ],
)
def test_an_absent_value_skips_no_check(arguments: Any) -> None:
    """An empty expectation, such as an unset variable leaves, is a misuse."""
    with pytest.raises(UsageError):
        check_authorization_response(RIGHT, **arguments)
    with pytest.raises(UsageError):
        check_authorization_response(None, state=STATE)  # type: ignore[arg-type]


def test_validation_raises_with_the_report() -> None:
    """What is right passes; what is wrong raises with every finding, and no code in the text."""
    check_authorization_response(RIGHT, state=STATE).raise_errors()
    with pytest.raises(ValidationError) as caught:
        check_authorization_response(RIGHT, state="other-value").raise_errors()
    assert "state-mismatch" in rules(caught.value.report)
    assert CODE not in str(caught.value) + repr(caught.value.report)


@pytest.mark.parametrize(
    "expected",
    [
        {"issuer": "https://other.example"},
        {"iss_parameter_supported": True},
        {"redirect_uri": "https://client.example/other"},
        {"state": "other-value"},
    ],
)
def test_a_check_hands_everything_on(expected: dict[str, Any]) -> None:
    """RFC 9207 §2.4 and RFC 6749 §4.1.2 hold, and `raise_errors` raises for them."""
    text = CALLBACK if "iss_parameter_supported" in expected else f"{CALLBACK}&iss=https%3A%2F%2Fop.example"
    check_authorization_response(text, state="xyz").raise_errors()
    with pytest.raises(ValidationError):
        check_authorization_response(text, **{"state": "xyz", **expected}).raise_errors()


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_a_token_without_a_code_is_the_implicit_flow(name: str) -> None:
    """OAuth 2.1 has no implicit flow, whichever token comes."""
    report = check_authorization_response(f"https://a.example/cb#{name}=x&error=", state=StateExpectation.UNCHECKED)
    assert any(finding.rule == "response-token" and finding.level is Level.ERROR for finding in report)


@pytest.mark.parametrize(("state", "doubted"), [("xyz", False), ("other-value", True)])
def test_an_error_of_unknown_origin_is_doubted(state: str, doubted: bool) -> None:
    """RFC 9207 §2.4: clients must not assume that an error comes from their server, unless iss and state say so."""
    report = check_authorization_response("https://a.example/cb?error=access_denied&state=xyz", state=state)
    found = hint(report, "response-error")
    assert ("the error may not come from your server" in found) is doubted
    assert "`pkce explain access_denied` says more." in found


@pytest.mark.parametrize(
    ("length", "shown"), [(60, "x" * 60 + ". It says"), (61, "x" * 60 + "... (61 characters). It says")]
)
def test_a_long_error_code_is_cut(length: int, shown: str) -> None:
    """RFC 6749 §4.1.2.1 bounds the characters of an error code, not their number; a message does."""
    text = f"https://a.example/cb?error={'x' * length}&error_description=no&state=xyz"
    report = check_authorization_response(text, state="xyz")
    assert any(f"The response has the error {shown}" in finding.message for finding in report.errors)


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_a_token_next_to_a_code_is_a_warning(name: str) -> None:
    """RFC 9700 §2.1.2: no access token in the authorization response, where histories and logs keep it."""
    report = check_authorization_response(f"{CALLBACK}&{name}=x", state="xyz")
    assert [finding.rule for finding in report if finding.level is Level.WARNING] == ["response-token"]


def test_a_fragment_of_the_redirect_uri_does_not_count() -> None:
    """A browser keeps the fragment to itself, so it is no part of where it went."""
    for redirect_uri in ("https://client.example/cb", "https://client.example/cb#there"):
        report = check_authorization_response(CALLBACK, state="xyz", redirect_uri=redirect_uri)
        assert "response-redirect-uri" not in slugs(report)


def test_a_fragment_of_the_redirect_uri_is_said_once() -> None:
    """RFC 6749 §3.1.2 forbids it; when the response came behind a route, the finding about the route says so."""
    report = check_authorization_response(CALLBACK, state="xyz", redirect_uri="https://client.example/cb#there")
    assert "response-redirect-uri-fragment" in slugs(report)
    report = check_authorization_response(
        "https://client.example/#/cb?code=abc&state=xyz", state="xyz", redirect_uri="https://client.example/#/cb"
    )
    assert "response-route" in slugs(report)
    assert "response-redirect-uri-fragment" not in slugs(report)
