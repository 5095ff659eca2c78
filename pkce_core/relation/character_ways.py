"""What happens to the characters of a text that aren't letters or digits, and what is added behind its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.relation.ways import RARE, USUAL, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = r"[\W_]"
_LEAST_LETTERS = 8
"""Letters and digits that two texts must share, so that it's no chance."""
_FACEBOOK = "#_=_"
"""What Facebook's login adds to the address of every redirect."""


def _with_fragment(text: str, guide: str) -> Iterator[str]:
    yield f"{text}{_FACEBOOK}"
    if guide.startswith(f"{text}#"):
        yield guide


def _fragment(before: str, after: str) -> str:
    added = after.removeprefix(before)
    return f"with {added if added in ('#', _FACEBOOK) else 'a # and more'} added at its end"


def _fragment_advice(before: str, after: str) -> str:
    if after == before + _FACEBOOK:
        return f"Facebook's login adds {_FACEBOOK} to the redirect's address. Cut it off: it's no part of the value."
    return "A # begins the fragment of an address, which is no part of the value: cut it off."


def _with_other_signs(text: str, guide: str) -> Iterator[str]:
    words = re.sub(_SIGNS, "", text)
    is_longer = guide.startswith(text) or guide.endswith(text)
    if len(words) < _LEAST_LETTERS or "://" in text or is_longer:
        return
    if words == re.sub(_SIGNS, "", guide):
        yield guide


def _is_put_in(text: str, more: str) -> bool:
    """Whether a text becomes another one, of the same letters and digits, by what is put into it alone."""
    rest = iter(more)
    return all(character in rest for character in text)


def _signs(before: str, after: str) -> str:
    """How the two differ. Both have the same letters and digits, in the same order."""
    if _is_put_in(before, after):
        return "with characters put into it that aren't letters or digits"
    if not re.search(_SIGNS, after):
        return "without its characters that aren't letters or digits"
    if _is_put_in(after, before):
        return "without some of its characters that aren't letters or digits"
    if len(before) == len(after) and re.sub(_SIGNS, "-", before) == re.sub(_SIGNS, "-", after):
        kept = any(one == other and re.match(_SIGNS, one) for one, other in zip(before, after, strict=True))
        return f"with other characters in place of {'some' if kept else 'those'} that aren't letters or digits"
    return "with other characters between its letters and digits"


def _signs_advice(before: str, after: str) -> str:
    if _is_put_in(before, after):
        return "Something put them there, perhaps to make it easier to read. Use the value without them."
    return "A program changed or dropped them. Use only letters and digits."


CHARACTER_WAYS = (
    Way("fragment-added", USUAL, _with_fragment, _fragment, _fragment_advice),
    Way("other-characters", RARE, _with_other_signs, _signs, _signs_advice, alone=True),
)
"""A row has the name, the cost, the change, its phrase and the advice."""
