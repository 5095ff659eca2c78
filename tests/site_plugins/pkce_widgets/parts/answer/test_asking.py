"""What to paste next, in words."""

from __future__ import annotations

import pytest

from pkce_core import answer_texts
from pkce_widgets.parts.answer.asking import numbers, settling
from tests.support.landing import COMMAND, ERROR, URL


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([], ""), ([3], "cause 3"), ([4, 3], "causes 3 and 4"), ([1, 2, 3], "causes 1 to 3"),
        ([1, 3], "causes 1 and 3"), ([1, 2, 3, 7, 9], "causes 1 to 3, 7 and 9"),
    ],
)  # fmt: skip
def test_numbers_of_causes(places: list[int], words: str) -> None:
    """Runs are written as a range."""
    assert numbers(places) == words


def test_what_the_next_text_settles() -> None:
    """The numbers are those of the list; where nothing is asked for, nothing is said."""
    assert settling(answer_texts([ERROR])).startswith("Your token request settles cause ")
    assert settling(answer_texts([ERROR, COMMAND])).startswith("The authorization URL settles cause")
    assert settling(answer_texts([URL])) == ""
