"""A right challenge with a slip in it is called right, and the slip is named by kind and place."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.challenge_typos import Edit, fewest_edits
from pkce_core.text.alphabets import BASE64URL

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
C = derive_code_challenge(VERIFIER)
LETTERS = st.sampled_from(BASE64URL)


@pytest.mark.parametrize(
    ("challenge", "mistakes", "words"),
    [
        (C[:10] + C[11:], (), f'lacks "{C[10]}" before its character 11'),
        (C[:10] + C[10] + C[10:], (), f'has "{C[10]}" doubled at its character'),
        (f"{C[:10]}.{C[10:]}", (), 'has "." inserted as its character 11'),
        (f"{C[:10]}..{C[10:]}", (), 'has "." inserted as its character 11 and has "." doubled at its character 12'),
        (f"{C[:10]}~{C[11:]}", (), f'has "~" instead of "{C[10]}" at its character 11'),
        (f"{C[:10]}\u2013{C[11:]}", (), f'has an en dash instead of "{C[10]}" at its character 11'),
        (
            f"{C[:10]}~{C[11:]}=",
            ("padding",),
            f'its = padding and has "~" instead of "{C[10]}" at its character 11',
        ),
        (f"  {C[:10]}~{C[11:]}", ("whitespace",), "at its character 13"),
        (f"~~~{C[3:]}", (), "at its character 1, has"),
        (f"{C[:5]}{C[6]}{C[5]}{C[7:]}", (), "has its characters 6 and 7 the other way round"),
        (f"~{C[1:-1]}", (), f'at its character 1 and lacks "{C[-1]}" at its end'),
        (f"{C[:-1]}N", (), "at its character 43"),
        (C + C, (), "but it appears twice in a row."),
        (f"{C[:10]}~{C[11:]}" * 2, (), f'has "~" instead of "{C[10]}" at its character 11 and appears twice in a row.'),
        (f"{C}\n{C}", ("whitespace",), "appears twice in a row and is broken up by a newline"),
        (f"code_challenge={C}", (), "with its parameter name"),
        (f'{{"code_challenge": "{C}"}}', (), "with its parameter name"),
        (f"https://as.example/?code_challenge={C}&code_challenge_method=S256", (), "with its parameter name"),
        (f"b'{C}'", ("quoted",), "as Python prints bytes"),
        (f"{C}\\n", ("whitespace",), "ends in a spelled-out \\n"),
        (f"{C}.", (), 'has "." inserted as its character 44'),
        (f"&quot;{C}&quot;", (), "has 6 other characters before it and 6 other characters after it"),
        (f"{C}\x1b[31m", (), "has 5 other characters after it"),
        (f"x{C}\x1b[31m", (), 'has "x" before it and 5 other characters after it'),
        (C.encode("utf-16"), (), "saved as UTF-16"),
    ],
)
def test_a_slip_is_named(challenge: str | bytes, mistakes: tuple[str, ...], words: str) -> None:
    """It is not blamed on another verifier; a slug stands only for what has one."""
    diagnosis = diagnose_challenge(VERIFIER, challenge)
    assert diagnosis is not None
    assert diagnosis.mistakes == mistakes
    assert words in diagnosis.explanation
    assert "another verifier" not in diagnosis.explanation
    assert diagnosis.explanation.isprintable()


def test_a_challenge_encoded_again_is_recognised() -> None:
    """Base64url applied to the finished text."""
    from pkce_core.text.base64url import encode_base64url

    diagnosis = diagnose_challenge(VERIFIER, encode_base64url(C.encode()))
    assert diagnosis is not None
    assert diagnosis.explanation == "This challenge is right, but it is encoded in base64 once more."


@pytest.mark.parametrize(
    ("own", "right", "edits"),
    [
        ("axcd", "abcd", [Edit("mistyped", 11, "x", "b")]),
        ("abxcd", "abcd", [Edit("extra", 12, "x", "c")]),
        ("acd", "abcd", [Edit("missing", 11, "c", "b")]),
        ("abc", "abcd", [Edit("missing", 13, "", "d")]),
        ("abcde", "abcd", [Edit("extra", 14, "e", "")]),
        ("bacd", "abcd", [Edit("exchanged", 10, "b", "a")]),
        ("abdc", "abcd", [Edit("exchanged", 12, "d", "c")]),
        ("axcdy", "abcde", [Edit("mistyped", 11, "x", "b"), Edit("mistyped", 14, "y", "e")]),
        ("badce", "abcde", [Edit("exchanged", 10, "b", "a"), Edit("exchanged", 12, "d", "c")]),
        ("abcd", "abcd", []),
    ],
)
def test_edits_have_their_kind_and_place(own: str, right: str, edits: list[Edit]) -> None:
    """Each kind of slip, at the start, inside and at the end, counted from where the text stands."""
    assert fewest_edits(own, right, start=10) == tuple(edits)


@pytest.mark.parametrize("own", ["xyzd", "axyz", "abcdefg", "a", "bacdxy"])
def test_three_edits_are_too_many(own: str) -> None:
    """With enough edits every text becomes every other, so a third one is none."""
    assert fewest_edits(own, "abcd") is None


@pytest.mark.parametrize(
    "places", [(3, 10), (0, 42), (7, 8), (10, 27), (3, 11, 19), (19, 27, 35), (35, 41), (8, 24, 40)]
)
def test_slips_far_apart_are_found(places: tuple[int, ...]) -> None:
    """Wherever they are, the challenge is called right: one stretch without a slip is enough to look further."""
    challenge = "".join("~" if at in places else letter for at, letter in enumerate(C))
    diagnosis = diagnose_challenge(VERIFIER, challenge)
    assert diagnosis is not None
    assert diagnosis.explanation.startswith("This challenge is right, but")
    assert all(f"at its character {at + 1}" in diagnosis.explanation for at in places)


def test_the_first_of_two_copies_counts() -> None:
    """What stands around the right text is counted from its first copy on."""
    diagnosis = diagnose_challenge(VERIFIER, f"{C}...{C}")
    assert diagnosis is not None
    assert "46 other characters after it" in diagnosis.explanation


@given(st.integers(1, 41), st.integers(1, 41), LETTERS, st.sampled_from(["mistyped", "missing", "extra"]))
def test_any_two_slips_are_found(one: int, other: int, letter: str, kind: str) -> None:
    """Two slips of any kinds, anywhere inside."""
    text = f"{C[:one]}{letter}{C[one + 1 :]}"
    changed = {"mistyped": letter + text[other + 1 :], "missing": text[other + 1 :], "extra": letter + text[other:]}
    text = text[:other] + changed[kind]
    edits = fewest_edits(text, C)
    assert edits is not None
    assert len(edits) <= 2


@given(st.text(alphabet=BASE64URL, min_size=41, max_size=45))
def test_unrelated_text_has_no_slips(text: str) -> None:
    """Two edits do not make one challenge of another."""
    assume(sum(one != other for one, other in zip(text, C, strict=False)) > 3)
    assert fewest_edits(text, C[::-1] + "x") is None
