"""What a finding carries besides its rule: how serious it is, the section behind it, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import (
    Finding,
    Level,
    check_authorization_response,
    check_authorization_url,
    check_redirect_uri,
    derive_code_challenge,
)

if TYPE_CHECKING:
    from pkce_core import Report

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = derive_code_challenge(VERIFIER)
ENDPOINT = "https://op.example/auth"
ERROR, WARNING, INFO = Level.ERROR, Level.WARNING, Level.INFO

Details = tuple[str, Level, str, str, tuple[tuple[int, int], ...]]


def _find(report: Report, rule: str) -> Finding:
    return next(finding for finding in report if finding.rule == rule)


def _holds(report: Report, details: Details) -> None:
    """The report has the finding; an empty hint means that there is none."""
    rule, level, spec, hint, places = details
    finding = _find(report, rule)
    assert (finding.level, str(finding.spec)) == (level, spec)
    assert finding.hint.startswith(hint) if hint else finding.hint == ""
    assert tuple((mark.start, mark.end) for mark in finding.marks) == places


@pytest.mark.parametrize(
    ("url", "details"),
    [
        (f"{ENDPOINT}?client_id=c#x", ("url-fragment", ERROR, "RFC 6749 §3.1", "In a value, write %23", ((35, 37),))),
        (f"{ENDPOINT}?scope=a  b", ("url-white-space", ERROR, "RFC 6749 §3.1", "Write a space as %20", ((31, 33),))),
        ("http://op.example/a", ("url-not-encrypted", ERROR, "RFC 6749 §3.1", "Use https.", ())),
        ("https://u@op.example/a", ("url-userinfo", ERROR, "RFC 6749 §3.1", "", ())),
        (f"{ENDPOINT}?a=b&amp;c=d", ("url-html-escaped", ERROR, "RFC 6749 §3.1", "Write & for &amp;.", ())),
        (f"{ENDPOINT}?client_secret=x", ("url-secret", ERROR, "RFC 6749 §2.3.1", "Take it out", ())),
        (f"{ENDPOINT}?code=x", ("url-token-parameter", WARNING, "RFC 6749 §3.1", "Leave it out here.", ())),
        (f"{ENDPOINT}?scope=a%2520b", ("url-double-encoding", ERROR, "RFC 3986 §2.4", "Encode each value once.", ())),
        (f"{ENDPOINT}?redirect_url=x", ("url-unknown-name", WARNING, "RFC 6749 §3.1", "Write redirect_uri.", ())),
        (f"{ENDPOINT}?nonce=%3Cnonce%3E", ("url-placeholder", WARNING, "RFC 6749 §3.1", "Put your own value", ())),
        (
            f"{ENDPOINT}?code_challenge={CHALLENGE}&x={VERIFIER}",
            ("url-verifier-leaked", ERROR, "RFC 7636 §7.1", "Make a new pair", ()),
        ),
        (f"{ENDPOINT}?a=1&a=2", ("url-duplicate", ERROR, "RFC 6749 §3.1", "Send it once.", ())),
        (f"{ENDPOINT}?a=%ff", ("url-encoding", ERROR, "RFC 6749 Appendix B", "A percent sign in a value", ((26, 27),))),
        (f"{ENDPOINT}?a=1", ("url-client-id-missing", ERROR, "RFC 6749 §4.1.1", "", ())),
    ],
)
def test_an_authorization_url(url: str, details: Details) -> None:
    """RFC 6749 §3.1 and the sections that go further: what to do, and where in the URL."""
    _holds(check_authorization_url(url), details)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("x" * 100_001, ("response-length", ERROR, "RFC 6749 §4.1.2", "Paste the address line only.", ())),
        ("hello world", ("response-unknown", ERROR, "RFC 6749 §4.1.2", "Paste the whole address", ())),
        ("code=%zz", ("response-encoding", ERROR, "RFC 6749 §4.1.2", "Copy the address again", ())),
        ("code=a&code=b", ("response-duplicate", ERROR, "RFC 6749 §3.1", "Do not use this response.", ())),
        ("https://a.example/cb#code=a&state=b", ("response-fragment", INFO, "None", "", ())),
        ("'code=a&state=b'", ("response-repaired", INFO, "None", "", ())),
    ],
)
def test_a_redirect(text: str, details: Details) -> None:
    """RFC 6749 §4.1.2: why a text is no response, and what to paste instead; what was repaired is information."""
    _holds(check_authorization_response(text, state="b"), details)


LOCAL = "Use http://127.0.0.1 or https."
NAME = "A name is what its end says. Use https, or the local name alone."


@pytest.mark.parametrize(
    ("profile", "uri", "what", "hint"),
    [
        ("banno-admin", "http://8.8.8.8/", "8.8.8.8.", "Use https."),
        ("banno-admin", "http://[::ffff:127.0.0.1]/", "is judged as IPv6.", LOCAL),
        ("banno-admin", "http://0.0.0.0/", "not where a browser goes.", LOCAL),
        ("banno-admin", "http://[::1]/", "the loopback address of IPv6.", LOCAL),
        ("banno-admin", "http://a.localhost/", "a name below localhost.", LOCAL),
        ("banno-admin", "http://localhost.evil.example/", "localhost.evil.example.", NAME),
        ("banno-admin", "http://127.0.0.1.evil.example/", "127.0.0.1.evil.example.", NAME),
        ("banno-admin", "http://app.local.evil.example/", "app.local.evil.example.", NAME),
        ("banno-admin", "http://evil.example/", "evil.example.", "Use https."),
        ("google", "http://10.0.0.1/", "10.0.0.1, an address of a local network.", "Use https."),
        ("google", f"http://{'a' * 59}.{'b' * 59}/", f"{'a' * 59}.{'b' * 20}... (119 characters).", "Use https."),
        ("strict", "http://localhost/", "localhost.", "Use https."),
    ],
)
def test_http_that_is_refused(profile: str, uri: str, what: str, hint: str) -> None:
    """RFC 9700 §2.6: the message says what the host is when it may look local, and the hint what to write instead."""
    finding = _find(check_redirect_uri(uri, profile=profile), "redirect-uri-http")
    assert finding.level is ERROR
    assert finding.message.endswith(what)
    assert finding.hint == hint


@pytest.mark.parametrize(
    ("host", "goes"),
    [
        ("8.8.8.8", "to 8.8.8.8."),
        ("10.0.0.1", "to 10.0.0.1, an address of a local network."),
        ("[::ffff:7f00:1]", "to [::ffff:7f00:1], an IPv6 address that carries an IPv4 one and is judged as IPv6."),
    ],
)
def test_http_that_is_discouraged(host: str, goes: str) -> None:
    """RFC 9700 §2.6: where a server may accept http, the message still says who can read the answer."""
    finding = _find(check_redirect_uri(f"http://{host}/", profile="okta"), "redirect-uri-http")
    assert (finding.level, str(finding.spec)) == (WARNING, "RFC 9700 §2.6")
    assert "unencrypted" in finding.message
    assert finding.message.endswith(goes)


@pytest.mark.parametrize(
    ("profile", "uri", "shown"),
    [
        ("strict", f"{'a' * 41}.b:/cb", f"The scheme {'a' * 40}... (43 characters) is neither."),
        ("strict", "com.example:/cb", "The scheme com.example is neither."),
        ("banno-admin", "com.example:/cb", "and http for localhost, names ending in .local"),
        ("native", "myapp:/cb", "The scheme myapp holds no dot"),
        ("native", "com.example://cb", "What follows com.example:// is read as a host"),
    ],
)
def test_the_scheme_is_named(profile: str, uri: str, shown: str) -> None:
    """A reader sees which scheme was judged, cut short when it is long."""
    report = check_redirect_uri(uri, profile=profile)
    assert any(shown in finding.message for finding in report), report


@pytest.mark.parametrize(
    ("host", "named"),
    [
        ("xn--lcalhost-nbh", "CYRILLIC SMALL LETTER O, a letter of another script."),
        ("xn--bcher-kva.example", "LATIN SMALL LETTER U WITH DIAERESIS."),
    ],
)
def test_other_letters_in_a_host_are_named(host: str, named: str) -> None:
    """Only the letters that are not ASCII: they are the ones that look like others."""
    finding = _find(check_redirect_uri(f"https://{host}/cb"), "redirect-uri-host-script")
    assert finding.message.endswith(f"other letters: {named}")
