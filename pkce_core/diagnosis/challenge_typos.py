"""A right challenge with slips in it: characters mistyped, missing, too many or exchanged, or text around it.

find_edits: own text ─ one edit at the first difference ─▶ … ─▶ right text, with two edits at most
"""

from __future__ import annotations

from typing import NamedTuple

from pkce_core.diagnosis.deviations import A_MISTAKE, Deviations, deviation
from pkce_core.text.characters import name_character
from pkce_core.text.differences import common_length
from pkce_core.text.wording import join_words

MOST_EDITS = 2
_MOST_MISTYPED = 3
"""Characters that differ between texts of one length: as unlikely by chance as two edits anywhere."""


class Edit(NamedTuple):
    """One difference, at an offset in the reader's own text."""

    kind: str
    at: int
    own: str
    right: str


def describe_typos(own: str, right: str, offset: int) -> Deviations | None:
    """The differences between a text and the right one as a move without a slug; None when there are too many.

    Args:
        own: a challenge with what was put around it undone.
        right: the text it may have been.
        offset: where `own` starts in the challenge as the reader has it.
    """
    if abs(len(own) - len(right)) > MOST_EDITS or not _have_a_part_in_common(own, right):
        return None
    edits = fewest_edits(own, right) or _mistyped(own, right)
    if not edits:
        return None
    words = join_words(_describe(edit, own, offset) for edit in edits)
    return deviation("", A_MISTAKE * (len(edits) - 1) + len(edits), words)


def describe_surrounding_text(own: str, right: str) -> Deviations | None:
    """Other text around the right one as a move without a slug; None when the right one is not in it."""
    before, found, after = own.partition(right)
    if not found:
        return None
    parts = [(before, "before"), (after, "after")]
    return deviation("", 1, "has " + join_words(f"{_amount(text)} {where} it" for text, where in parts if text))


def fewest_edits(own: str, right: str, start: int = 0, most: int = MOST_EDITS) -> tuple[Edit, ...] | None:
    """The fewest edits that explain a text, at most so many; None when that is not enough.

    Args:
        own: a text that may differ.
        right: what it should be.
        start: the offset of `own` in what the reader has.
        most: how many edits are allowed.
    """
    if own == right:
        return ()
    if most == 0:
        return None
    at = common_length(own, right)
    mine, theirs = own[at : at + 1], right[at : at + 1]
    ways = [("mistyped", 1, 1), ("extra", 1, 0), ("missing", 0, 1)]
    if len(own) > at + 1 and own[at : at + 2] == right[at : at + 2][::-1]:
        ways.insert(0, ("exchanged", 2, 2))
    found = []
    for kind, skipped, given in ways:
        if len(own) - at >= skipped and len(right) - at >= given:
            rest = fewest_edits(own[at + skipped :], right[at + given :], start + at + skipped, most - 1)
            if rest is not None:
                found.append((Edit(kind, start + at, mine, theirs), *rest))
    return min(found, key=len, default=None)


def _have_a_part_in_common(own: str, right: str) -> bool:
    """Quick to say no: so few edits leave at least one of five parts as it was."""
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
    place = f"character {offset + at + 1}"
    if kind == "mistyped":
        return f"has {name_character(own)} instead of {name_character(right)} at its {place}"
    if kind == "exchanged":
        return f"has its characters {offset + at + 1} and {offset + at + 2} the other way round"
    if kind == "missing":
        return f"lacks {name_character(right)} {f'before its {place}' if at < len(text) else 'at its end'}"
    doubled = own == text[at - 1 : at]
    name = name_character(own)
    return f"has {name} doubled at its {place}" if doubled else f"has {name} inserted as its {place}"


def _amount(text: str) -> str:
    return name_character(text) if len(text) == 1 else f"{len(text)} other characters"
