"""Style attributes as rules of a style sheet, because a policy without 'unsafe-inline' ignores the attributes.

The element gets an attribute rather than a class: themes style `table:not([class])`, and scripts set `className`.
"""

from __future__ import annotations

import hashlib
import re

ATTRIBUTE = "data-csp-style"
# Two ids that no element has: like the attribute, the rule wins over selectors and loses to a script's `style.color`.
_LIKE_AN_ATTRIBUTE = r":not(#\#):not(#\#)"
_RULE = re.compile(rf'\[{ATTRIBUTE}="(?P<key>[0-9a-f]+)"\]{re.escape(_LIKE_AN_ATTRIBUTE)}\{{(?P<declarations>.*)\}}')
# https://www.w3.org/TR/css-syntax-3/#newline: a carriage return and a form feed end a string as a line feed does.
_COMMENT, _TEXT = r"/\*.*?\*/", r"\"[^\"\\\n\r\f]*\"|'[^'\\\n\r\f]*'"
_QUIET = re.compile(rf"{_COMMENT}|{_TEXT}", re.DOTALL)
_TEXT_OR_SPACE = re.compile(rf"(?P<text>{_TEXT})|(?:{_COMMENT}|[ \t\n\r\f])+", re.DOTALL)
_ADDRESS = re.compile(r"(?:url|image-set|image|src)\(\s*(?!['\"]?(?:#|data:))", re.IGNORECASE)


def why_not(declarations: str) -> str | None:
    """Say why a style attribute's text can't become a rule, or None when it can."""
    if _ADDRESS.search(declarations):
        return "has an address, which would mean another file in a style sheet"
    rest = _QUIET.sub("", declarations)
    if re.search(r"[{}<\\\"']|/\*|\*/", rest) or not _closes(rest):
        return "is not a plain list of declarations"
    return None


def _closes(text: str) -> bool:
    """Whether every bracket has its partner: a browser looks for it beyond the end of the rule."""
    open_ones: list[str] = []
    for char in re.findall(r"[\[\]()]", text):
        if char in "([":
            open_ones.append(char)
        elif not open_ones or open_ones.pop() + char not in ("()", "[]"):
            return False
    return not open_ones


def key_of(declarations: str) -> str:
    """Return the value of the attribute that stands in for a style attribute."""
    return hashlib.sha256(_tidy(declarations).encode("utf-8", "replace")).hexdigest()[:10]


def style_sheet(rules: dict[str, str]) -> str:
    """Return the style sheet, one rule a line, for declarations by key."""
    return "".join(
        f'[{ATTRIBUTE}="{key}"]{_LIKE_AN_ATTRIBUTE}{{{_tidy(declarations)}}}\n'
        for key, declarations in sorted(rules.items())
    )


def parse_style_sheet(text: str) -> dict[str, str]:
    """Return the declarations by key of a style sheet made here."""
    return {match["key"]: match["declarations"] for match in _RULE.finditer(text)}


def _tidy(declarations: str) -> str:
    """The same declarations on one line: spaces count inside quotes only, and comments nowhere."""
    return _TEXT_OR_SPACE.sub(lambda found: found["text"] or " ", declarations).strip(" ;")
