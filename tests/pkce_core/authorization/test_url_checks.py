"""The linter for authorization URLs: every rule once, and a right URL untouched."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import (
    Level,
    Report,
    UsageError,
    ValidationError,
    check_authorization_url,
    derive_code_challenge,
)

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
RIGHT = {
    "response_type": "code",
    "client_id": "my-client",
    "redirect_uri": "https://client.example/cb",
    "scope": "openid profile",
    "state": "q6Xh0yXqVb1Yp9o2Jm3sRk",
    "nonce": "Zt5uKw8aLx3cNv7bQe1dGf",
    "code_challenge": derive_code_challenge(VERIFIER),
    "code_challenge_method": "S256",
}


def _url(endpoint: str = "https://op.example/auth", /, **changes: str | None) -> str:
    parameters = {**RIGHT, **changes}
    return f"{endpoint}?" + "&".join(
        f"{quote(name)}={quote(value, safe='')}" for name, value in parameters.items() if value is not None
    )


def _rules(report: Report) -> dict[str, Level]:
    return {finding.rule: finding.level for finding in report if finding.level is not Level.PASS}


def test_a_right_url_has_nothing_to_say() -> None:
    """A complete request passes; white space around the URL and octets instead of text are no matter."""
    for url in (_url(), f" {_url()}\n", _url().encode(), f"\ufeff{_url()}".encode()):
        report = check_authorization_url(url)
        assert _rules(report) == {}
        assert report.findings[0].rule == "url-complete"
        check_authorization_url(url).raise_errors()
    assert _rules(check_authorization_url(_url("http://127.0.0.1:3000/auth"))) == {}
    assert _rules(check_authorization_url(_url("http://[::1]:3000/auth"))) == {}


ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO


@pytest.mark.parametrize(
    ("changes", "rule", "level"),
    [
        ({"response_type": None}, "url-response-type-missing", ERROR),  # RFC 6749 §4.1.1
        ({"response_type": "token"}, "url-response-type", ERROR),
        ({"response_type": "code id_token"}, "url-response-type", ERROR),
        ({"response_type": "Code"}, "url-response-type", ERROR),
        ({"client_id": ""}, "url-client-id-missing", ERROR),  # RFC 6749 §4.1.1
        ({"client_id": "сlient"}, "url-client-id-character", ERROR),  # RFC 6749 Appendix A.1
        ({"client_id": "a\x00"}, "url-client-id-character", ERROR),
        ({"redirect_uri": None}, "url-redirect-uri-missing", ERROR),  # OIDC Core §3.1.2.1
        ({"redirect_uri": None, "scope": "profile"}, "url-redirect-uri-missing", WARNING),  # RFC 6749 §4.1.1
        ({"redirect_uri": "/cb"}, "redirect-uri-relative", ERROR),  # RFC 6749 §3.1.2
        ({"scope": None}, "url-scope-missing", WARNING),
        ({"scope": "openid  profile"}, "url-scope-grammar", ERROR),  # RFC 6749 §3.3
        ({"scope": 'openid "x"'}, "url-scope-grammar", ERROR),
        ({"scope": "openid,profile"}, "url-scope-comma", WARNING),
        ({"scope": "openid openid"}, "url-scope-twice", INFO),
        ({"scope": "OpenID"}, "url-openid-missing", WARNING),  # OIDC Core §3.1.2.1, case-sensitive by RFC 6749 §3.3
        ({"scope": "profile"}, "url-openid-missing", WARNING),
        ({"state": None}, "url-state-missing", WARNING),  # RFC 6749 §10.12
        ({"state": "xyz"}, "url-state-weak", WARNING),
        ({"state": "q6Xh0yXq"}, "url-state-weak", WARNING),  # RFC 6749 §10.10
        ({"state": "1234567890123456789012345678"}, "url-state-weak", WARNING),
        ({"state": "a" * 40}, "url-state-weak", WARNING),
        ({"state": "9f86d081884c7d65"}, "url-state-weak", WARNING),
        ({"state": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}, "url-state-weak", INFO),
        ({"state": "q6Xh0yXqq6Xh0yXqq6Xh0yXqq6Xh0yXq\u200b"}, "url-state-character", ERROR),  # RFC 6749 Appendix A.5
        ({"state": RIGHT["code_challenge"]}, "url-state-shared", WARNING),
        ({"nonce": None}, "url-nonce-missing", INFO),  # OIDC Core §3.1.2.1: nonce OPTIONAL
        ({"nonce": "nonce"}, "url-nonce-weak", WARNING),
        ({"code_challenge": None}, "url-challenge-missing", ERROR),  # RFC 7636 §4.4.1
        ({"code_challenge": f"{RIGHT['code_challenge']}="}, "challenge-length", ERROR),  # RFC 7636 §4.2
        ({"code_challenge_method": None}, "method-missing", WARNING),  # RFC 7636 §4.3
        ({"code_challenge_method": None}, "url-method-forgotten", ERROR),
        ({"code_challenge_method": "plain"}, "method-plain", WARNING),
        ({"code_challenge_method": "s256"}, "method-unknown", ERROR),
        ({"prompt": "none login"}, "url-prompt", ERROR),  # OIDC Core §3.1.2.1
        ({"prompt": "Login"}, "url-prompt", WARNING),
        ({"max_age": "1h"}, "url-max-age", ERROR),
        ({"claims": "userinfo"}, "url-claims", ERROR),  # OIDC Core §5.5
        ({"resource": "api"}, "url-resource", ERROR),  # RFC 8707 §2
        ({"resource": "https://api#x"}, "url-resource", ERROR),
        ({"client_secret": "x"}, "url-secret", ERROR),  # RFC 6749 §2.3.1
        ({"code_verifier": "x"}, "url-secret", ERROR),
        ({"custom": VERIFIER}, "url-verifier-leaked", ERROR),
        ({"grant_type": "authorization_code"}, "url-token-parameter", WARNING),
        ({"redirect_uri": quote("https://client.example/cb", safe="")}, "url-double-encoding", ERROR),
        ({"scope": "openid%20profile"}, "url-double-encoding", ERROR),
        ({"client_id": "YOUR_CLIENT_ID"}, "url-placeholder", WARNING),
        ({"client_id": "<client_id>"}, "url-placeholder", WARNING),
        ({"client_id": "${CLIENT_ID}"}, "url-placeholder", WARNING),
        ({"redirect_uri": None, "redirect_url": "https://a/"}, "url-unknown-name", WARNING),
        ({"client_id": None, "clientId": "a"}, "url-unknown-name", WARNING),
        ({"code_challenge": None, "code_challange": "a"}, "url-unknown-name", WARNING),
        ({"amp;prompt": "login"}, "url-html-escaped", ERROR),
        ({"state": "a b c d e f g h i j k l m n o p q r s t u v"}, "", INFO),
        ({"custom": "1", "audience": "x", "claims": "{}", "max_age": "60", "prompt": "login consent"}, "", INFO),
        ({"resource": "https://api.example/"}, "", INFO),
        ({"resource": "https://api.example/a%20b"}, "", INFO),
        ({"request_uri": "urn:example:1", "redirect_uri": None}, "url-unknown-name", None),  # RFC 9126 §4
        ({"login_hint_token": "x"}, "", INFO),
        ({"nonce": "", "scope": "profile"}, "url-unknown-name", None),
        ({"redirect_uri": "https://client.example/cb?next=%2Fhome"}, "", INFO),
        ({"scope": "profile", "nonce": None, "redirect_uri": "https://a.example/"}, "url-openid-missing", WARNING),
        ({"state": "x" + "ab1-_9" * 50}, "", INFO),
    ],
)
def test_parameters(changes: dict[str, str | None], rule: str, level: Level | None) -> None:
    """Each slip has its rule and its weight, None where it is no slip; "" means that nothing is left but passes."""
    report = check_authorization_url(_url(**changes))
    assert _rules(report).get(rule) == (level if rule else None), report
    assert bool(rule) or _rules(report) == {}
    assert report.ok == (Level.ERROR not in _rules(report).values())


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        (_url() + "#x", "url-fragment"),  # RFC 6749 §3.1
        (_url() + "&state=other", "url-duplicate"),  # RFC 6749 §3.1
        (_url("http://op.example/auth"), "url-not-encrypted"),  # RFC 6749 §3.1
        (_url("http://127.0.0.1.example/auth"), "url-not-encrypted"),
        (_url("http://128.0.0.1/auth"), "url-not-encrypted"),
        (_url("https://op.example@evil.example/auth"), "url-userinfo"),
        (_url().replace("%20", " "), "url-white-space"),
        ("nothing", "url-not-absolute"),
        (f"{_url()}&x=%", "url-encoding"),
    ],
)
def test_the_text_of_the_url(url: str, rule: str) -> None:
    """What is wrong before any parameter is looked at is an error, raised too."""
    report = check_authorization_url(url)
    assert _rules(report)[rule] is Level.ERROR
    with pytest.raises(ValidationError):
        check_authorization_url(url).raise_errors()


def test_a_state_that_was_used_before() -> None:
    """RFC 6749 §10.12: state protects only once."""
    report = check_authorization_url(_url(), used_states=[RIGHT["state"]])
    assert _rules(report) == {"url-state-reused": Level.ERROR}


def test_no_message_holds_a_secret() -> None:
    """A verifier or a secret in the URL is named, not repeated."""
    report = check_authorization_url(_url(custom=VERIFIER, client_secret="s3cr3t-s3cr3t"))
    text = repr(report)
    assert VERIFIER not in text
    assert "s3cr3t" not in text


def test_marks_count_in_the_url() -> None:
    """A mark points into the URL without the white space around it."""
    url = f"{_url()}#x#y"
    (mark,) = next(finding for finding in check_authorization_url(f"  {url} ") if finding.rule == "url-fragment").marks
    assert url[mark.start : mark.end] == "#x#y"


def test_other_types_are_a_misuse() -> None:
    """What is neither str nor bytes raises UsageError."""
    with pytest.raises(UsageError):
        check_authorization_url(None)  # type: ignore[arg-type]


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
