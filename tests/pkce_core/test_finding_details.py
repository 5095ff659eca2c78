"""What a finding carries besides its rule: how serious it is, the section behind it, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import (
    Finding,
    Level,
    check_authorization_response,
    check_authorization_url,
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
