"""JSON as a security protocol reads it: one object, no name twice, no numbers that are none, nothing too deep."""

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
"""Levels of nesting that are read for sure. Much deeper ones would need more stack than a browser has."""
MOST_CHARACTERS = 256 * 1024
"""Of a document; ten times the longest token response, key set or metadata that is known."""
_STRING = r'(?s)"(?:[^"\\]|\\.)*(?:"|\\?\Z)'
"""A string, or what is left of the text when one does not end: so each quote is looked at once."""
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def parse_json_object(document: str | bytes) -> dict[str, object]:
    """Read exactly one JSON object.

    Args:
        document: the text, or its octets in UTF-8.

    Returns:
        The members in the order in which they stand.

    Raises:
        JsonError: it is no JSON, or no object, or a name stands in an object twice. The text of the error holds names,
            positions and kinds, never a value.
        UsageError: the document is neither str nor bytes.
    """
    text = _text(document)
    if len(text) > MOST_CHARACTERS:
        raise JsonError(f"The JSON has {len(text):,} characters; more than {MOST_CHARACTERS:,} are not read.")
    if text.count("[") + text.count("{") > DEEPEST and _is_deep(text):
        raise JsonError("The JSON is nested too deeply to read.")
    try:
        value = _decoder().decode(text)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise JsonError(f"This is no JSON: it breaks at {where} ({problem.msg}).") from None
    except JsonError:
        raise
    except ValueError:  # int() refuses thousands of digits
        raise JsonError("The JSON holds a number with too many digits.") from None
    if not isinstance(value, dict):
        raise JsonError(f"This is JSON, but {_kind(value)} instead of an object.")
    return value


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse_constant, parse_float=_finite)


def _text(document: str | bytes) -> str:
    if isinstance(document, str):
        return document
    if not isinstance(document, bytes):
        raise UsageError("A JSON document is str or bytes.")
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise JsonError(f"This is no JSON: octet {problem.start + 1} is not UTF-8.") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # RFC 8259 §4: "The names within an object SHOULD be unique." RFC 7515 §4 and RFC 7519 §4 require it of a JWT.
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise JsonError(f'The name "{visible(twice, 40)}" stands in the JSON object twice, so its value is ambiguous.')
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is no JSON number.")


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise JsonError("The JSON holds a number that is too large.")
    return value


def _is_deep(text: str) -> bool:
    """Tell whether text nests too deeply, without recursion: peel its brackets level by level."""
    octets = re.sub(_STRING, "", text).encode("utf-8", "surrogatepass")
    brackets = octets.translate(None, _NOT_BRACKETS)
    for _ in range(DEEPEST):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    # A few are left when the text is cut off; what is wrong there is the reader's to say.
    return len(brackets) > 2 * DEEPEST


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "text"
    return "null" if value is None else "true or false" if isinstance(value, bool) else "a number"
