"""A verifier and a challenge together: made, compared, and judged whatever they are."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core import Level, PkceError, Report, UsageError, ValidationError, check_pair
from pkce_core.pkce.pair import PkcePair
from pkce_core.text.alphabets import UNRESERVED

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "rfc7636.json").read_text("utf-8"))
VERIFIER: str = VECTORS["pairs"][0]["code_verifier"]
CHALLENGE: str = VECTORS["pairs"][0]["code_challenge"]
STRONG = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
VERIFIERS = st.text(alphabet=UNRESERVED, min_size=43, max_size=128)
ANYTHING = st.one_of(st.text(max_size=200), st.binary(max_size=200), VERIFIERS)


@pytest.mark.parametrize("pair", VECTORS["pairs"], ids=lambda pair: pair["source"])
def test_published_pairs(pair: dict[str, str]) -> None:
    """Each published verifier gives its published challenge, and the pair checks."""
    verifier, challenge = pair["code_verifier"], pair["code_challenge"]
    assert pkce_core.derive_code_challenge(verifier) == challenge
    assert pkce_core.check_pair(verifier, challenge).ok
    pkce_core.check_pair(verifier.encode(), challenge.encode()).raise_errors()


def test_generated_pair() -> None:
    """A pair has its three wire names, S256, and keeps the secret out of its repr."""
    pair = pkce_core.generate_pair()
    assert isinstance(pair, PkcePair)
    assert pkce_core.check_pair(pair.code_verifier, pair.code_challenge, pair.code_challenge_method).ok
    assert pair.code_verifier not in repr(pair)


def test_a_new_pair_has_32_octets() -> None:
    """RFC 7636 §4.1 recommends 32 octets, which are 43 characters."""
    assert len(pkce_core.generate_pair().code_verifier) == 43


@pytest.mark.parametrize(
    ("challenge", "rule", "level", "hint"),
    [
        (CHALLENGE, "pair-match", Level.PASS, ""),
        (CHALLENGE.swapcase(), "pair-mismatch", Level.ERROR, "Derive the challenge again"),
    ],
)
def test_a_pair(challenge: str, rule: str, level: Level, hint: str) -> None:
    """RFC 7636 §4.6: what the server compares."""
    finding = next(finding for finding in check_pair(VERIFIER, challenge) if finding.rule == rule)
    assert (finding.level, str(finding.spec), finding.marks) == (level, "RFC 7636 §4.6", ())
    assert finding.hint.startswith(hint) if hint else finding.hint == ""


@pytest.mark.parametrize(
    ("challenge", "method", "rule"),
    [
        (VERIFIER, "plain", "pair-match"),
        (VERIFIER, None, "pair-match"),
        (VERIFIER[::-1], "plain", "pair-mismatch"),
        (VERIFIER[::-1], None, "pair-mismatch"),
        (VERIFIER, "S512", None),
    ],
)
def test_plain_pairs_are_compared(challenge: str, method: str | None, rule: str | None) -> None:
    """RFC 7636 §4.6: with plain, and with no method at all, verifier and challenge are the same text."""
    found = [finding.rule for finding in check_pair(VERIFIER, challenge, method) if finding.rule.startswith("pair-")]
    assert found == ([rule] if rule else [])


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


@pytest.mark.parametrize(
    ("verifier", "says", "hint"),
    [
        ("x" * 32, "11 too few", "Let it make a verifier of 43 to 128 characters"),
        ("x" * 134, "6 too many", "Let it make a verifier of 43 to 128 characters"),
        ("x" * 50 + ",", "a comma.", "your program really used this verifier. A verifier contains only"),
        ("x" * 50 + "\n", "(the line end that echo", "your program really used this verifier."),
    ],
)
def test_a_match_disproves_a_wrong_copy(verifier: str, says: str, hint: str) -> None:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    (finding,) = check_pair(verifier, challenge).errors
    assert says in finding.message
    assert hint in finding.hint
    assert "Make sure" not in finding.hint
    assert not any(mark.likely.startswith("copied") for mark in finding.marks)
