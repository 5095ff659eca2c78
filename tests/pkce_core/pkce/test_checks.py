"""A verifier and a challenge, each on its own: length, characters, method, and what a finding says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pkce_core
from pkce_core import Finding, Level, Report, check_code_challenge, check_code_verifier
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))
CHALLENGE: str = VECTORS["pairs"][0]["code_challenge"]
STRONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
OTHER = pkce_core.derive_code_challenge(STRONG)
ERROR, WARNING = Level.ERROR, Level.WARNING

Details = tuple[str, Level, str, str, tuple[tuple[int, int], ...]]


def _rules(report: Report) -> list[str]:
    return [finding.rule for finding in report]


def _find(report: Report, rule: str) -> Finding:
    return next(finding for finding in report if finding.rule == rule)


def _has(report: Report, details: Details) -> None:
    """Fail unless the report has the finding; an empty hint means that there is none."""
    rule, level, spec, hint, places = details
    finding = _find(report, rule)
    assert (finding.level, str(finding.spec)) == (level, spec)
    assert finding.hint.startswith(hint) if hint else finding.hint == ""
    assert tuple((mark.start, mark.end) for mark in finding.marks) == places


@pytest.mark.parametrize(
    ("verifier", "rule", "message"),
    [
        ("", "verifier-empty", "The verifier is empty. It must have 43 to 128 characters."),
        ("a", "verifier-length", "The verifier has 1 character, 42 too few."),
        (STRONG[:42], "verifier-length", "The verifier has 42 characters, 1 too few."),
        (STRONG * 3, "verifier-length", "The verifier has 129 characters, 1 too many."),
    ],
)
def test_length(verifier: str, rule: str, message: str) -> None:
    """RFC 7636 §4.1: a minimum length of 43 characters and a maximum length of 128 characters."""
    report = pkce_core.check_code_verifier(verifier)
    assert _rules(report) == [rule]
    assert report.findings[0].message.startswith(message)
    assert str(report.findings[0].spec) == "RFC 7636 §4.1"


@pytest.mark.parametrize("length", [43, 128])
def test_both_ends_of_the_length_are_allowed(length: int) -> None:
    """43 and 128 characters are right, and every unreserved character is."""
    text = (STRONG + UNRESERVED + STRONG)[:length]
    assert _rules(pkce_core.check_code_verifier(text)) == ["verifier-grammar"]


def test_a_trailing_newline_is_no_part_of_the_grammar() -> None:
    """The newline that `$` would let through is an error with its place."""
    (finding,) = pkce_core.check_code_verifier(f"{STRONG}\n")
    assert (finding.marks[0].start, finding.marks[0].end, finding.marks[0].found) == (43, 44, "a newline")


def test_octets_that_are_not_text() -> None:
    """Octets outside UTF-8 are named by value and place."""
    (finding,) = pkce_core.check_code_verifier(STRONG.encode() + b"\xff")
    assert (finding.rule, finding.marks[0].start) == ("verifier-not-text", 43)
    assert "octet 44 is 0xFF" in finding.message
    (finding,) = pkce_core.check_code_challenge(b"\xfe")
    assert finding.rule == "challenge-not-text"


@pytest.mark.parametrize(
    ("challenge", "rules"),
    [
        (CHALLENGE, ["challenge-grammar"]),
        ("", ["challenge-empty"]),
        (f"{CHALLENGE}=", ["challenge-length", "challenge-character"]),
        (CHALLENGE.replace("-", "+"), ["challenge-character"]),
        (f"{CHALLENGE[:-1]}N", ["challenge-leftover-bits"]),
        (f"{CHALLENGE[:-1]}.", ["challenge-character"]),
    ],
)
def test_challenge_grammar(challenge: str, rules: list[str]) -> None:
    """An S256 challenge is 43 characters of base64url whose last one has no leftover bits (RFC 7636 §4.2)."""
    report = pkce_core.check_code_challenge(challenge)
    assert _rules(report) == rules
    assert all("challenge" in finding.message for finding in report)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("", ("verifier-empty", ERROR, "RFC 7636 §4.1", "", ())),
        ("x" * 42, ("verifier-length", ERROR, "RFC 7636 §4.1", "Make sure that you copied all of it.", ())),
        ("x" * 129, ("verifier-length", ERROR, "RFC 7636 §4.1", "Make sure that you copied nothing else", ())),
        (f"{STRONG}!", ("verifier-character", ERROR, "RFC 7636 §4.1", "A verifier contains only", ((43, 44),))),
        (b"x\xff", ("verifier-not-text", ERROR, "RFC 7636 §4.1", "Save or send the text as UTF-8.", ((1, 2),))),
    ],
)
def test_a_verifier(text: str | bytes, details: Details) -> None:
    """RFC 7636 §4.1: the section, what to do about it, and the place of a character that is not allowed."""
    _has(check_code_verifier(text), details)


@pytest.mark.parametrize(
    ("text", "method", "details"),
    [
        ("", "S256", ("challenge-empty", ERROR, "RFC 7636 §4.2", "", ())),
        (OTHER[1:], "S256", ("challenge-length", ERROR, "RFC 7636 §4.2", "Make sure that you copied all", ())),
        (f"{OTHER}x", "S256", ("challenge-length", ERROR, "RFC 7636 §4.2", "Make sure that you copied", ())),
        (
            f"{OTHER[:-1]}N",
            "S256",
            ("challenge-leftover-bits", ERROR, "RFC 7636 §4.2", "Copy the whole challenge again.", ((42, 43),)),
        ),
        (f"~{OTHER[1:]}", "S256", ("challenge-character", ERROR, "RFC 7636 §4.2", "A challenge contains", ((0, 1),))),
        (b"\xff", "S256", ("challenge-not-text", ERROR, "RFC 7636 §4.2", "Save or send the text as UTF-8.", ((0, 1),))),
        (OTHER, None, ("method-missing", WARNING, "RFC 7636 §4.3", "Send code_challenge_method=S256.", ())),
        (OTHER, "plain", ("method-plain", WARNING, "RFC 7636 §7.2", "Send code_challenge_method=S256.", ())),
        (OTHER, "s256", ("method-unknown", ERROR, "RFC 7636 §4.3", "Send code_challenge_method=S256.", ())),
    ],
)  # fmt: skip
def test_a_challenge(text: str | bytes, method: str | None, details: Details) -> None:
    """RFC 7636 §4.2 and §4.3; and §7.2 for plain, which a client must not fall back to."""
    _has(check_code_challenge(text, method), details)


def test_a_mark_of_a_wrong_octet_names_it() -> None:
    """The octet is shown as a number, because it is not a character."""
    (mark,) = _find(check_code_verifier(b"ab\xfe"), "verifier-not-text").marks
    assert (mark.found, mark.likely) == ("the octet 0xFE", "not text in UTF-8")


def test_a_mark_of_a_last_character_names_it() -> None:
    """A challenge whose last character no hash ends in was mistyped or cut off there."""
    (mark,) = _find(check_code_challenge(f"{OTHER[:-1]}N"), "challenge-leftover-bits").marks
    assert (mark.found, mark.likely) == ("N", "mistyped or cut off")


@pytest.mark.parametrize(
    ("what", "text", "message"),
    [
        ("challenge", f"{STRONG}+", "A challenge contains only A-Z a-z 0-9 - . _ ~."),
        ("challenge S256", f"{OTHER[1:]}+", "A challenge contains only A-Z a-z 0-9 - _."),
        ("verifier", f"{STRONG}+", "A verifier contains only A-Z a-z 0-9 - . _ ~."),
    ],
)
def test_the_alphabet_that_counts_is_named(what: str, text: str, message: str) -> None:
    """RFC 7636 §4.1 and §4.2: a plain challenge may contain the characters of a verifier, an S256 challenge may not."""
    if what == "verifier":
        assert _find(check_code_verifier(text), "verifier-character").hint == message
    else:
        report = check_code_challenge(text, "S256" if what.endswith("S256") else "plain")
        assert _find(report, "challenge-character").hint == message


def test_the_method_decides_what_a_challenge_may_be() -> None:
    """RFC 7636 §4.2: a plain challenge follows the grammar of a verifier, an S256 challenge does not."""
    with pytest.raises(pkce_core.ValidationError):
        check_code_challenge("x" * 128, "S256").raise_errors()
    check_code_challenge("x" * 128, "plain").raise_errors()
