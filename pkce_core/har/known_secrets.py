"""`KnownSecrets`: the texts that must not be shown, found again in any text: whole, escaped, encoded or cut off."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pkce_core.errors import FormError
from pkce_core.har.secret_texts import SHORTEST
from pkce_core.text.form_encoding import encode_form
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = 64
"""Characters; a longer secret is told by as many, and hidden as far as a text goes on like it."""
_LONGEST_TEXT = 20_000
"""Characters; no text that is shown is longer."""
_LONGEST_PIECE = 4_000
"""Characters before a cut; a check shows at most 400, each of which may be an escape."""
_MOST_LINES = 20
_LONGEST_WORD = 12
_STRAYS = " \t\r\n\v\f\0\"'`<>()[]\u00a0\u200b\ufeff"
"""What surrounds a value that was copied with too much."""
_CUT = r"\.\.\. \([0-9,]{1,20} characters\)"
"""What `visible` writes after a text that it cuts off."""
_TWICE = r'(?<=")\([0-9,]{1,20} characters\)\.\.\. (?=\([0-9,]{1,20} characters\)")'
"""What is left of a quote that was cut off and then hidden: the length of what was shown, before that of all."""
_EMAIL = r"[^\s@\"'<>(),;:/\\]{1,64}(?:@|%40)[\w.-]{1,255}"


def count(text: str) -> str:
    """What stands for a hidden text."""
    return "(1 character)" if len(text) == 1 else f"({len(text):,} characters)"


class KnownSecrets:
    """Texts that must not be shown. The repr shows none of them."""

    def __init__(self, values: Iterable[str]) -> None:
        """Learn them in every form that a message may have them in.

        Args:
            values: the texts.
        """
        self._all = sorted({form for value in values for form in _forms(value) if len(form) >= SHORTEST})
        self._short = {form for form in self._all if len(form) <= _HEAD}
        self._long = [form for form in self._all if len(form) > _HEAD]
        self._heads = {form[:_HEAD] for form in self._long}
        lengths: dict[str, set[int]] = {}
        for form in self._all:
            lengths.setdefault(form[:SHORTEST], set()).add(min(len(form), _HEAD))
        self._lengths = {start: sorted(each, reverse=True) for start, each in lengths.items()}

    def hide(self, text: str, *, is_sentence: bool = False) -> str:
        """The text with every secret and every e-mail address replaced by its length, the longest first.

        Args:
            text: any text; one of more than 20,000 characters is hidden as a whole.
            is_sentence: whether it is a sentence of ours, in which a word such as "server" is a secret only in quotes.
        """
        if len(text) > _LONGEST_TEXT:
            return count(text)
        cuts = self._cut_off(text)
        quotes = [each.span() for each in re.finditer('"[^"]*"', text)] if is_sentence else [(0, len(text))]
        parts, done, at = [], 0, 0
        while at < len(text):
            is_cut = bool(cuts) and at >= cuts[0][0]
            length = cuts.pop(0)[1] - at if is_cut else self._length_at(text, at, quotes)
            if length > 0:
                parts += [text[done:at], count(text[at : at + length])]
                done = at = at + length
            else:
                at += 1
        whole = "".join((*parts, text[done:]))
        return re.sub(_EMAIL, lambda found: count(found[0]), re.sub(_TWICE, "", whole))

    def _length_at(self, text: str, at: int, quotes: list[tuple[int, int]]) -> int:
        """The length of the secret at a place; 0 when there is none."""
        for length in self._lengths.get(text[at : at + SHORTEST], ()):
            piece = text[at : at + length]
            if length == _HEAD and piece in self._heads:
                return self._as_far(text[at : at + _LONGEST_TEXT])
            if len(piece) == length and piece in self._short and not _is_our_word(text, at, piece, quotes):
                return length
        return 0

    def _as_far(self, text: str) -> int:
        """How far a text goes on like one of the long secrets; those next to it in the order share the most with it."""
        place = bisect_left(self._long, text)
        return max(_shared(text, each) for each in self._long[max(0, place - 1) : place + 1])

    def _cut_off(self, text: str) -> list[tuple[int, int]]:
        """Where secrets are of which a cut left only the start."""
        found = []
        for cut in re.finditer(_CUT, text):
            end = cut.start()
            for start in range(max(0, end - _LONGEST_PIECE), end - SHORTEST + 1):
                if text[start : start + SHORTEST] in self._lengths and self._is_start(text[start:end]):
                    found.append((start, end))
                    break
        return found

    def _is_start(self, piece: str) -> bool:
        place = bisect_left(self._all, piece)
        return place < len(self._all) and self._all[place].startswith(piece)


def quoted(value: str) -> str:
    """A value as a URL has it, with %20 for a space."""
    try:
        return encode_form(value, space="%20")
    except FormError:
        return count(value)


def _forms(value: str) -> Iterator[str]:
    """A value in the forms that a message or a server may show: without strays, on one line, escaped, encoded."""
    yield value
    start = value[:_LONGEST_PIECE]  # enough for what is told by its head
    plain = {each.strip(strays) for each in (start, unquote(start)) for strays in ("", _STRAYS)}
    for each in {*plain, " ".join(start.split()), *start.splitlines()[:_MOST_LINES]}:
        yield each
        yield visible(each, len(each))
        try:
            yield encode_form(each, space="%20")
        except FormError:
            continue  # half of a character, which no URL can have


def _shared(one: str, other: str) -> int:
    """How many characters at their start two texts share."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[:middle] == other[:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _is_our_word(text: str, at: int, secret: str, quotes: list[tuple[int, int]]) -> bool:
    """Whether a short word, such as "secret", is there as part of a longer one ("client_secret"), or in no quotes."""
    if len(secret) > _LONGEST_WORD or not re.fullmatch("[a-z_]+", secret):
        return False
    if not any(start <= at < end for start, end in quotes):
        return True
    around = text[max(0, at - 1) : at] + text[at + len(secret) : at + len(secret) + 1]
    return re.search(r"\w", around) is not None
