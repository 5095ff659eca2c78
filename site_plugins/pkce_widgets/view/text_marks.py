"""Where two texts that should be equal differ, if they are similar enough for marks to help."""

from __future__ import annotations

Places = list[tuple[int, int, str]]

MOST_MARKS = 8
"""How many single characters get a mark each; texts that differ in more have little in common."""


def mark_differences(expected: str, found: str) -> tuple[Places, Places]:
    """The places to mark in the expected text and in the one found; none if the texts have little in common.

    Args:
        expected: the text as it should be.
        found: the text as it is.
    """
    if expected == found or not expected or not found:
        return [], []
    if len(expected) == len(found):
        single = [at for at, (one, other) in enumerate(zip(expected, found, strict=True)) if one != other]
        only_case = expected.casefold() == found.casefold()
        if only_case or len(single) <= MOST_MARKS:
            similar = only_case or 2 * len(single) <= len(expected)
            return [], [(at, at + 1, f"should be {expected[at]}") for at in single] if similar else []
    start = common_start(expected, found)
    end = common_start(expected[start:][::-1], found[start:][::-1])
    if 2 * (start + end) < min(len(expected), len(found)):
        return [], []
    missing, added = (start, len(expected) - end), (start, len(found) - end)
    return (
        [(*missing, "is missing or different below")] if missing[0] < missing[1] else [],
        [(*added, "was added or is different above")] if added[0] < added[1] else [],
    )


def neutral(places: Places) -> Places:
    """The same places with a text that blames neither value.

    Args:
        places: as `mark_differences` gives them.
    """
    return [(start, end, "differs from the other value") for start, end, _ in places]


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
