"""JSON as a security protocol must read it: one object, no duplicate names, no NaN or Infinity, no deep nesting."""

from __future__ import annotations

import json
import math
import re
from functools import cache

from pkce_core.errors import JsonError, UsageError
from pkce_core.text.quoting import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

DEEPEST = 64
"""Levels of nesting that are always read. Much deeper nesting would need more stack than a browser has."""
MOST_CHARACTERS = 256 * 1024
"""Of a document; ten times the longest token response, key set or metadata document that is known."""
_MOST_STARTS = 100
"""Braces that are tried as the start of an object in a longer text; bounds the work on hostile text."""
_STRING = r'(?s)"(?:[^"\\]|\\.)*(?:"|\\?\Z)'
"""A string, or the rest of the text when the string does not end, so that the search looks at each quote once."""
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def parse_json_object(document: str | bytes) -> dict[str, object]:
    """Read exactly one JSON object.

    Args:
        document: the text, or its octets in UTF-8.

    Returns:
        The members in their order.

    Raises:
        JsonError: it is not JSON, not an object, or an object has a name twice. The text of the error contains names,
            positions and kinds, never a value.
        UsageError: the document is neither str nor bytes.
    """
    text = _text(document)
    if len(text) > MOST_CHARACTERS:
        raise JsonError(f"The JSON has {len(text):,} characters, and the limit is {MOST_CHARACTERS:,}.")
    if text.count("[") + text.count("{") > DEEPEST and is_deep(text):
        raise JsonError("The JSON is nested too deeply to read.")
    try:
        value = _decoder().decode(text)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise JsonError(f"This isn't JSON: there is a mistake at {where} ({problem.msg}).") from None
    except JsonError:
        raise
    except ValueError:  # int() refuses thousands of digits
        raise JsonError("The JSON has a number with too many digits.") from None
    if not isinstance(value, dict):
        raise JsonError(f"This JSON is {_kind(value)} instead of an object.")
    return value


def find_json_objects(text: str) -> list[tuple[int, int, dict[str, object]]]:
    """The first objects in a text that has other things in it too, each with its place; none inside another.

    A text that is nested too deeply has none.
    """
    if text.count("[") + text.count("{") > DEEPEST and is_deep(text):
        return []
    found, at = [], 0
    for _ in range(_MOST_STARTS):
        start = text.find("{", at)
        if start < 0:
            break
        try:
            value, length = _decoder().raw_decode(text[start : start + MOST_CHARACTERS])
        except (JsonError, ValueError):
            at = start + 1
        else:
            at = start + length
            found.append((start, at, value))
    return found


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite)


def _text(document: str | bytes) -> str:
    if isinstance(document, str):
        return document
    if not isinstance(document, bytes):
        raise UsageError("A JSON document must be str or bytes.")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise JsonError(f"This isn't JSON: octet {problem.start + 1} isn't valid UTF-8.") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # RFC 8259 §4: "The names within an object SHOULD be unique." RFC 7515 §4 and RFC 7519 §4 require it of a JWT.
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise JsonError(f'The name "{visible(twice, 40)}" appears twice in a JSON object, so its value is ambiguous.')
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise JsonError(f"{name} isn't a JSON number.")


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise JsonError("The JSON has a number that is too large.")
    return value


def is_deep(text: str) -> bool:
    """Whether the text nests too deeply, found without recursion by peeling its brackets level by level.

    Ask before a decoder reads a text: in a page, one that nests deeply ends Python itself.

    Args:
        text: JSON, or what looks like it.
    """
    octets = re.sub(_STRING, "", text).encode("utf-8", "surrogatepass")
    brackets = octets.translate(None, _NOT_BRACKETS)
    for _ in range(DEEPEST):
        before = len(brackets)
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(brackets) == before:
            break
    # A few are left when the text was cut off, which the decoder reports.
    return len(brackets) > 2 * DEEPEST


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "text"
    return "null" if value is None else "true or false" if isinstance(value, bool) else "a number"
