"""The parameters of a request, and what fills their values in."""

from __future__ import annotations

import pytest

from pkce_core.token.sent.parameters import PLACEHOLDER, looks_like_form, parameter


@pytest.mark.parametrize(
    ("text", "is_form"),
    [
        ("grant_type=a", True),
        ("code=a", False),
        ("code=a&state=b", True),
        ("code=a&\nstate=b", True),
        ("code=a\n  &state=b", True),
        ("code=a&b\nstate=c", False),
        ("state=a&code=b", False),
    ],
)
def test_what_looks_like_a_form(text: str, is_form: bool) -> None:
    """It starts with a parameter of a token request, and & joins its lines."""
    assert looks_like_form(text) is is_form


@pytest.mark.parametrize(
    ("value", "variable"),
    [
        ("{{code}}", PLACEHOLDER),
        ("{{…}}", "…"),
        ("${{ secrets.CODE }}", "secrets.CODE"),
        ("${CODE}", PLACEHOLDER),
        ("<your code>", PLACEHOLDER),
        ("[REDACTED]", "what hides it"),
        ("a\nb", "a line that ends in its middle"),
    ],
)
def test_what_is_filled_in_has_no_value(value: str, variable: str) -> None:
    """A template, a variable and what hides a value prove nothing about it."""
    found = parameter("code", value, None)
    assert (found.value, found.variable) == (None, variable)


def test_a_value_is_kept() -> None:
    """What nothing fills in is the value that was sent."""
    assert parameter("code", "x1y2", None).value == "x1y2"
