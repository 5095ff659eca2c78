"""What a finding carries besides its rule: how serious it is, the section behind it, what to do, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import (
    Finding,
    Level,
    check_code_challenge,
    check_code_verifier,
    check_pair,
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
