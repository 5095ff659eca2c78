"""Marks on two texts that should be equal: where they differ, and none where they have nothing in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets.view.text_marks import mark_differences

SENT = "af0ifjsldkj-9xQ2mVb7pTzR4"


def marked(expected: str, found: str) -> tuple[list[str], list[str]]:
    """The marked characters of both texts."""
    ones, others = mark_differences(expected, found)
    return [expected[start:end] for start, end, _ in ones], [found[start:end] for start, end, _ in others]


@pytest.mark.parametrize(
    ("found", "missing", "added"),
    [
        pytest.param(SENT[:-4], ["TzR4"], [], id="cut off"),
        pytest.param(f"{SENT}#_=_", [], ["#_=_"], id="something added"),
        pytest.param(SENT.upper(), [], [each.upper() for each in SENT if each.islower()], id="case"),
        pytest.param(SENT.replace("-", "_"), [], ["_"], id="one character"),
        pytest.param(SENT.replace("-", "%2D"), ["-"], ["%2D"], id="encoded"),
        pytest.param(SENT[::-1], [], [], id="nothing in common"),
        pytest.param("xyz", [], [], id="another state"),
        pytest.param(SENT, [], [], id="equal"),
        pytest.param("", [], [], id="empty"),
    ],
)
def test_marks(found: str, missing: list[str], added: list[str]) -> None:
    """What is missing is marked in the expected text, what is too much or different in the other one."""
    assert marked(SENT, found) == (missing, added)


@given(st.text(max_size=40), st.text(max_size=40))
def test_marks_stay_inside(expected: str, found: str) -> None:
    """Every mark holds at least one character of its text, and marks do not overlap."""
    for text, places in zip((expected, found), mark_differences(expected, found), strict=True):
        ends = [0, *(end for _, end, _ in places)]
        assert all(before <= start < end <= len(text) for before, (start, end, _) in zip(ends, places, strict=False))
