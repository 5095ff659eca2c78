"""A percent-encoded character means the same as itself, unless it is a delimiter."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pkce_core.redirect_uri.percent_encoding import compare_encoding

SAME = "They mean the same"
OTHER = "They don't mean the same"


@pytest.mark.parametrize(
    ("mine", "other", "says"),
    [
        ("/%7Ecb", "/~cb", SAME),
        ("/c%62", "/cb", SAME),
        ("/a%c3%bc", "/a%C3%BC", SAME),
        ("/aü", "/a%C3%BC", SAME),
        ("/a b", "/a%20b", SAME),
        ("/cb%2Fdone", "/cb/done", f"{OTHER}: %2F is a character of the text, but / divides it (RFC 3986 §2.2)."),
        ("/cb/done", "/cb%2fdone", f"{OTHER}: %2F is"),
        ("?x=a%26b", "?x=a&b", f"{OTHER}: %26 is"),
        ("/c%3Fb", "/c?b", f"{OTHER}: %3F is"),
        ("/%61%3Bb", "/a;b", f"{OTHER}: %3B is"),
        ("/100%25-sure", "/100%-sure", "Their percent-encoding differs."),
        ("/a%252Fb", "/a%2Fb", "Yours is percent-encoded twice."),
        ("/a%2Fb", "/a%252Fb", "The registered one is percent-encoded twice."),
        ("/a", "/b", ""),
    ],
)
def test_what_is_said(mine: str, other: str, says: str) -> None:
    """Only what RFC 3986 calls equivalent means the same."""
    said = compare_encoding(mine, other)
    assert said.startswith(says) if says else not said


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(":/?#[]@!$&'()*+,;="))
def test_a_delimiter_never_means_what_its_escape_does(before: str, after: str, sign: str) -> None:
    """Whatever is around it, as it is written."""
    assume("%" not in before + after)
    mine, other = f"{before}{quote(sign, safe='')}{after}", f"{before}{sign}{after}"
    assert compare_encoding(mine, other).startswith(OTHER)


@given(st.text(alphabet="abcXYZ019-._~", min_size=1, max_size=20), st.integers(0, 19))
def test_an_unreserved_character_means_what_its_escape_does(text: str, at: int) -> None:
    """In any place."""
    at %= len(text)
    assert compare_encoding(f"{text[:at]}%{ord(text[at]):02x}{text[at + 1 :]}", text).startswith(SAME)
