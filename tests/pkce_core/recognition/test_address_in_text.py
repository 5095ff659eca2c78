"""Tests of `pkce_core.recognition.address_in_text`."""

from __future__ import annotations

import pytest

from pkce_core.recognition.address_in_text import find_address, shows_other_address, without_label
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

ADDRESS = "https://a.example/cb?code=c-1&state=s"


@pytest.mark.parametrize(
    "text",
    [
        f"Request URL: {ADDRESS}\nRequest Method: GET", f"curl '{ADDRESS}' -H 'a: b'", f"[here]({ADDRESS}).",
        f"I came to {ADDRESS}, then nothing", f"**Redirect** view-source:{ADDRESS}",
        f"GET https://op.example/?state=x\nLocation: {ADDRESS}\n", "to https://a.example/cb?\n  code=c-1&state=s\n",
        "to https://a.example/cb?code=c-1&st\n  ate=s\n",
    ],
)  # fmt: skip
def test_an_address_in_a_text(text: str) -> None:
    """What is around it ends at white space, quotes and brackets; an address may be wrapped over lines."""
    assert find_address(text) == ADDRESS


@pytest.mark.parametrize(
    "text", [ADDRESS, f'"{ADDRESS}"', f"{ADDRESS} and more", "nothing", "state = 1", "-d grant_type=a -d code=b"]
)
def test_a_text_that_starts_with_it_is_left_alone(text: str) -> None:
    """So is a text without an address, and a token request."""
    assert find_address(text) == text


def test_the_host_may_be_an_ipv6_address() -> None:
    """Its brackets belong to the address."""
    assert find_address("went to http://[::1]:80/?state=s") == "http://[::1]:80/?state=s"


def test_a_label() -> None:
    """A label is followed by a whole address."""
    assert without_label(f"view-source:{ADDRESS}") == ADDRESS
    assert without_label("myapp:/cb") == "myapp:/cb"


@pytest.mark.parametrize("unit", ["code=a ", "x\n", "https://a/?\n", "'code=b", "[:"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every part is looked at a bounded number of times."""
    text = ("x " + unit * 20_000)[:19_900] + " code=c"
    assert cost_per_character(lambda: find_address(text), len(text)) < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("fetch at 'https://api.example/v1/items' from origin 'https://a.example'", True),
        ("fetch at 'https://op.example/oauth2/token' from origin 'https://a.example'", False),
        ("fetch at 'https://op.example/x?next=token'", True),
        ("from origin 'https://a.example'", False),
        ("blocked by CORS policy", False),
    ],
)
def test_an_address_that_is_no_token_endpoint(text: str, other: bool) -> None:
    """Only a path says so; an origin and a query don't."""
    assert shows_other_address(text) is other
