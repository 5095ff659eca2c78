"""Tests of `pkce_core.recognition.named_values`; `reported_texts.toml` has what programs really print."""

from __future__ import annotations

import pytest

from pkce_core.recognition.named_values import read_named_values
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

NAMES = frozenset({"access_token", "token_type", "scope"})


@pytest.mark.parametrize(
    "text",
    [
        "map[access_token:t-1 token_type:Bearer]",
        "Token(access_token='t-1', token_type='Bearer', scope=None)",
        "&{AccessToken:t-1 TokenType:Bearer}",
        'array:2 [\n "access_token" => "t-1"\n "token_type" => "Bearer"\n]',
        '["access_token"]=>\n string(3) "t-1"\n ["token_type"]=>\n string(6) "Bearer"',
        "access_token\tt-1\ntoken_type\tBearer",
        "access_token: 't' +\n '-1', token_type: 'Bearer'",
        "[('access_token', 't-1'), ('token_type', 'Bearer')]",
        "token_type access_token\n---------- ------------\nBearer     t-1",
    ],
)
def test_what_programs_print(text: str) -> None:
    """Each value is found by its name, whatever is around it."""
    assert read_named_values(text, NAMES) == {"access_token": "t-1", "token_type": "Bearer"}


def test_a_list_becomes_its_words() -> None:
    """A scope may be printed as a list."""
    found = read_named_values("{access_token: t-1, scope: ['openid', 'email']}", NAMES)
    assert found == {"access_token": "t-1", "scope": "openid email"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "access_token: t-1",
        "access_token: a, token_type: b, access_token: c",
        '{"access_token": "t-1", "token_type": "Bearer"',
        "access_token token_type\n--- ---\na b c",
        "token_type=a\n" * 300,
        "access_token=a token_type=b" + " " * 300_000,
    ],
)
def test_what_is_not_read(text: str) -> None:
    """Too few values, two for one name, JSON, and too much text."""
    assert read_named_values(text, NAMES) is None


@pytest.mark.parametrize("unit", ["access_token=", "token_type: '", "a -- ", "access_token\t", "(", "token_type=a b "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Every name is looked at once."""
    text = ("access_token token_type " + unit * 20_000)[:20_000]
    assert cost_per_character(lambda: read_named_values(text, NAMES), len(text)) < FAR_TOO_MUCH
