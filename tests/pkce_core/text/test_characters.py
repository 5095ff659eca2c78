"""Which character is wrong, where it is, and how it probably got there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import check_code_challenge, check_code_verifier
from pkce_core.text.alphabets import BASE64URL, UNRESERVED
from pkce_core.text.characters import _KNOWN, _LATIN_LOOKALIKES, describe_character, mark_strays


@pytest.mark.parametrize(
    ("character", "found", "likely"),
    [
        (" ", "a space", "copied"),
        ("\t", "a tab", "copied"),
        ("\n", "a newline", "echo"),
        ("\0", "a NUL", "UTF-16"),
        ("+", "a plus sign", "base64url writes -"),
        ("/", "a slash", "base64url writes _"),
        ("=", "an equals sign", "padding"),
        ("%", "a percent sign", "decode it first"),
        ("\u201c", "a typographic opening quote", "word processor"),
        ("\u2013", "an en dash", "hyphen"),
        ("\u00a0", "a no-break space", "web page"),
        ("\u200b", "an invisible zero-width space", "web page"),
        ("\u202e", "an invisible text-direction mark", "right-to-left"),
        ("\uff21", "FULLWIDTH LATIN CAPITAL LETTER A", "looks like A"),
        ("\u0430", "CYRILLIC SMALL LETTER A, a letter of another script", "looks like a"),
        ("\u03bf", "GREEK SMALL LETTER OMICRON", "type o"),
        ("\u00e9", "LATIN SMALL LETTER E WITH ACUTE", "looks like e"),
        ("\U0001f600", "an emoji or symbol, GRINNING FACE", ""),
        ("\u2003", "EM SPACE, a kind of space", "web page"),
        ("\u2063", "an invisible character", "web page"),
        ("\x07", "a control character (U+0007)", "binary"),
        ("\ud83d", "half of a character (U+D83D)", "cut"),
        ("\u4e2d", "CJK UNIFIED IDEOGRAPH-4E2D", ""),
        ("\ue000", "U+E000", ""),
        ("!", "the character !", ""),
    ],
)
def test_characters_are_named(character: str, found: str, likely: str) -> None:
    """Each stray has a name, and a likely origin when one is known."""
    name, origin = describe_character(character)
    assert found in name
    assert likely in origin


def test_tables_are_about_strays() -> None:
    """No table names a character that is always allowed, and look-alikes look like allowed ones."""
    assert not set(_KNOWN) & set(BASE64URL)
    assert set(_LATIN_LOOKALIKES.values()) <= set(UNRESERVED)
    assert not set(_LATIN_LOOKALIKES) & set(UNRESERVED)


def test_a_handful_is_spelled_out() -> None:
    """Five places are put into words and the rest is counted; runs and line ends count as one place."""
    (finding,) = check_code_verifier("a b+c/d=\r\n\u2013\u2013\u2013\u2013" + "x" * 40)
    assert finding.message.startswith("Character 2 of the verifier is a space (")
    assert (
        "Characters 9 and 10 of the verifier are a Windows line end (CR LF) (added by a file or by PowerShell)."
        in finding.message
    )
    assert finding.message.endswith("And 4 more.")
    assert " Character 4 of the verifier is a plus sign (" in finding.message
    (finding,) = check_code_verifier("x" * 43 + "   ")
    assert finding.message.startswith("Characters 44 to 46 of the verifier are each a space (")


def test_dot_and_tilde_are_strays_in_a_challenge_only() -> None:
    """A verifier may contain . and ~, base64url does not."""
    assert "Character 43 of the challenge is a dot" in check_code_challenge("x" * 42 + ".").findings[0].message
    assert "a tilde" in check_code_challenge("~" + "x" * 42).findings[0].message


@given(st.text(alphabet=st.one_of(st.characters(codec=None), st.sampled_from(UNRESERVED + "\r\n +")), max_size=60))
def test_marks_are_in_order_and_the_count_is_right(text: str) -> None:
    """The marks never overlap, cover strays only, and the total counts every stray."""
    for alphabet in (UNRESERVED, BASE64URL):
        marks, total = mark_strays(text, alphabet)
        assert total == sum(character not in alphabet for character in text)
        covered = [at for mark in marks for at in range(mark.start, mark.end)]
        assert covered == sorted(set(covered))
        assert not any(text[at] in alphabet for at in covered)
        assert len(covered) == total or len(marks) == 32
