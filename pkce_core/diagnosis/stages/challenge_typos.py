"""A challenge that would be right without typos: characters mistyped, missing, added or exchanged, or text around it.

`fewest_edits` goes to the first difference, tries each kind of edit there and continues after it, with two edits at
most.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pkce_core.diagnosis.stages.deviations import A_MISTAKE, Deviations, deviation
from pkce_core.text.characters import name_character
from pkce_core.text.differences import common_length
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words

_MOST_EDITS = 2
_MOST_MISTYPED = 3
"""Differing characters in texts of the same length; as unlikely by chance as two edits at any places."""

_REVERSED = deviation("reversed", 0, "is written backward")
_SHORTENED = re.compile("([A-Za-z0-9_+/-]*)(\\.{2,}|\u2026|[*\u2022]{2,})([A-Za-z0-9_+/=-]*)")
_SHORTEST_SHORTENED = 6
"""Characters that must be left of a shortened text."""


class Edit(NamedTuple):
    """One difference between the reader's text and the right one.

    Attributes:
        kind: "mistyped", "extra", "missing" or "exchanged".
        at: its offset in the reader's text.
        own: the reader's character there; "" at the end.
        right: the character of the right text; "" at its end.
    """

    kind: str
    at: int
    own: str
    right: str


def describe_typos(own: str, right: str, offset: int) -> Deviations | None:
    """The typos between a text and the right one as one deviation; None if there are too many, or none.

    Args:
        own: a challenge without what was put around it.
        right: the text it may have been.
        offset: where `own` starts in the challenge as the reader has it.
    """
    if abs(len(own) - len(right)) > _MOST_EDITS or not _have_a_part_in_common(own, right):
        return None
    edits = fewest_edits(own, right) or _mistyped(own, right)
    if not edits:
        return None
    phrase = join_words(_describe(edit, own, offset) for edit in edits)
    return deviation("mistyped", A_MISTAKE * (len(edits) - 1) + len(edits), phrase)


def describe_other_changes(own: str, right: str) -> Deviations | None:
    """Text around the right one, a part left out, or all of it backward, as one deviation; None for anything else."""
    if own[::-1] == right:
        return _REVERSED
    return describe_surrounding_text(own, right) or describe_shortened(own, right)


def describe_surrounding_text(own: str, right: str) -> Deviations | None:
    """The text around the right one as one deviation; None if the right one is not in it."""
    before, found, after = own.partition(right)
    if not found:
        return None
    parts = [(before, "at the start"), (after, "at the end")]
    phrase = "has " + " and ".join(f"{_amount(text)} {where}" for text, where in parts if text)
    return deviation("surrounding-text", 1, phrase)


def describe_shortened(own: str, right: str) -> Deviations | None:
    """The dots or stars that a program wrote instead of a part of the right text; None for anything else."""
    found = _SHORTENED.fullmatch(own)
    if not found or len(found[1]) + len(found[3]) < _SHORTEST_SHORTENED or not right.startswith(found[1]):
        return None
    if not right.endswith(found[3]):
        return None
    return deviation("truncated", 1, f"is shortened, with {visible(found[2], 3)} for what was left out")


def fewest_edits(own: str, right: str, start: int = 0, most: int = _MOST_EDITS) -> tuple[Edit, ...] | None:
    """The fewest edits that explain a text; None if `most` are not enough.

    Args:
        own: a text that may differ.
        right: what it should be.
        start: the offset of `own` in what the reader has.
        most: how many edits are allowed.
    """
    at = common_length(own, right)
    if at == len(own) == len(right):
        return ()
    if most == 0:
        return None
    mine, theirs = own[at : at + 1], right[at : at + 1]
    kinds = [("mistyped", 1, 1), ("extra", 1, 0), ("missing", 0, 1)]
    if len(own) > at + 1 and own[at : at + 2] == right[at : at + 2][::-1]:
        kinds.insert(0, ("exchanged", 2, 2))
    found = []
    for kind, own_length, right_length in kinds:
        if len(own) - at >= own_length and len(right) - at >= right_length:
            behind = at + own_length
            rest = fewest_edits(own[behind:], right[at + right_length :], start + behind, most - 1)
            if rest is not None:
                found.append((Edit(kind, start + at, mine, theirs), *rest))
    return min(found, key=len, default=None)


def _have_a_part_in_common(own: str, right: str) -> bool:
    """A fast test: so few edits leave at least one of five parts unchanged."""
    size = len(right) // 5
    return any(right[at : at + size] in own for at in range(0, 5 * size, size))


def _mistyped(own: str, right: str) -> tuple[Edit, ...]:
    if len(own) != len(right):
        return ()
    pairs = enumerate(zip(own, right, strict=True))
    edits = tuple(Edit("mistyped", at, mine, theirs) for at, (mine, theirs) in pairs if mine != theirs)
    return edits if len(edits) <= _MOST_MISTYPED else ()


def _describe(edit: Edit, text: str, offset: int) -> str:
    kind, at, own, right = edit
    number = offset + at + 1
    if kind == "mistyped":
        return f"has {name_character(own)} instead of {name_character(right)} at character {number}"
    if kind == "exchanged":
        return f"has characters {number} and {number + 1} swapped"
    if kind == "missing":
        return f"is missing {name_character(right)} {f'before character {number}' if at < len(text) else 'at the end'}"
    doubled = own == text[at - 1 : at]
    return f"has {name_character(own)} {'doubled' if doubled else 'added'} at character {number}"


def _amount(text: str) -> str:
    return name_character(text) if len(text) == 1 else f"{len(text)} other characters"
