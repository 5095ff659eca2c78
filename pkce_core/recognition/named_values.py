"""Values by their names, in a text that a program printed in a form of its own: PHP, Go, Swift, Kotlin, a table.

Every language prints an object in another way, but each puts a name before its value. This reads only names that the
caller knows, and evaluates nothing. Two values for one name make the text ambiguous, so that nothing is read.
"""

from __future__ import annotations

import re
from functools import cache

_MOST_CHARACTERS = 256 * 1024
_MOST_VALUES = 200
_STRING = r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'"
_STRING_PART = re.compile(rf"(?s){_STRING}")
_BEFORE = r"(?<![A-Za-z0-9_\-])"
_SEPARATOR = r"[\"'\]>]{0,3}(?:[^\S\n]{0,60}(?:=>|:=|[:=])\s{0,60}|\t\s{0,60}|[^\S\n]{2,60}(?=\S))"
"""A sign between name and value, or the space of a table."""
_WRAPPING = r"(?:string\([0-9]{1,9}\)\s{0,20}|[A-Za-z]\w{0,30}\()?"
"""A type before the value: string(22) in PHP, Some( in Rust."""
_WORD = r"[^\s,;&(){}\[\]<>\"'|]+"
_BARE = rf"{_WORD}(?:[ ](?!\w{{1,60}}\s?[:=]){_WORD})*"
_LIST = r"\[[^\[\]{}]{0,4000}\]"
_LIST_WORD = re.compile(r"[^\s,\"'\[\]]+")
_JSON_STARTS = re.compile(r"\{\s*(?:(?:/\*|//)[^\n]{0,200}\s*)?\"[^\"\\]{0,100}\"\s*:\s*[\"0-9\[{tfn\-]")
_IN_PAIR = re.compile(r"\(\s{0,20}(['\"])(\w{1,60})\1\s{0,20},\s{0,20}")
"""A pair of a list, as Python prints it: ('access_token', '…')."""
_ABSENT = frozenset({"", "none", "null", "nil", "undefined", "optional.empty"})
# PowerShell's Format-Table and its hash tables have a line of dashes under the names.
_RULED = re.compile(r"(?m)^([ \t]*\w[^\n]*)\n[ \t]*(-{2,}(?:[ \t]+-{2,})*)[ \t]*\n([^\n]*\S[^\n]*)$")


def read_named_values(text: str, names: frozenset[str]) -> dict[str, str] | None:
    """The values of at least two of the names.

    Args:
        text: what a program printed.
        names: names as on the wire, such as access_token; AccessToken counts as the same.

    Returns:
        The values by their wire names; None when there are too few, when a name has two values, or when the text
        contains JSON, which has readers of its own.
    """
    plain = text.lower().replace("_", "")
    if (
        len(text) > _MOST_CHARACTERS
        or sum(name in plain for name in _wire_names(names)) < 2
        or _JSON_STARTS.search(text)
    ):
        return None
    if (table := _read_table(text, names)) is not None:
        return table
    text = _IN_PAIR.sub(r"\2=", text)
    found: dict[str, str] = {}
    for count, match in enumerate(_pattern(names).finditer(text)):
        if count == _MOST_VALUES:
            return None
        name = _wire_names(names)[match[1].lower().replace("_", "")]
        value = _text_of(match[2])
        if value.lower() in _ABSENT:
            continue
        if found.setdefault(name, value) != value:
            return None
    return found if len(found) > 1 else None


def _read_table(text: str, names: frozenset[str]) -> dict[str, str] | None:
    """The one row of a table of PowerShell, in which every column is a name."""
    match = _RULED.search(text)
    if match is None:
        return None
    columns, values = match[1].split(), match[3].split()
    if len(columns) != len(values) or not names & set(columns) or len(set(columns)) < len(columns):
        return None
    return dict(zip(columns, values, strict=True))


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted((name.replace("_", "_?") for name in names), key=len, reverse=True))
    value = rf"((?:{_STRING})(?:\s{{0,60}}[+]\s{{0,60}}(?:{_STRING}))*|{_LIST}|{_BARE})"
    return re.compile(rf"(?is){_BEFORE}({either}){_SEPARATOR}{_WRAPPING}{value}")


@cache
def _wire_names(names: frozenset[str]) -> dict[str, str]:
    return {name.replace("_", ""): name for name in names}


def _text_of(written: str) -> str:
    """A value without quotes; parts that are joined by + become one, and a list becomes its words."""
    if written[0] in "\"'":
        return "".join(part[1:-1] for part in _STRING_PART.findall(written))
    if written[0] == "[":
        return " ".join(_LIST_WORD.findall(written))
    return written
