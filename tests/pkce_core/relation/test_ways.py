"""A phrase may depend on both texts; advice may be replaced."""

from __future__ import annotations

from pkce_core.relation.ways import USUAL, Way, advised, say


def test_words_and_functions() -> None:
    """Both are a text in the end."""
    assert say("in lower case", "A", "a") == "in lower case"
    assert say(lambda before, after: f"{before}{after}", "A", "a") == "Aa"


def test_other_advice() -> None:
    """Only the ways that are named get it."""
    ways = (Way("a", USUAL, lambda one, _: [one], "", "x"), Way("b", USUAL, lambda one, _: [one], "", "y"))
    assert [way.advice for way in advised(ways, {"b": "z"})] == ["x", "z"]
