"""Lengths of time in words: the same words as in the findings of `pkce_core`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text import times
from pkce_widgets.view.durations import FARTHEST, distance, duration


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12)))
def test_the_page_and_the_findings_use_the_same_words(seconds: float) -> None:
    """`pkce_core` writes durations with a function of its own, which isn't public."""
    assert duration(seconds) == times.duration(seconds)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (1_000.0, "(now)"),
        (1_000.9, "(now)"),
        (999.0, "(1 second ago)"),
        (940.0, "(1 minute ago)"),
        (4_661.0, "(in 1 hour and 1 minute)"),
        (1_000.0 + FARTHEST, ""),
        (float("nan"), ""),
    ],
)
def test_how_far_a_moment_is(moment: float, words: str) -> None:
    """Ago or ahead; nothing for a number that isn't meant as a date."""
    assert distance(moment, 1_000) == words
