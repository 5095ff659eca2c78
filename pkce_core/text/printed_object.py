"""An object as programs print it: a Python dict, a JavaScript or Ruby object, or lines of names and values.

Nothing is evaluated. A reader of tokens builds texts, numbers, lists and objects, and refuses everything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_CHARACTERS = 256 * 1024
_MOST_STARTS = 20
"""Braces that are tried as the start of an object; bounds the work on hostile text."""
_DEEPEST = 20
_STRING = r"""[bu]?"[^"\\]*(?:\\.[^"\\]*)*"|[bu]?'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`"""
_TOKEN = re.compile(rf"(?s)\s*(?:({_STRING})|(=>|[{{}}\[\](),:=])|([\w.+\-$/]+))")
_BARE = re.compile(r"[^,;{}\[\]\n]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_CONTROLS = MappingProxyType({"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": "\0"})
_WORDS: Mapping[str, object] = MappingProxyType(
    {"None": None, "True": True, "False": False, "null": None, "true": True, "false": False, "nil": None,
     "undefined": None}
)  # fmt: skip
_PYTHON_WORDS = frozenset({"None", "True", "False"})
_JAVASCRIPT_WORDS = frozenset({"null", "true", "false", "undefined"})

_LINE = re.compile(r"\s*[\[\"']?([A-Za-z_]\w{0,60})[\]\"']?\s{0,60}(?:=>|[:=])(?:\s+|(?=\S)|$)(.*)", re.DOTALL)
_ONE_PAIR = r"\s*\w{1,60}="
"""A line that may as well be a form or a query."""
_FRAME = frozenset({"", "---", "...", "Array", "(", ")", "{", "}"})
"""Lines around the names and values: of YAML, and of PHP's print_r."""
_CONTINUED = " " * 8
"""How PowerShell starts the rest of a long value."""
_MOST_LINES = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedObject:
    """An object that was read.

    Attributes:
        members: its names and values.
        what: what it is, with its article: "a Python dict".
        start: offset of its first character.
        end: offset after its last character.
    """

    members: dict[str, object] = field(repr=False)
    what: str
    start: int
    end: int


class _UnreadableError(Exception):
    """The text isn't an object that this module reads."""


def find_printed_object(text: str, wanted: frozenset[str]) -> PrintedObject | None:
    """The first object with one of the wanted names; None when there is none, or when it is plain JSON."""
    if len(text) > _MOST_CHARACTERS:
        return None
    at = -1
    for _ in range(_MOST_STARTS):
        at = text.find("{", at + 1)
        if at < 0:
            break
        reader = _Reader(text, at)
        try:
            members = reader.read(0)
        except _UnreadableError:
            continue
        if isinstance(members, dict) and members.keys() & wanted and (what := _language(reader.signs)):
            return PrintedObject(members=members, what=what, start=at, end=reader.at)
    return None


def read_lines(text: str, wanted: frozenset[str]) -> dict[str, object] | None:
    """The values of a text in which every line is a name and its value, one of them wanted; else None."""
    lines = text.strip().split("\n")
    if len(lines) > _MOST_LINES or (len(lines) == 1 and re.match(_ONE_PAIR, text)):
        return None
    members: dict[str, object] = {}
    last = ""
    for line in lines:
        if line.strip() in _FRAME:
            continue
        if last and line.startswith(_CONTINUED) and not _LINE.fullmatch(line):
            members[last] = f"{members[last] or ''}{line.strip()}"
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1] in members:
            return None
        last = match[1]
        members[last] = _line_value(match[2])
    return members if members.keys() & wanted else None


def _language(signs: set[str]) -> str:
    """What was read, by the signs that JSON doesn't have; "" for plain JSON."""
    if "equals" in signs:
        return "a map with = between names and values, as Java prints it"
    if "arrow" in signs:
        return "a map with => between names and values"
    if "bare name" in signs or signs >= {"single quote", "JavaScript word"}:
        return "a JavaScript object"
    return "a Python dict" if signs & {"Python word", "single quote"} else ""


def _line_value(written: str) -> str | None:
    value = written.strip().removesuffix(",").strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return None if value in ("", "~", *_WORDS) and _WORDS.get(value) is None else value


class _Reader:
    """Reads one value, token by token; `signs` says which signs of a language it met."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at
        self.signs: set[str] = set()

    def read(self, depth: int) -> object:
        """The value that starts here."""
        if depth > _DEEPEST:
            raise _UnreadableError
        string, sign, word = self._next()
        if string:
            return self._string(string)
        if word:
            return self._word(word)
        if sign == "{":
            return self._members(depth)
        if sign in ("[", "("):
            return self._items("]" if sign == "[" else ")", depth)
        if sign == ":":  # a symbol of Ruby
            return self._name()
        raise _UnreadableError

    def _next(self) -> tuple[str | None, str | None, str | None]:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise _UnreadableError
        self.at = match.end()
        return match[1], match[2], match[3]

    def _ends(self, sign: str) -> bool:
        """Whether the closing sign comes next; if so, it is passed over."""
        match = _TOKEN.match(self.text, self.at)
        if match is None or match[2] != sign:
            return False
        self.at = match.end()
        return True

    def _members(self, depth: int) -> dict[str, object]:
        members: dict[str, object] = {}
        while not self._ends("}"):
            name = self._name()
            separator = self._next()[1]
            if separator not in (":", "=>", "=") or name in members:
                raise _UnreadableError
            if separator == "=":
                self.signs.add("equals")
                members[name] = self._bare_text()
            else:
                self.signs.update({"arrow"} if separator == "=>" else ())
                members[name] = self.read(depth + 1)
            self._between("}")
        return members

    def _bare_text(self) -> str:
        """A value of a Java map, which has no quotes."""
        match = _BARE.match(self.text, self.at)
        if match is None:
            raise _UnreadableError
        self.at = match.end()
        return match[0].strip()

    def _items(self, end: str, depth: int) -> list[object]:
        items = []
        while not self._ends(end):
            items.append(self.read(depth + 1))
            self._between(end)
        return items

    def _between(self, end: str) -> None:
        before = self.at
        _, sign, _ = self._next()
        if sign == end:
            self.at = before
        elif sign != ",":
            raise _UnreadableError

    def _name(self) -> str:
        string, sign, word = self._next()
        if sign == ":":
            string, sign, word = self._next()
            self.signs.add("arrow")
        elif word:
            self.signs.add("bare name")
        if string:
            return self._string(string)
        if word:
            return word
        raise _UnreadableError

    def _string(self, written: str) -> str:
        if written[0] != '"':
            self.signs.add("bare name" if written[0] == "`" else "single quote")
        return _ESCAPE.sub(_unescape, written.lstrip("bu")[1:-1])

    def _word(self, word: str) -> object:
        if word in _PYTHON_WORDS:
            self.signs.add("Python word")
        elif word in _JAVASCRIPT_WORDS:
            self.signs.add("JavaScript word")
        if word in _WORDS:
            return _WORDS[word]
        if re.fullmatch(r"-?[0-9]{1,18}", word):
            return int(word)
        if re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{1,18}", word):
            return float(word)
        raise _UnreadableError


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])
