"""The checks of an authorization URL: its text, what the parameters show, and a right URL untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, Report, UsageError, ValidationError, check_authorization_url
from tests.support.authorization_urls import RIGHT, VERIFIER, assert_judged, url_with
from tests.support.reports import assert_finding, find, levels, slugs

if TYPE_CHECKING:
    from tests.support.reports import Details


ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO
ENDPOINT = "https://op.example/auth"
ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


def test_a_right_url_has_nothing_to_say() -> None:
    """A complete request passes; white space around the URL and octets instead of text are no matter."""
    for url in (url_with(), f" {url_with()}\n", url_with().encode(), f"\ufeff{url_with()}".encode()):
        report = check_authorization_url(url)
        assert levels(report) == {}
        assert report.findings[0].rule == "url-complete"
        check_authorization_url(url).raise_errors()
    assert levels(check_authorization_url(url_with("http://127.0.0.1:3000/auth"))) == {}
    assert levels(check_authorization_url(url_with("http://[::1]:3000/auth"))) == {}


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({"client_secret": "x"}, "url-secret", ERROR),  # RFC 6749 §2.3.1
        ({"code_verifier": "x"}, "url-secret", ERROR),
        ({"custom": VERIFIER}, "url-verifier-leaked", ERROR),
        ({"grant_type": "authorization_code"}, "url-token-parameter", WARNING),
        ({"redirect_uri": quote("https://client.example/cb", safe="")}, "url-double-encoding", ERROR),
        ({"scope": "openid%20profile"}, "url-double-encoding", ERROR),
        ({"client_id": "YOUR_CLIENT_ID"}, "url-placeholder", WARNING),
        ({"client_id": "<client_id>"}, "url-placeholder", WARNING),
        ({"client_id": "${CLIENT_ID}"}, "url-placeholder", WARNING),
        ({"redirect_uri": None, "redirect_url": "https://a/"}, "url-unknown-name", ERROR),
        ({"client_id": None, "clientId": "a"}, "url-unknown-name", ERROR),
        ({"redirect_uri": None, "callback": "https://a/"}, "url-unknown-name", WARNING),
        ({"code_challenge": None, "code_challange": "a"}, "url-unknown-name", WARNING),
        ({"amp;prompt": "login"}, "url-html-escaped", ERROR),
        ({"custom": "1", "audience": "x", "claims": "{}", "max_age": "60", "prompt": "login consent"}, "", INFO),
        ({"resource": "https://api.example/a%20b"}, "", INFO),
        ({"request_uri": "urn:example:1", "redirect_uri": None}, "url-unknown-name", None),  # RFC 9126 §4
        ({"login_hint_token": "x"}, "", INFO),
        ({"nonce": "", "scope": "profile"}, "url-unknown-name", None),
        ({"redirect_uri": "https://client.example/cb?next=%2Fhome"}, "", INFO),
    ],
)
def test_mistakes_of_the_hand(changes: dict[str, str | None], rule: str, level: Level | None) -> None:
    """Each mistake has its rule and its level; None: it is no mistake; "": nothing is left but passes."""
    assert_judged(changes, rule, level)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        (url_with() + "#x", "url-fragment"),  # RFC 6749 §3.1
        (url_with() + "&state=other", "url-duplicate"),  # RFC 6749 §3.1
        (url_with("http://op.example/auth"), "url-not-encrypted"),  # RFC 6749 §3.1
        (url_with("http://127.0.0.1.example/auth"), "url-not-encrypted"),
        (url_with("http://128.0.0.1/auth"), "url-not-encrypted"),
        (url_with("https://op.example@evil.example/auth"), "url-userinfo"),
        (url_with().replace("%20", " "), "url-white-space"),
        ("nothing", "url-not-absolute"),
        (f"{url_with()}&x=%", "url-encoding"),
    ],
)
def test_the_text_of_the_url(url: str, rule: str) -> None:
    """What is wrong before any parameter is looked at is an error, raised too."""
    report = check_authorization_url(url)
    assert levels(report)[rule] is Level.ERROR
    with pytest.raises(ValidationError):
        check_authorization_url(url).raise_errors()


def test_parameters_that_start_with_amp_are_counted() -> None:
    """A URL out of HTML is said to be one, and how many of its names show it; a name that repeats counts once."""
    for query, start in (("a=b&amp;c=d", "1 parameter starts "), ("a&amp;b=1&amp;b=2&amp;c=3", "2 parameters start ")):
        report = check_authorization_url(f"{ENDPOINT}?client_id=c&{query}")
        assert find(report, "url-html-escaped").message.startswith(start)


def test_no_message_holds_a_secret() -> None:
    """A verifier or a secret in the URL is named, not repeated."""
    report = check_authorization_url(url_with(custom=VERIFIER, client_secret="s3cr3t-s3cr3t"))
    text = repr(report)
    assert VERIFIER not in text
    assert "s3cr3t" not in text


def test_marks_count_in_the_url() -> None:
    """A mark points into the URL without the white space around it."""
    url = f"{url_with()}#x#y"
    (mark,) = next(finding for finding in check_authorization_url(f"  {url} ") if finding.rule == "url-fragment").marks
    assert url[mark.start : mark.end] == "#x#y"


def test_other_types_are_a_misuse() -> None:
    """What is neither str nor bytes raises UsageError."""
    with pytest.raises(UsageError):
        check_authorization_url(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "details"),
    [
        (
            f"{ENDPOINT}?client_id=c#x",
            ("url-fragment", ERROR, "RFC 6749 §3.1", "In a value, write # as %23.", ((35, 37),)),
        ),
        (f"{ENDPOINT}?scope=a  b", ("url-white-space", ERROR, "RFC 6749 §3.1", "Write a space as %20", ((31, 33),))),
        ("http://op.example/a", ("url-not-encrypted", ERROR, "RFC 6749 §3.1", "Use https.", ())),
        ("https://u@op.example/a", ("url-userinfo", ERROR, "RFC 6749 §3.1", "", ())),
        (f"{ENDPOINT}?a=b&amp;c=d", ("url-html-escaped", ERROR, "RFC 6749 §3.1", "Write & instead of &amp;.", ())),
        (f"{ENDPOINT}?client_secret=x", ("url-secret", ERROR, "RFC 6749 §2.3.1", "Remove it", ())),
        (f"{ENDPOINT}?code=x", ("url-token-parameter", WARNING, "RFC 6749 §3.1", "Remove it here.", ())),
        (f"{ENDPOINT}?scope=a%2520b", ("url-double-encoding", ERROR, "RFC 3986 §2.4", "Encode each value once.", ())),
        (f"{ENDPOINT}?redirect_url=x", ("url-unknown-name", ERROR, "RFC 6749 §3.1", "Write redirect_uri.", ())),
        (f"{ENDPOINT}?nonce=%3Cnonce%3E", ("url-placeholder", WARNING, "RFC 6749 §3.1", "Put your own value", ())),
        (
            f"{ENDPOINT}?code_challenge={RIGHT['code_challenge']}&x={VERIFIER}",
            ("url-verifier-leaked", ERROR, "RFC 7636 §7.1", "Make a new pair", ()),
        ),
        (f"{ENDPOINT}?a=1&a=2", ("url-duplicate", ERROR, "RFC 6749 §3.1", "Send it once.", ())),
        (
            f"{ENDPOINT}?a=%ff",
            ("url-encoding", ERROR, "RFC 6749 Appendix B", "In a value, write a percent sign as %25", ((26, 27),)),
        ),
        (f"{ENDPOINT}?a=1", ("url-client-id-missing", ERROR, "RFC 6749 §4.1.1", "", ())),
    ],
)
def test_an_authorization_url(url: str, details: Details) -> None:
    """RFC 6749 §3.1 and the sections that go further: what to do, and where in the URL."""
    assert_finding(check_authorization_url(url), details)


def test_a_long_name_of_a_parameter_is_cut() -> None:
    """A name is shown up to 40 characters, however the other tool came by it."""
    for length, shown in ((40, f"The parameter {'x' * 40} "), (41, f"The parameter {'x' * 40}... (41 characters) ")):
        url = f"https://op.example/a?client_id=c&{'x' * length}=1&{'x' * length}=2"
        (finding,) = [each for each in check_authorization_url(url) if each.rule == "url-duplicate"]
        assert finding.message.startswith(shown)
        url = f"https://op.example/a?client_id=c&{'x' * length}=%3Cvalue%3E"
        (finding,) = [each for each in check_authorization_url(url) if each.rule == "url-placeholder"]
        assert finding.message.startswith(shown.removeprefix("The parameter "))


@pytest.mark.parametrize("name", ["login", "stateless", "promise", "challenge", "response"])
def test_a_distant_name_is_no_slip(name: str) -> None:
    """RFC 6749 §8.2: servers define parameters of their own; only a name that is almost one of ours is questioned."""
    report = check_authorization_url(f"https://op.example/a?client_id=c&{name}=1")
    assert "url-unknown-name" not in slugs(report)


@given(
    st.one_of(
        st.text(max_size=200),
        st.binary(max_size=200),
        st.text(max_size=100).map("https://op.example/auth?".__add__),
        st.dictionaries(st.sampled_from([*RIGHT, "claims", "resource", "max_age"]), st.text(max_size=20)).map(
            lambda values: (
                "https://op.example/auth?"
                + "&".join(f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in values.items())
            )
        ),
    )
)
def test_any_input_gives_a_report(url: str | bytes) -> None:
    """Any text and any octets are judged."""
    assert isinstance(check_authorization_url(url), Report)
