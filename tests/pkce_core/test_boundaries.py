"""Exact edges of rules, and every argument that one function hands on to another: what mutation testing asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import pkce_core
from pkce_core import ValidationError

if TYPE_CHECKING:
    from pkce_core import Report


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report}


def test_validating_a_redirect_uri_hands_everything_on() -> None:
    """RFC 9700 §2.1: the profile's rules and the registered URI count."""
    pkce_core.check_redirect_uri(
        "http://127.0.0.1/cb", profile="native", registered="http://127.0.0.1/cb"
    ).raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_redirect_uri("http://127.0.0.1/cb", profile="strict").raise_errors()
    with pytest.raises(ValidationError):
        pkce_core.check_redirect_uri("https://a.example/cb", registered="https://a.example/other").raise_errors()


def test_a_new_pair_has_32_octets() -> None:
    """RFC 7636 §4.1 recommends 32 octets, which are 43 characters."""
    assert len(pkce_core.generate_pair().code_verifier) == 43


def test_a_pattern_ends_at_its_first_star() -> None:
    """Servers read one * at the end of a path; what follows it makes it no such pattern."""
    report = pkce_core.check_redirect_uri(
        "https://a.example/*/x", profile="keycloak", registered="https://a.example/*/*"
    )
    assert {"redirect-uri-mismatch"} <= rules(report)
    assert "redirect-uri-pattern" not in rules(report)


@pytest.mark.parametrize(("wrong", "mistyped"), [(3, True), (4, False)])
def test_how_many_wrong_characters_are_a_slip(wrong: int, mistyped: bool) -> None:
    """Up to three places look mistyped; more look like another challenge."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    challenge = pkce_core.derive_code_challenge(verifier)
    changed = "".join("A" if at < wrong and letter != "A" else letter for at, letter in enumerate(challenge))
    diagnosis = pkce_core.diagnose_challenge(verifier, changed)
    assert diagnosis is not None
    assert ("This challenge is right, but" in diagnosis.explanation) is mistyped


VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


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
    found = {name for name in rules(pkce_core.check_pair(VERIFIER, challenge, method)) if name.startswith("pair-")}
    assert found == ({rule} if rule else set())


def test_swapped_values_are_said_to_be_swapped() -> None:
    """Whatever else was done to the challenge, the swap is said first; alone, it is all that is said."""
    challenge = pkce_core.derive_code_challenge(VERIFIER)
    alone = pkce_core.diagnose_challenge(challenge, VERIFIER)
    more = pkce_core.diagnose_challenge(f"{challenge}=", VERIFIER)
    assert alone is not None
    assert more is not None
    assert alone.explanation == "The verifier and the challenge are in each other's place."
    assert more.explanation.startswith(f"{alone.explanation} ")


def test_half_characters_are_compared_as_they_are() -> None:
    """A lone surrogate on either side is no reason to give up."""
    assert pkce_core.diagnose_challenge("\ud800" * 43, "x" * 43) is not None
    assert pkce_core.diagnose_challenge(VERIFIER, "\ud800" * 43) is not None


@pytest.mark.parametrize("block", [0, 1, 4095, 4096, 4097, 9000])
def test_marks_stand_where_two_uris_part(block: int) -> None:
    """RFC 9700 §2.1 compares texts; the mark is exact, however far from the start."""
    start = len("https://a.example/") + block
    one, other = (f"https://a.example/{'p' * block}{middle}/tail" for middle in ("abc", "xyz1"))
    difference = pkce_core.compare_redirect_uri(one, other)
    assert difference is not None
    assert [(mark.start, mark.end) for mark in difference.marks] == [(start, start + 3)]
    assert [(mark.start, mark.end) for mark in difference.registered_marks] == [(start, start + 4)]


@pytest.mark.parametrize(
    "text",
    ["https://user:secret@a.example/cb", "https://a.example/cb?key=secret", "https://a.example/cb#secret-part"],
)
def test_a_difference_shows_no_secret(text: str) -> None:
    """A user name, a query and a fragment may hold secrets: their characters are counted, not shown."""
    difference = pkce_core.compare_redirect_uri(text, "https://a.example/cb")
    assert difference is not None
    assert "secret" not in repr(difference)
    assert any(mark.found == "nothing" for mark in difference.registered_marks)
