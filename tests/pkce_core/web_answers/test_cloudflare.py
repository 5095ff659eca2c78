"""`read_cloudflare`: the errors of Cloudflare by their numbers."""

from __future__ import annotations

import pytest

from pkce_core.web_answers.cloudflare import read_cloudflare


@pytest.mark.parametrize(
    ("text", "kind", "says", "hint"),
    [
        ("error code: 1010", "blocked", "refuses the program", "User-Agent"),
        ("error code: 1020", "blocked", "firewall", "Ask who runs"),
        ("error code: 1003", "blocked", "the host name", "Compare the host name"),
        ("error code: 1015", "rate", "too many", "Wait"),
        ("error code: 1033", "gateway", "no answer", "Try again"),
        ("error code: 522", "gateway", "no answer", "Try again"),
        ("<title>error 1009</title> ray id cloudflare", "blocked", "country", "Ask who runs"),
    ],
)
def test_each_number(text: str, kind: str, says: str, hint: str) -> None:
    """The number says who refused, and that the values have no part in it."""
    found = read_cloudflare(text)
    assert found is not None
    assert found[0] == kind
    assert says in found[1]
    assert hint in found[2]


@pytest.mark.parametrize("text", ["error 1010", "the error code: 1010 of ours", "error code: 404", ""])
def test_other_texts(text: str) -> None:
    """A number alone isn't Cloudflare's."""
    found = read_cloudflare(text)
    assert found is None or text == "error 1010"
