"""The authorization response: read out of whatever was pasted, judged in the order iss, state, error, code."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    AuthorizationResponse,
    Level,
    Report,
    StateExpectation,
    UsageError,
    ValidationError,
    check_authorization_response,
    parse_authorization_response,
)
from pkce_core.authorization.issuer_identification import ISS_DECISIONS
from pkce_core.text.form_encoding import build_form

STATE = "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI"
CODE = "x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"
ISSUER = "https://honest.as.example"
RIGHT = f"https://client.example/cb?code={CODE}&state={STATE}"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def _rules(report: Report) -> list[str]:
    return [finding.rule.removeprefix("response-") for finding in report]


def _find(report: Report, rule: str) -> Any:
    return next(finding for finding in report if finding.rule == f"response-{rule}")


def test_the_example_of_rfc_9207() -> None:
    """RFC 9207 §2.1: the example response, with its issuer."""
    text = f"Location: https://client.example/cb?\ncode={CODE}\n&state={STATE}\n&iss=https%3A%2F%2Fhonest.as.example"
    response = parse_authorization_response(text.partition(" ")[2])
    assert (response.code, response.state, response.iss) == (CODE, STATE, ISSUER)
    assert response.redirect_uri == "https://client.example/cb"
    report = check_authorization_response(
        response, state=STATE, issuer=ISSUER, iss_parameter_supported=True, redirect_uri="https://client.example/cb"
    )
    assert _rules(report) == ["iss-match", "state-match", "code"]
    assert CODE not in repr(response)


def test_the_example_error_of_rfc_9207() -> None:
    """RFC 9207 §2.2: the example error response is from the right issuer, and still an error."""
    state = "N2JjNGJhY2JiZjRhYzA3MGJkMzNmMDE5OWJhZmJhZjA"
    text = f"https://client.example/cb?error=access_denied&state={state}&iss=https%3A%2F%2Fhonest.as.example"
    report = check_authorization_response(text, state=state, issuer=ISSUER, iss_parameter_supported=True)
    assert _rules(report) == ["iss-match", "state-match", "error"]
    assert "The person or the server refused" in report.errors[0].message


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (RIGHT, 0),
        (f"  {RIGHT}\n", 0),
        (f"\ufeff{RIGHT}", 0),
        (f"code={CODE}&state={STATE}", 0),
        (f"?code={CODE}&state={STATE}", 0),
        (f"#code={CODE}&state={STATE}", 0),
        (f"https://client.example/cb#code={CODE}&state={STATE}", 0),
        (f"{RIGHT}#_=_", 0),
        (f"{CODE}#{STATE}", 0),
        (f"com.example.app:/cb?code={CODE}&state={STATE}", 0),
        (f"localhost:8080/cb?code={CODE}&state={STATE}", 0),
        (f"/cb?code={CODE}&state={STATE}", 0),
        (f'"{RIGHT}"', 1),
        (f"'{RIGHT}'", 1),
        (f"\u201c{RIGHT}\u201d", 1),
        (f"<{RIGHT}>", 1),
        (f"\"'{RIGHT}'\"", 1),
        (RIGHT.replace("&", "&amp;"), 1),
        (RIGHT.replace("&", "&#38;"), 1),
        (RIGHT.replace("&", "&amp;amp;"), 1),
        (RIGHT.replace("&", r"\u0026"), 1),
        (RIGHT.replace("/", r"\/").replace("=", r"\u003d").replace("&", r"\u0026").replace("?", r"\u003F"), 1),
        (RIGHT.replace("&", r"\&"), 1),
        (RIGHT.replace("&", r"\&").replace("?", r"\?").replace("=", r"\="), 1),
        (RIGHT.replace("&", "^&"), 1),
        (RIGHT.replace("&", "`&"), 1),
        (f"{RIGHT[:50]}\n  {RIGHT[50:]}", 1),
        (f"{RIGHT[:50]}\\\r\n{RIGHT[50:]}", 1),
        (RIGHT.replace(":", "%3A").replace("/", "%2F").replace("?", "%3F").replace("=", "%3D").replace("&", "%26"), 1),
        (f'127.0.0.1 - - [01/Jan/2026 10:00:00] "GET {RIGHT[22:]} HTTP/1.1" 404 -', 1),
        (f"HTTP/1.1 302 Found\r\nServer: x\r\nLocation: {RIGHT}\r\n\r\n", 1),
        (f"< HTTP/2 303\n< location: {RIGHT}\n<", 1),
        (f"'{RIGHT.replace('&', '&amp;')}'", 2),
    ],
)
def test_pasted_forms(text: str, repairs: int) -> None:
    """A URL, a query, a fragment, code#state: quoted, wrapped, escaped; what was undone is said."""
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (CODE, STATE)
    report = check_authorization_response(text, state=STATE)
    assert report.ok
    assert _rules(report).count("repaired") == repairs
    assert parse_authorization_response(text.encode()) == response


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
        (f"((((code={CODE}))))", "unknown"),
        ("code=a&code=b", "duplicate"),  # RFC 6749 §3.1
        ("code=a#code=a", "duplicate"),
        ("code=a&state=b&iss=c&iss=d", "duplicate"),
    ],
)
def test_what_is_no_response(text: str | bytes, rule: str) -> None:
    """What cannot be read, or says two things at once, is refused by parsing and by checking alike."""
    with pytest.raises(ValidationError) as caught:
        parse_authorization_response(text)
    assert _rules(caught.value.report)[-1] == rule
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


def test_an_address_without_a_response() -> None:
    """The redirect URI alone holds neither code nor error."""
    report = check_authorization_response("https://client.example/cb?x=1", state=StateExpectation.NONE_SENT)
    assert [finding.rule for finding in report.errors] == ["response-empty"]


def test_the_fragment_is_said() -> None:
    """A response in the fragment is read, and said to be there."""
    assert "fragment" in _rules(check_authorization_response(f"#code={CODE}", state=StateExpectation.NONE_SENT))


@pytest.mark.parametrize(
    ("state", "expected", "rule", "level"),
    [
        (STATE, STATE, "state-match", Level.PASS),
        (None, STATE, "state-missing", Level.ERROR),
        ("other", STATE, "state-mismatch", Level.ERROR),
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
        ("a/b", "a%252Fb", "percent-encoding"),
        ("a%2Fb", "a/b", "percent-encoding"),
        ("https://a", "http://a", "before ://"),
        ("abcdef", "abc", "cut off"),
        ("abc", "abcdef", "added"),
        ("abc", "xyz", "start again"),
        ("a%zz", "xyz", "start again"),
    ],
)
def test_a_different_state_names_its_change(sent: str, came: str, says: str) -> None:
    """What programs do to a value on its way is recognized, and neither value is shown."""
    report = check_authorization_response(AuthorizationResponse(code=CODE, state=came), state=sent)
    assert says in _find(report, "state-mismatch").hint
    assert "state-untrusted" not in _rules(report)
    assert _find(report, "code-untrusted").level is Level.INFO


@pytest.mark.parametrize("promised", [True, False, None])
@pytest.mark.parametrize("case", ["absent", "equal", "different", "unknown"])
def test_every_row_of_the_issuer_table(case: str, promised: bool | None) -> None:
    """RFC 9207 §2.4: each combination of response, expectation and metadata has its decision."""
    iss = None if case == "absent" else "https://other.example" if case == "different" else ISSUER
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss=iss),
        state=StateExpectation.NONE_SENT,
        issuer=None if case == "unknown" else ISSUER,
        iss_parameter_supported=promised,
    )
    judge, message = ISS_DECISIONS[case, promised]
    decided = judge(message)
    assert (report.findings[0].rule, report.findings[0].level) == (decided.rule, decided.level)
    must_fail = case == "different" or (case == "absent" and promised is True)
    assert report.ok != must_fail
    assert ("response-code" in [finding.rule for finding in report]) != must_fail


def test_the_issuer_table_is_complete() -> None:
    """No combination is left to chance."""
    cases = itertools.product(("absent", "equal", "different", "unknown"), (True, False, None))
    assert set(ISS_DECISIONS) == set(cases)


def test_an_issuer_with_a_slash_is_another_issuer() -> None:
    """RFC 9207 §2.4: simple string comparison; the difference is named."""
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss=f"{ISSUER}/"), state=StateExpectation.NONE_SENT, issuer=ISSUER
    )
    assert "slash at the end" in _find(report, "iss-mismatch").hint
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss="https://evil.example"), state=StateExpectation.NONE_SENT, issuer=ISSUER
    )
    assert _find(report, "iss-mismatch").hint == "Do not redeem the code."


def test_the_order_of_judgement() -> None:
    """iss, state, error, code, whatever the order in the response; the error of a stranger is not believed."""
    text = f"code={CODE}&error=access_denied&state=other&iss=https://evil.example"
    report = check_authorization_response(text, state=STATE, issuer=ISSUER)
    assert _rules(report) == ["iss-mismatch", "state-mismatch", "code-and-error", "code-untrusted"]
    report = check_authorization_response("error=server_error&state=other", state=STATE)
    assert "may not come from your server" in _find(report, "error").hint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("error=access_denied", "The person or the server refused"),  # RFC 6749 §4.1.2.1
        ("error=login_required", "prompt=none"),  # OIDC Core §3.1.2.6
        ("error=custom&error_description=no+way", 'It says: "no way"'),
        ("error=a%22b", "refused"),
        ("error=%1b[31m", r"\x1b[31m"),
    ],
)
def test_errors(text: str, says: str) -> None:
    """A known code is put into words, a description is shown, and neither drives the terminal."""
    report = check_authorization_response(text, state=StateExpectation.NONE_SENT)
    assert says in _find(report, "error").message
    assert not report.ok
    assert ("No server writes" in _find(report, "error").hint) == ("%22" in text or "%1b" in text)


def test_jarm_is_recognized() -> None:
    """A signed response is said to be one, and nothing else is judged, because everything stands inside it."""
    report = check_authorization_response("https://client.example/cb?response=eyJ.a.b", state=STATE, issuer=ISSUER)
    assert _rules(report) == ["jarm"]
    assert not report.ok
    assert "eyJ" not in repr(parse_authorization_response("response=eyJ.a.b"))


def test_nothing_beside_a_signed_response_counts() -> None:
    """A code that stands beside JARM's JWT is not signed, so it is not taken (JARM §2.1)."""
    report = check_authorization_response(f"response=eyJ.a.b&code={CODE}&state={STATE}", state=STATE)
    assert _rules(report) == ["jarm"]
    assert not report.ok


@pytest.mark.parametrize(
    ("text", "level"), [("access_token=a&token_type=Bearer", Level.ERROR), (f"code={CODE}&id_token=a", Level.WARNING)]
)
def test_tokens_in_the_redirect(text: str, level: Level) -> None:
    """The implicit and the hybrid flow are recognized, and no token is shown."""
    report = check_authorization_response(text, state=StateExpectation.NONE_SENT)
    assert _find(report, "token").level is level


@pytest.mark.parametrize("code", ["undefined", "null", "YOUR_CODE", "%E2%82%AC", "a%0Ab"])
def test_codes_that_no_server_makes(code: str) -> None:
    """RFC 6749 Appendix A.11: a code is made of visible ASCII characters."""
    report = check_authorization_response(f"code={code}", state=StateExpectation.NONE_SENT)
    assert "code-grammar" in _rules(report)


@pytest.mark.parametrize(
    ("text", "redirect_uri", "ok"),
    [
        (RIGHT, "https://client.example/cb", True),
        (RIGHT, "https://client.example/cb/", False),
        (RIGHT, "https://CLIENT.example/cb", False),
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
        check_authorization_response(RIGHT, state="other").raise_errors()
    assert "state-mismatch" in _rules(caught.value.report)
    assert CODE not in str(caught.value) + repr(caught.value.report)


@given(code=TEXT, state=TEXT)
def test_what_a_server_sends_is_read(code: str, state: str) -> None:
    """Whatever code and state hold, a redirect that a server encoded gives exactly them."""
    text = f"https://client.example/cb?{build_form([('code', code), ('state', state)])}"
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (code, state)
    assert "state-match" in _rules(check_authorization_response(text, state=state))


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


@pytest.mark.parametrize(
    "text",
    [
        "chrome-error://chromewebdata/",
        " about:blank\n",
        "about:neterror?e=connectionFailure&u=http%3A//127.0.0.1%3A8080/cb%3Fcode%3Dc0de%26state%3Ds&c=UTF-8",
        "This site can\u2019t be reached\n127.0.0.1 refused to connect.\nTry:\nERR_CONNECTION_REFUSED",
        "Hmmm... can't reach this page",
        "Unable to connect\nFirefox can\u2019t establish a connection to the server at 127.0.0.1:8080.",
        "Safari Can\u2019t Connect to the Server",
    ],
)
def test_the_page_of_a_browser_is_told_from_the_redirect(text: str) -> None:
    """What a browser shows when nothing listens is no code: the reader is told where the address stands."""
    report = check_authorization_response(text, state=STATE)
    assert _rules(report) == ["browser-page"]
    found = _find(report, "browser-page")
    assert "copy it from there" in found.message
    assert "go back one page" in found.hint
    with pytest.raises(ValidationError):
        parse_authorization_response(text)


@pytest.mark.parametrize(
    "text",
    [
        f"http://127.0.0.1:8080/cb?code={CODE}&state={STATE}",
        f"about:blank?code={CODE}&state={STATE}",
        f"This site can't be reached http://127.0.0.1:8080/cb?code={CODE}&state={STATE}",
        "aboutblank",
    ],
)
def test_a_response_is_never_taken_for_a_page_of_the_browser(text: str) -> None:
    """Whatever stands around a code, text that holds one is read for it."""
    assert "browser-page" not in _rules(check_authorization_response(text, state=STATE))
