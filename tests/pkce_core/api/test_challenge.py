"""A WWW-Authenticate header, read into challenges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.api.challenge import find_challenges, read_challenges
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        ("Bearer", [("bearer", {})]),
        ('Bearer realm="example", error="invalid_token"', [("bearer", {"realm": "example", "error": "invalid_token"})]),
        ('Bearer error = insufficient_scope , scope="a \\"b"',
         [("bearer", {"error": "insufficient_scope", "scope": 'a "b'})]),
        ('Basic realm="x", DPoP algs="ES256", error="use_dpop_nonce"',
         [("basic", {"realm": "x"}), ("dpop", {"algs": "ES256", "error": "use_dpop_nonce"})]),
        ('realm="x"', []),
        ('Bearer a=1, a=2', [("bearer", {"a": "1"})]),
    ],
)  # fmt: skip
def test_each(header: str, expected: list[tuple[str, dict[str, str]]]) -> None:
    """RFC 9110 §11.6.1: schemes with their parameters, quoted or not; of two with one name, the first."""
    assert [(each.scheme, dict(each.parameters)) for each in read_challenges(header)] == expected


def test_where_it_is() -> None:
    """In the output of curl -i and curl -v, folded over lines, alone; but not in other texts."""
    assert find_challenges("HTTP/1.1 401 x\r\nWWW-Authenticate: Bearer\r\n  error=x\r\n\r\n{}")[0].value("error") == "x"
    assert find_challenges("< HTTP/1.1 401\n< www-authenticate: DPoP\n")[0].scheme == "dpop"
    assert find_challenges('Bearer error="x"')[0].value("error") == "x"
    assert find_challenges("Bearer and\nmore") == ()
    assert find_challenges("nothing") == ()


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text can be read."""
    assert isinstance(find_challenges(f"WWW-Authenticate: {text}"), tuple)


@pytest.mark.parametrize("unit", ['a="', "a=b,", "a\\", '"\\', "WWW-Authenticate: a\n ", "  "])
def test_hostile_text(unit: str) -> None:
    """Long text takes no longer than its length."""
    text = ("WWW-Authenticate: Bearer " + unit * 200_000)[:200_000]
    assert cost_per_character(lambda: find_challenges(text), len(text)) < FAR_TOO_MUCH
