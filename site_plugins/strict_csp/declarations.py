"""Turns style attributes into rules of a style sheet, because a policy without 'unsafe-inline' blocks the attributes.

The element gets an attribute instead of a class: themes style `table:not([class])`, and scripts set `className`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

ATTRIBUTE = "data-csp-style"
# Two ids that no element has: the rule beats other rules, as the attribute did, and loses to a script's `style.color`.
_LIKE_AN_ATTRIBUTE = r":not(#\#):not(#\#)"
_RULE = re.compile(rf'\[{ATTRIBUTE}="(?P<key>[0-9a-f]+)"\]{re.escape(_LIKE_AN_ATTRIBUTE)}\{{(?P<declarations>.*)\}}')
# https://www.w3.org/TR/css-syntax-3/#newline: a carriage return and a form feed end a string as a line feed does.
_COMMENT, _TEXT = r"/\*.*?\*/", r"\"[^\"\\\n\r\f]*\"|'[^'\\\n\r\f]*'"
_COMMENT_OR_TEXT = re.compile(rf"{_COMMENT}|{_TEXT}", re.DOTALL)
_TEXT_OR_SPACE = re.compile(rf"(?P<text>{_TEXT})|(?:{_COMMENT}|[ \t\n\r\f])+", re.DOTALL)
_ADDRESS = re.compile(r"(?:url|image-set|image|src)\(\s*(?!['\"]?(?:#|data:))", re.IGNORECASE)


@lru_cache  # the cells of a site's tables share few style attributes
def why_not_a_rule(declarations: str) -> str | None:
    """Return why a style attribute's text can't become a rule; None when it can."""
    if _ADDRESS.search(declarations):
        return "contains a URL, which could mean another file in a style sheet"
    rest = _COMMENT_OR_TEXT.sub("", declarations)
    if re.search(r"[{}<\\\"']|/\*|\*/", rest) or not _is_balanced(rest):
        return "isn't a plain list of declarations"
    return None


def _is_balanced(text: str) -> bool:
    """True when every bracket is closed: a browser would look for a missing one beyond the end of the rule."""
    unclosed: list[str] = []
    for char in re.findall(r"[\[\]()]", text):
        if char in "([":
            unclosed.append(char)
        elif not unclosed or unclosed.pop() + char not in ("()", "[]"):
            return False
    return not unclosed


@lru_cache
def key_of(declarations: str) -> str:
    """Return the value of the attribute that replaces a style attribute."""
    return hashlib.sha256(_on_one_line(declarations).encode("utf-8", "replace")).hexdigest()[:10]


def style_sheet(rules: dict[str, str]) -> str:
    """Return the style sheet, with one rule on each line. `rules` has the declarations by key."""
    return "".join(
        f'[{ATTRIBUTE}="{key}"]{_LIKE_AN_ATTRIBUTE}{{{_on_one_line(declarations)}}}\n'
        for key, declarations in sorted(rules.items())
    )


def parse_style_sheet(text: str) -> dict[str, str]:
    """Return the declarations by key, from a style sheet that `style_sheet` wrote."""
    return {match["key"]: match["declarations"] for match in _RULE.finditer(text)}


def _on_one_line(declarations: str) -> str:
    """The same declarations on one line, without comments. White space matters only inside quotes."""
    return _TEXT_OR_SPACE.sub(lambda found: found["text"] or " ", declarations).strip(" ;")
