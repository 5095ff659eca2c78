"""What a finding carries besides its rule: how serious it is, the section behind it, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import (
    Finding,
    Level,
    check_authorization_response,
    check_authorization_url,
    check_code_challenge,
    check_code_verifier,
    check_pair,
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
    ("text", "details"),
    [
        ("", ("verifier-empty", ERROR, "RFC 7636 §4.1", "", ())),
        ("x" * 42, ("verifier-length", ERROR, "RFC 7636 §4.1", "Make sure that you copied all of it.", ())),
        ("x" * 129, ("verifier-length", ERROR, "RFC 7636 §4.1", "Make sure that you copied nothing else", ())),
        (f"{VERIFIER}!", ("verifier-character", ERROR, "RFC 7636 §4.1", "A verifier is made of", ((43, 44),))),
        (b"x\xff", ("verifier-not-text", ERROR, "RFC 7636 §4.1", "Save or send the text in UTF-8.", ((1, 2),))),
    ],
)
def test_a_verifier(text: str | bytes, details: Details) -> None:
    """RFC 7636 §4.1: the section, what to do about it, and the place of a character that is not allowed."""
    _holds(check_code_verifier(text), details)


@pytest.mark.parametrize(
    ("text", "method", "details"),
    [
        ("", "S256", ("challenge-empty", ERROR, "RFC 7636 §4.2", "", ())),
        (CHALLENGE[1:], "S256", ("challenge-length", ERROR, "RFC 7636 §4.2", "Make sure that you copied all", ())),
        (f"{CHALLENGE}x", "S256", ("challenge-length", ERROR, "RFC 7636 §4.2", "Make sure that you copied", ())),
        (
            f"{CHALLENGE[:-1]}N",
            "S256",
            ("challenge-leftover-bits", ERROR, "RFC 7636 §4.2", "Copy the challenge again, to its end.", ((42, 43),)),
        ),
        (f"~{CHALLENGE[1:]}", "S256", ("challenge-character", ERROR, "RFC 7636 §4.2", "A challenge is", ((0, 1),))),
        (b"\xff", "S256", ("challenge-not-text", ERROR, "RFC 7636 §4.2", "Save or send the text in UTF-8.", ((0, 1),))),
        (CHALLENGE, None, ("method-missing", WARNING, "RFC 7636 §4.3", "Send code_challenge_method=S256.", ())),
        (CHALLENGE, "plain", ("method-plain", WARNING, "RFC 7636 §7.2", "Send code_challenge_method=S256.", ())),
        (CHALLENGE, "s256", ("method-unknown", ERROR, "RFC 7636 §4.3", "Send code_challenge_method=S256.", ())),
    ],
)  # fmt: skip
def test_a_challenge(text: str | bytes, method: str | None, details: Details) -> None:
    """RFC 7636 §4.2 and §4.3; and §7.2 for plain, which a client must not fall back to."""
    _holds(check_code_challenge(text, method), details)


@pytest.mark.parametrize(
    ("challenge", "details"),
    [
        (CHALLENGE, ("pair-match", Level.PASS, "RFC 7636 §4.6", "", ())),
        (CHALLENGE.swapcase(), ("pair-mismatch", ERROR, "RFC 7636 §4.6", "Derive the challenge again", ())),
    ],
)
def test_a_pair(challenge: str, details: Details) -> None:
    """RFC 7636 §4.6: what the server compares."""
    _holds(check_pair(VERIFIER, challenge), details)


def test_a_mark_of_a_wrong_octet_names_it() -> None:
    """The octet is shown as a number, because it is no character."""
    (mark,) = _find(check_code_verifier(b"ab\xfe"), "verifier-not-text").marks
    assert (mark.found, mark.likely) == ("the octet 0xFE", "not text in UTF-8")


def test_a_mark_of_a_last_character_names_it() -> None:
    """A challenge whose last character no hash ends in was mistyped or cut off there."""
    (mark,) = _find(check_code_challenge(f"{CHALLENGE[:-1]}N"), "challenge-leftover-bits").marks
    assert (mark.found, mark.likely) == ("N", "mistyped or cut off")


@pytest.mark.parametrize(
    ("what", "text", "message"),
    [
        ("challenge", f"{VERIFIER}+", "A challenge is made of A-Z a-z 0-9 - . _ ~ only."),
        ("challenge S256", f"{CHALLENGE[1:]}+", "A challenge is made of A-Z a-z 0-9 - _ only."),
        ("verifier", f"{VERIFIER}+", "A verifier is made of A-Z a-z 0-9 - . _ ~ only."),
    ],
)
def test_the_alphabet_that_counts_is_named(what: str, text: str, message: str) -> None:
    """RFC 7636 §4.1 and §4.2: a plain challenge may hold what a verifier may, an S256 challenge may not."""
    if what == "verifier":
        assert _find(check_code_verifier(text), "verifier-character").hint == message
    else:
        report = check_code_challenge(text, "S256" if what.endswith("S256") else "plain")
        assert _find(report, "challenge-character").hint == message


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
