"""Verifier, challenge and pair: generated, derived, checked, validated."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import Level, PkceError, Report, UsageError, ValidationError
from pkce_core.pkce.derivation import DerivationSteps
from pkce_core.pkce.pair import PkcePair
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))
VERIFIER: str = VECTORS["pairs"][0]["code_verifier"]
CHALLENGE: str = VECTORS["pairs"][0]["code_challenge"]
STRONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
ANYTHING = st.one_of(st.text(max_size=200), st.binary(max_size=200), VERIFIERS)


def _rules(report: Report) -> list[str]:
    return [finding.rule for finding in report]


@pytest.mark.parametrize("pair", VECTORS["pairs"], ids=lambda pair: pair["source"])
def test_published_pairs(pair: dict[str, str]) -> None:
    """Each published verifier gives its published challenge, and the pair checks."""
    verifier, challenge = pair["code_verifier"], pair["code_challenge"]
    assert pkce_core.derive_code_challenge(verifier) == challenge
    assert pkce_core.check_pair(verifier, challenge).ok
    pkce_core.check_pair(verifier.encode(), challenge.encode()).raise_errors()


@pytest.mark.parametrize(("octets", "length"), [(32, 43), (33, 44), (64, 86), (96, 128)])
def test_generated_verifiers_keep_the_grammar(octets: int, length: int) -> None:
    """32 to 96 octets give 43 to 128 characters (RFC 7636 §4.1), different ones each time."""
    one, other = pkce_core.generate_code_verifier(octets), pkce_core.generate_code_verifier(octets)
    assert one != other
    assert len(one) == length
    pkce_core.check_code_verifier(one).raise_errors()


@pytest.mark.parametrize("octets", [31, 97, -1, 10**9, True, 32.0, "32", None])
def test_other_sizes_are_a_misuse(octets: Any) -> None:
    """Fewer than 32 octets are too weak, more than 96 too long, and nothing else is a number of octets."""
    with pytest.raises(UsageError, match="32 to 96"):
        pkce_core.generate_code_verifier(octets)


def test_generated_pair() -> None:
    """A pair has its three wire names, S256, and keeps the secret out of its repr."""
    pair = pkce_core.generate_pair()
    assert isinstance(pair, PkcePair)
    assert pkce_core.check_pair(pair.code_verifier, pair.code_challenge, pair.code_challenge_method).ok
    assert pair.code_verifier not in repr(pair)


@given(VERIFIERS)
def test_derived_challenges_check(verifier: str) -> None:
    """Whatever is derived is a well-formed challenge that belongs to its verifier, under both methods."""
    challenge = pkce_core.derive_code_challenge(verifier)
    assert len(challenge) == 43
    assert pkce_core.check_pair(verifier, challenge).ok
    assert pkce_core.derive_code_challenge(verifier, "plain") == verifier
    assert pkce_core.check_pair(verifier, verifier, "plain").ok


@pytest.mark.parametrize("method", ["s256", "S-256", "PLAIN", "", None])
def test_unknown_methods_are_a_misuse(method: Any) -> None:
    """Method names are case-sensitive, and nothing falls back to plain (RFC 7636 §7.2)."""
    with pytest.raises(UsageError, match="S256"):
        pkce_core.derive_code_challenge(STRONG, method)


@pytest.mark.parametrize("derive", [pkce_core.derive_code_challenge, pkce_core.derivation_steps])
def test_deriving_from_a_wrong_verifier_raises_with_the_report(derive: Any) -> None:
    """An error carries the findings, and its text holds no secret."""
    with pytest.raises(ValidationError) as caught:
        derive(f"{STRONG} ")
    assert _rules(caught.value.report) == ["verifier-character"]
    assert STRONG not in str(caught.value) + repr(caught.value)
    with pytest.raises(UsageError):
        derive(7)
    with pytest.raises(ValidationError):
        derive(b"\xff")


@pytest.mark.parametrize("pair", VECTORS["pairs"], ids=lambda pair: pair["source"])
def test_octets_are_derived_from_like_text(pair: dict[str, str]) -> None:
    """What the checks take, the derivations take: text or its octets, with the same result."""
    text = pair["code_verifier"]
    assert pkce_core.derive_code_challenge(text.encode()) == pair["code_challenge"]
    assert pkce_core.derive_code_challenge(text.encode(), "plain") == text
    assert pkce_core.derivation_steps(text.encode()) == pkce_core.derivation_steps(text)


def test_derivation_steps() -> None:
    """Each step of RFC 7636 Appendix B, from octets to base64url."""
    steps = pkce_core.derivation_steps(VERIFIER)
    assert isinstance(steps, DerivationSteps)
    assert (steps.octets, bytes.fromhex(steps.ascii_hex).decode()) == (43, VERIFIER)
    assert steps.sha256_hex == "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3"
    assert steps.base64 == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM="
    assert steps.base64url == steps.challenge == CHALLENGE
    assert VERIFIER not in repr(steps)
    assert steps.ascii_hex not in repr(steps)


@pytest.mark.parametrize(
    ("verifier", "rule", "message"),
    [
        ("", "verifier-empty", "The verifier is empty. It has 43 to 128 characters."),
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
    ("method", "rule", "level"),
    [
        ("plain", "method-plain", Level.WARNING),
        (None, "method-missing", Level.WARNING),
        ("s256", "method-unknown", Level.ERROR),
    ],
)
def test_methods_that_are_not_s256(method: str | None, rule: str, level: Level) -> None:
    """plain and its silent default are warned of; an unknown method is an error (RFC 7636 §4.3)."""
    finding = pkce_core.check_code_challenge(STRONG, method).findings[0]
    assert (finding.rule, finding.level) == (rule, level)
    assert pkce_core.check_pair(STRONG, STRONG, method).ok == (level is Level.WARNING)


def test_validation_raises_the_error_of_the_first_wrong_part() -> None:
    """Verifier, then challenge, then the two together; each error carries its report."""
    with pytest.raises(ValidationError):
        pkce_core.check_code_verifier("short").raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_pair("short", "x").raise_errors()
    with pytest.raises(ValidationError) as malformed:
        pkce_core.check_pair(STRONG, f"{CHALLENGE}=").raise_errors()
    assert malformed.value.report.errors[0].rule.startswith("challenge-")
    with pytest.raises(ValidationError):
        pkce_core.check_pair(STRONG, STRONG, "S512").raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_code_challenge("x").raise_errors()
    pkce_core.check_code_challenge(CHALLENGE).raise_errors()
    with pytest.raises(ValidationError) as mismatch:
        pkce_core.check_pair(STRONG, CHALLENGE).raise_errors()
    assert [finding.rule for finding in mismatch.value.report.errors] == ["pair-mismatch"]
    assert CHALLENGE not in str(mismatch.value) + repr(mismatch.value)


@pytest.mark.parametrize(
    ("verifier", "rule", "level", "says"),
    [
        (VERIFIER, "verifier-published", Level.WARNING, "RFC 7636 Appendix B"),
        (VECTORS["pairs"][1]["code_verifier"], "verifier-published", Level.WARNING, "OAuth 2.1"),
        ("a" * 43, "verifier-one-character", Level.WARNING, "one character repeated"),
        ("Passw0rd-" * 5, "verifier-repeated", Level.WARNING, "at most 54 bits"),
        ("x9Kq-2mZ7pA" * 4, "verifier-repeated", Level.WARNING, "the same 11 characters"),
        (UNRESERVED[:50], "verifier-sequence", Level.WARNING, "runs through the alphabet"),
        ("0190834107590134785091348507134850713", "verifier-length", Level.ERROR, ""),
        ("0190834107590134785091348507134850713901", "verifier-length", Level.ERROR, ""),
        ("019083410759013478509134850713485071390187340", "verifier-few-characters", Level.WARNING, "at most 149 bits"),
        ("0123456789" + "9081726354" * 11 + "55201764", "verifier-few-characters", Level.INFO, "only digits"),
        (
            "aAbBcCdD-_" * 2 + "AbaBdCcDDdaAbB_-cCaAbBd",
            "verifier-few-characters",
            Level.WARNING,
            "10 different characters",
        ),
        (
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301-9b2d77a4-5c1e-4d0b-8f6a-1e2d3c4b5a69",
            "verifier-uuid",
            Level.WARNING,
            "2 UUIDs, of 122 random bits each: at most 250 bits",
        ),
        (
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301aZ3-q7x",
            "verifier-uuid",
            Level.WARNING,
            "a UUID, of 122 random bits: at",
        ),
        (f"3f2504e0-4f89-41d3-9a0c-0305e82c3301{STRONG}", "verifier-grammar", Level.PASS, ""),
        ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0", "verifier-hex", Level.WARNING, "at most 172 bits"),
        (
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "verifier-hex",
            Level.INFO,
            "at most 256 bits",
        ),
        (STRONG, "verifier-grammar", Level.PASS, ""),
    ],
)
def test_weak_verifiers(verifier: str, rule: str, level: Level, says: str) -> None:
    """RFC 7636 §7.1 recommends 256 bits; what cannot have them is warned of, with an upper bound."""
    last = pkce_core.check_code_verifier(verifier).findings[-1]
    assert (last.rule, last.level) == (rule, level)
    assert says in last.message
    assert verifier not in last.message


@pytest.mark.parametrize(
    "call",
    [
        pkce_core.check_code_verifier,
        pkce_core.check_code_challenge,
        lambda value: pkce_core.check_pair(value, ""),
        lambda value: pkce_core.check_pair("", value),
        pkce_core.derive_code_challenge,
        lambda value: pkce_core.diagnose_challenge(value, "x"),
    ],
)
@pytest.mark.parametrize("value", [None, 7, [], bytearray(b"x")])
def test_other_types_are_a_misuse(call: Any, value: Any) -> None:
    """Only str and bytes are judged."""
    with pytest.raises(UsageError):
        call(value)


@given(ANYTHING, ANYTHING, st.one_of(st.none(), st.sampled_from(["S256", "plain"]), st.text(max_size=9)))
def test_any_input_gives_a_report_or_an_error_of_ours(verifier: Any, challenge: Any, method: Any) -> None:
    """No text and no octets bring out any other exception."""
    assert isinstance(pkce_core.check_pair(verifier, challenge, method), Report)
    calls: list[Any] = [
        lambda: pkce_core.check_pair(verifier, challenge, method).raise_errors(),
        lambda: pkce_core.derive_code_challenge(verifier, method),
        lambda: pkce_core.derivation_steps(verifier),
    ]
    for call in calls:
        with contextlib.suppress(PkceError):
            call()


def test_ten_megabytes() -> None:
    """A text of 10 MB is judged in one pass, and its message stays short."""
    for text in ("x" * 10**7, "\U0001f600\n" * 5 * 10**6, '<script>"' * 10**6):
        report = pkce_core.check_pair(text, text)
        assert not report.ok
        assert all(len(finding.message) < 800 and len(finding.marks) <= 32 for finding in report)
