"""JSON that copying changed, or that was never JSON: what is wrong with it, found by mending it.

Each repair undoes one kind of damage. When the mended text is a token response, that was the mistake.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import FormError, JsonError
from pkce_core.text.form_encoding import decode_form
from pkce_core.text.json_object import MOST_CHARACTERS, find_json_objects, parse_json_object
from pkce_core.text.wording import join_lines

if TYPE_CHECKING:
    from collections.abc import Callable

_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|(?P<open>\\?\Z))'
"""A string, or the rest of the text when the string does not end, so that the search looks at each quote once."""
_STRING_OR_COMMENT = re.compile(rf"(?s)({_STRING})|/\*.*?(?:\*/|\Z)|(?://|#)[^\n]*")
_STRING_OR_COMMA = re.compile(rf"(?s)({_STRING})|,(?=\s*[}}\]])")
_STRING_OR_DOTS = re.compile(rf"(?s)({_STRING})|,\s*(?:\.\.\.|…)")
_TYPOGRAPHIC = re.compile("[“”„‟″]")
_ODD_SPACE = re.compile("[\u00a0\u2007\u202f\u200b\u2060\ufeff]")
_LINE_START = re.compile(r"(?m)^[ \t]*(?:>[> \t]*|[0-9]{1,4}[:.|]?(?:[ \t]+|$))")


def mend(text: str, wanted: frozenset[str]) -> tuple[dict[str, object], str] | None:
    """The object that copying changed, and a sentence about the change; None when no repair explains the text."""
    return _first(text, wanted, _COPIED)


def explain_mistake(text: str, wanted: frozenset[str]) -> str:
    """The mistake of a text that isn't JSON, as a sentence; "" when it isn't a known one."""
    found = _first(text, wanted, _MISTAKES)
    return found[1] if found else _explain_end(text) if _has_name(text, wanted) else ""


def _has_name(text: str, wanted: frozenset[str]) -> bool:
    """A quick look that keeps other texts from being mended at all."""
    return len(text) <= MOST_CHARACTERS and any(name in text for name in wanted)


def _first(
    text: str, wanted: frozenset[str], repairs: tuple[tuple[Callable[[str], str], str], ...]
) -> tuple[dict[str, object], str] | None:
    if not _has_name(text, wanted):
        return None
    for repair, sentence in repairs:
        mended = repair(text)
        if mended == text:
            continue
        start, end = mended.find("{"), mended.rfind("}") + 1
        try:
            members = parse_json_object(mended[start:end])
        except JsonError:
            continue
        if any(isinstance(members.get(name), str) for name in wanted):
            return members, sentence
    return None


def _explain_end(text: str) -> str:
    """Whether a text that starts as an object stops before its end."""
    start = text.find("{")
    plain = re.sub(rf"(?s){_STRING}", lambda match: "" if match["open"] is None else '"', text[max(start, 0) :])
    if (
        start < 0
        or find_json_objects(text)
        or plain.count("{") + plain.count("[") <= plain.count("}") + plain.count("]")
    ):
        return ""
    where = "in the middle of a text" if plain.endswith('"') else "before its last }"
    return f"The JSON is cut off: it ends {where}."


def _without(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: pattern.sub(lambda match: match[1] or "", text)


def _mend_strings(text: str) -> str:
    """With the line breaks inside strings removed, where a terminal or a mail wrapped a long token."""
    return re.sub(rf"(?s){_STRING}", lambda match: join_lines(match[0]), text)


def _unescape_quotes(text: str) -> str:
    return re.sub(r'\\+"', '"', text).replace("\\n", " ") if '\\"' in text else text


def _unescape_line_ends(text: str) -> str:
    return re.sub(r"\\[nrt]", " ", text)


def _decode(text: str) -> str:
    if not re.match(r"(?i)\s*%7B", text):
        return text
    try:
        return decode_form(text.strip())
    except FormError:
        return text


def _open(text: str) -> str:
    return "{" + text if text.lstrip().startswith('"') and "{" not in text else text


_COPIED: tuple[tuple[Callable[[str], str], str], ...] = (
    (lambda text: _LINE_START.sub("", text), "The line numbers or quote marks at the start of its lines were removed."),
    (lambda text: _TYPOGRAPHIC.sub('"', text), "Its typographic quotes were read as plain ones."),
    (lambda text: _ODD_SPACE.sub(" ", text), "Its no-break spaces were read as plain ones."),
    (_mend_strings, "A line break inside a text was removed: a terminal or a mail wrapped it."),
    (_unescape_quotes, 'Each quote had a \\ before it, as JSON or a program\'s text inside another text has.'),
    (_unescape_line_ends, "It has \\n for each line end, as a program prints a text with its escapes."),
    (_decode, "It was percent-encoded, as in a URL."),
    (lambda text: text.replace("\0", ""), "It had zero octets between its characters: it was UTF-16."),
    (_open, "The { at its start wasn't copied."),
)  # fmt: skip
"""What copying changes: the response itself was JSON."""
_MISTAKES: tuple[tuple[Callable[[str], str], str], ...] = (
    (_without(_STRING_OR_COMMA), "There is a comma before } or ], which JSON doesn't allow."),
    (_without(_STRING_OR_COMMENT), "It contains a comment, which JSON doesn't allow."),
    (_without(_STRING_OR_DOTS), "It contains ... where members were left out."),
    (lambda text: f"{text}}}", "The JSON is cut off: it ends before its last }."),
)
"""What is wrong with a text that was never JSON, or isn't whole."""
