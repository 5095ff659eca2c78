"""Tests of `pkce_core.token.broken_json`."""

from __future__ import annotations

import pytest

from pkce_core.token.broken_json import explain_mistake, mend

WANTED = frozenset({"access_token"})


@pytest.mark.parametrize(
    "text",
    [
        '> {"access_token":\n> "a"}',
        '1 {\n2 "access_token": "a"\n3 }',
        "{\u201caccess_token\u201d: \u201ca\u201d}",
        '{"access_token":\u00a0"a"}',
        '{"access_token": "\n  a"}',
        '{\\"access_token\\": \\"a\\"}',
        '{\\n"access_token": "a"}',
        "%7B%22access_token%22%3A%22a%22%7D",
        '"access_token": "a"}',
        '{\0"\0access_token\0"\0: "a"}',
    ],
)
def test_what_copying_changed_is_mended(text: str) -> None:
    """The members come out, and a sentence says what was done."""
    found = mend(text, WANTED)
    assert found is not None
    assert found[0] == {"access_token": "a"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"access_token": "a",}', "comma"),
        ('{"access_token": "a" /* b */}', "comment"),
        ('{"access_token": "a", ...}', "left out"),
        ('{"access_token": "a"', "before its last }"),
        ('{"access_token": "a', "in the middle of a text"),
        ('{"access_token": a}', ""),
        ("{", ""),
        ("%7Baccess_token%zz", ""),
    ],
)
def test_a_mistake_is_explained(text: str, says: str) -> None:
    """A text that was never JSON, or isn't whole, isn't read."""
    assert says in explain_mistake(text, WANTED)
    assert bool(says) == bool(explain_mistake(text, WANTED))
    assert mend(text, WANTED) is None


def test_a_repair_that_does_not_bring_the_name() -> None:
    """A repair after which the wanted name has no text is not the explanation."""
    assert mend('{"access_token":\u00a07}', WANTED) is None
