"""What programs and people do to any text on its way: quote it, cut it, change its case, send it twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.relation.character_ways import CHARACTER_WAYS
from pkce_core.relation.encoding_ways import ENCODING_WAYS
from pkce_core.relation.ways import LAST, LESS_USUAL, RARE, USUAL, Way
from pkce_core.text.wording import NO_VALUES, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_PUNCTUATION = ".,;:!?)]}>\"'*"
_QUOTES = "\"'`"
_SHORTEST_PART = 4
"""Characters of a text that must be left of it: fewer are found in any other text."""


def _cut_at_sign(text: str, _: str) -> Iterator[str]:
    if found := re.search("[&#]", text):
        yield text[: found.start()]


def _respaced(text: str, guide: str) -> Iterator[str]:
    bare = guide.strip()
    start = guide.find(bare)
    yield guide[:start] + text.strip() + guide[start + len(bare) :]
    yield text.strip()


def _recased(text: str, guide: str) -> Iterator[str]:
    yield text.lower()
    yield text.upper()
    if text.casefold() == guide.casefold():
        yield guide


def _quoted(text: str, _: str) -> Iterator[str]:
    yield from (f"{sign}{text}{sign}" for sign in (*_QUOTES, '\\"'))
    yield f"<{text}>"


def _unquoted(text: str, _: str) -> Iterator[str]:
    if len(text) > 2 and text[0] == text[-1] and text[0] in _QUOTES:
        yield text[1:-1]


def _wrapped(text: str, guide: str) -> Iterator[str]:
    if "\n" in guide and join_lines(guide) == text:
        yield guide


def _no_value(_: str, guide: str) -> Iterator[str]:
    if guide in NO_VALUES:
        yield guide


def _with_punctuation(text: str, guide: str) -> Iterator[str]:
    if guide.startswith(text) and not guide[len(text) :].strip(_PUNCTUATION):
        yield guide


def _with_slash(text: str, _: str) -> Iterator[str]:
    yield text[:-1] if text.endswith("/") else f"{text}/"


def _cut_at_end(text: str, guide: str) -> Iterator[str]:
    if _SHORTEST_PART <= len(guide) < len(text):
        yield text[: len(guide)]


def _cut_at_start(text: str, guide: str) -> Iterator[str]:
    if _SHORTEST_PART <= len(guide) < len(text):
        yield text[-len(guide) :]


def _twice(text: str, _: str) -> Iterator[str]:
    yield from (f"{text}{sign}{text}" for sign in ("", ",", ", ", " ", "&"))


def _with_more(text: str, guide: str) -> Iterator[str]:
    if text and (guide.startswith(text) or guide.endswith(text)):
        yield guide


def _spacing(before: str, after: str) -> str:
    added = before == before.strip() or len(after) > len(before)
    spaced = after if added else before
    sides = (spaced[:1].isspace(), spaced[-1:].isspace())
    where = {(True, False): "at its start", (False, True): "at its end"}.get(sides, "around it")
    return f"with white space {where}" if added else f"without the white space {where}"


def _case(_: str, after: str) -> str:
    return {after.lower(): "in lower case", after.upper(): "in upper case"}.get(after, "in another letter case")


def _sign(before: str, after: str) -> str:
    sign = before[len(after)]
    return "cut off at an &" if sign == "&" else "cut off at a #"


def _sign_advice(before: str, after: str) -> str:
    if before[len(after)] == "&":
        return "An & ends a value in a URL. Percent-encode it there: & is %26."
    return "A # ends the query of a URL. Percent-encode it there: # is %23."


def _characters(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"


def _end(before: str, after: str) -> str:
    return "end" if after.startswith(before) else "start"


TEXT_WAYS = (
    *ENCODING_WAYS,
    *CHARACTER_WAYS,
    Way("cut-at-sign", USUAL, _cut_at_sign, _sign, _sign_advice),
    Way("white-space", USUAL, _respaced, _spacing, "White space counts: it was probably copied along or trimmed."),
    Way("case", USUAL, _recased, _case, "The letter case was changed, and it matters."),
    Way("quoted", USUAL, _quoted, "with quotes around it", "Remove the quotes: they became part of the value."),
    Way("unquoted", USUAL, _unquoted, "without the quotes around it", "Quotes count as part of a value: send none."),
    Way("wrapped", LESS_USUAL, _wrapped, "with line ends in it", "It was wrapped into lines. Copy it as one line."),
    Way(
        "no-value", USUAL, _no_value, "replaced by what a program writes for a missing value or an object that "
        "isn't text",
        "Its variable had no value yet where the program used it.", alone=True,
    ),
    Way("end-slash", LESS_USUAL, _with_slash, lambda one, other:
        "with a slash at the end" if len(other) > len(one) else "without the slash at the end",
        "A slash at the end counts, so the two are different texts."),
    Way(
        "punctuation", LESS_USUAL, _with_punctuation, "with punctuation added at the end",
        "That happens when a value is copied out of a sentence.",
    ),
    Way("cut-at-end", RARE, _cut_at_end, lambda one, other: f"cut off after {len(other):,} of {len(one):,} characters",
        "Copy the whole value, and look for a field or column that is too short for it."),
    Way("cut-at-start", RARE, _cut_at_start,
        lambda one, other: f"without its first {len(one) - len(other):,} characters", "Copy the whole value."),
    Way("twice", RARE, _twice, "written twice", "A parameter that is sent twice is often joined into one text."),
    Way("with-more", LAST, _with_more,
        lambda one, other: f"with {_characters(len(other) - len(one))} added at the {_end(one, other)}",
        "Something was joined to it.", alone=True),
    Way("very-short", LAST, lambda one, other: [other] if one.startswith(other) and other else [],
        lambda one, other: f"cut off after {len(other):,} of {len(one):,} characters",
        "Copy the whole value, and look for a field or column that is too short for it.", alone=True),
)  # fmt: skip
"""For any text. A row has the name, the cost, the change, its phrase and the advice."""
