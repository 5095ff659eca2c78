"""A right challenge with a typo in it is called correct, and the typo is named by kind and place."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core import derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.stages.challenge_typos import Edit, fewest_edits
from pkce_core.text.alphabets import BASE64URL

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
C = derive_code_challenge(VERIFIER)
LETTERS = st.sampled_from(BASE64URL)


@pytest.mark.parametrize(
    ("challenge", "mistakes", "words"),
    [
        (C[:10] + C[11:], ("mistyped",), f'is missing "{C[10]}" before character 11'),
        (C[:10] + C[10] + C[10:], ("mistyped",), f'has "{C[10]}" doubled at character'),
        (f"{C[:10]}.{C[10:]}", ("mistyped",), 'has "." added at character 11'),
        (f"{C[:10]}..{C[10:]}", ("mistyped",), 'has "." added at character 11 and has "." doubled at character 12'),
        (f"{C[:10]}~{C[11:]}", ("mistyped",), f'has "~" instead of "{C[10]}" at character 11'),
        (f"{C[:10]}\u2013{C[11:]}", ("mistyped",), f'has an en dash instead of "{C[10]}" at character 11'),
        (
            f"{C[:10]}~{C[11:]}=",
            ("padding", "mistyped"),
            f'its = padding and has "~" instead of "{C[10]}" at character 11',
        ),
        (f"  {C[:10]}~{C[11:]}", ("mistyped", "whitespace"), "at character 13"),
        (f"~~~{C[3:]}", ("mistyped",), "at character 1, has"),
        (f"{C[:5]}{C[6]}{C[5]}{C[7:]}", ("mistyped",), "has characters 6 and 7 swapped"),
        (f"~{C[1:-1]}", ("mistyped",), f'at character 1 and is missing "{C[-1]}" at the end'),
        (f"{C[:-1]}N", ("mistyped",), "at character 43"),
        (C + C, ("pasted-twice",), "but it appears twice in a row."),
        (
            f"{C[:10]}~{C[11:]}" * 2,
            ("mistyped", "pasted-twice"),
            f'has "~" instead of "{C[10]}" at character 11 and appears twice in a row.',
        ),
        (f"{C}\n{C}", ("pasted-twice", "whitespace"), "appears twice in a row and is broken up by a newline"),
        (f"code_challenge={C}", ("parameter-copied",), "with its parameter name"),
        (f'{{"code_challenge": "{C}"}}', ("parameter-copied",), "with its parameter name"),
        (
            f"https://as.example/?code_challenge={C}&code_challenge_method=S256",
            ("parameter-copied",),
            "with its parameter name",
        ),
        (f"b'{C}'", ("quoted",), "the way Python prints bytes"),
        (f"{C}\\n", ("whitespace",), "ends with a literal \\n"),
        (f"{C}.", ("mistyped",), 'has "." added at character 44'),
        (
            f"&quot;{C}&quot;",
            ("surrounding-text",),
            "has 6 other characters at the start and 6 other characters at the end",
        ),
        (f"{C}\x1b[31m", ("surrounding-text",), "has 5 other characters at the end"),
        (f"x{C}\x1b[31m", ("surrounding-text",), 'has "x" at the start and 5 other characters at the end'),
        (C.encode("utf-16"), ("utf-16",), "saved as UTF-16"),
    ],
)
def test_a_typo_is_named(challenge: str | bytes, mistakes: tuple[str, ...], words: str) -> None:
    """It is not blamed on another verifier, and each kind has its slug."""
    diagnosis = diagnose_challenge(VERIFIER, challenge)
    assert diagnosis is not None
    assert diagnosis.mistakes == mistakes
    assert words in diagnosis.explanation
    assert "another verifier" not in diagnosis.explanation
    assert diagnosis.explanation.isprintable()


def test_a_challenge_encoded_again_is_recognized() -> None:
    """Base64url applied to the finished text."""
    from pkce_core.text.base64url import encode_base64url

    diagnosis = diagnose_challenge(VERIFIER, encode_base64url(C.encode()))
    assert diagnosis is not None
    assert diagnosis.explanation == "This challenge is correct, but it is encoded in base64 a second time."


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
    """Each kind of typo, at the start, inside and at the end, counted from where the text starts."""
    assert fewest_edits(own, right, start=10) == tuple(edits)


@pytest.mark.parametrize("own", ["xyzd", "axyz", "abcdefg", "a", "bacdxy"])
def test_three_edits_are_too_many(own: str) -> None:
    """With enough edits every text becomes every other, so a third one explains nothing."""
    assert fewest_edits(own, "abcd") is None


@pytest.mark.parametrize(
    "places", [(3, 10), (0, 42), (7, 8), (10, 27), (3, 11, 19), (19, 27, 35), (35, 41), (8, 24, 40)]
)
def test_typos_far_apart_are_found(places: tuple[int, ...]) -> None:
    """Wherever they are, the challenge is called correct: one stretch without a typo is enough to look further."""
    challenge = "".join("~" if at in places else letter for at, letter in enumerate(C))
    diagnosis = diagnose_challenge(VERIFIER, challenge)
    assert diagnosis is not None
    assert diagnosis.explanation.startswith("This challenge is correct, but")
    assert all(f"at character {at + 1}" in diagnosis.explanation for at in places)


def test_the_first_of_two_copies_counts() -> None:
    """The text around the right text is counted from its first copy on."""
    diagnosis = diagnose_challenge(VERIFIER, f"{C}...{C}")
    assert diagnosis is not None
    assert "46 other characters at the end" in diagnosis.explanation


@given(st.integers(1, 41), st.integers(1, 41), LETTERS, st.sampled_from(["mistyped", "missing", "extra"]))
def test_any_two_typos_are_found(one: int, other: int, letter: str, kind: str) -> None:
    """Two typos of any kinds, anywhere inside."""
    text = f"{C[:one]}{letter}{C[one + 1 :]}"
    changed = {"mistyped": letter + text[other + 1 :], "missing": text[other + 1 :], "extra": letter + text[other:]}
    text = text[:other] + changed[kind]
    edits = fewest_edits(text, C)
    assert edits is not None
    assert len(edits) <= 2


@given(st.text(alphabet=BASE64URL, min_size=41, max_size=45))
def test_unrelated_text_has_no_typos(text: str) -> None:
    """Two edits do not make one challenge of another."""
    assume(sum(one != other for one, other in zip(text, C, strict=False)) > 3)
    assert fewest_edits(text, C[::-1] + "x") is None


@pytest.mark.parametrize(("wrong", "mistyped"), [(3, True), (4, False)])
def test_how_many_wrong_characters_are_typos(wrong: int, mistyped: bool) -> None:
    """Up to three places look mistyped; more look like another challenge."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    challenge = derive_code_challenge(verifier)
    changed = "".join("A" if at < wrong and letter != "A" else letter for at, letter in enumerate(challenge))
    diagnosis = diagnose_challenge(verifier, changed)
    assert diagnosis is not None
    assert ("This challenge is correct, but" in diagnosis.explanation) is mistyped


def test_a_shortened_text_with_another_end() -> None:
    """Dots explain a challenge only if both what is before them and what is after them is right."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    right = derive_code_challenge(verifier)
    shortened = diagnose_challenge(verifier, f"{right[:10]}...{right[-6:]}")
    other = diagnose_challenge(verifier, f"{right[:10]}...{right[-6:][::-1]}")
    assert shortened is not None
    assert other is not None
    assert (shortened.mistakes, other.mistakes) == (("truncated",), ())
