"""Where two texts that should be equal differ, when they are near enough for marks to help."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    Places = list[tuple[int, int, str]]

FEW = 8  # single characters that are worth a mark each


def mark_differences(expected: str, found: str) -> tuple[Places, Places]:
    """The places to mark in what was expected and in what was found; none in texts that have little in common.

    Args:
        expected: the text as it should be.
        found: the text as it is.
    """
    if expected == found or not expected or not found:
        return [], []
    if len(expected) == len(found):
        single = [at for at, (one, other) in enumerate(zip(expected, found, strict=True)) if one != other]
        if expected.casefold() == found.casefold() or len(single) <= FEW:
            near = 2 * len(single) <= len(expected) or expected.casefold() == found.casefold()
            places = [(at, at + 1, f"should be {expected[at]}") for at in single]
            return ([], places) if near else ([], [])
    start = common_start(expected, found)
    end = common_start(expected[start:][::-1], found[start:][::-1])
    if 2 * (start + end) < min(len(expected), len(found)):
        return [], []
    missing, added = (start, len(expected) - end), (start, len(found) - end)
    return (
        [(*missing, "did not come back like this")] if missing[0] < missing[1] else [],
        [(*added, "was not sent like this")] if added[0] < added[1] else [],
    )


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
