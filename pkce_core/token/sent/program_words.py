"""A program's text in strings, names, signs and groups: enough of JavaScript, Python, PHP, PowerShell and their like.

Nothing is evaluated. A text that a program puts together has a value only where all of it is written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pkce_core.token.sent.parameters import UNKNOWN

_TOKEN = re.compile(
    r"""(?s)
    (?P<comment>(?<!:)//[^\n]*|/\*.*?(?:\*/|\Z)|(?:(?<=\n)|(?<=\n[ \t]))\#[^\n]*)
    |(?P<string>[fFbBrRuU$@]{0,2}(?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*')|`[^`\\]*(?:\\.[^`\\]*)*`)
    |(?P<open>[({\[])|(?P<close>[)}\]])
    |(?P<sign>=>|===?|!==?|[:=,;\n+])
    |(?P<broken>["'][^\n]*)
    |(?P<word>[^\s"'`(){}\[\],;:=+]+)
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"(?s)\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\n": ""}
_FILLED_IN = r"\$\{[^{}]*\}|\$\w+|#\{[^{}]*\}|\$\([^()]*\)"
_SWIFT = r"\\\([^()\\]{0,80}\)"
_FIELD = r"\{[^{}]*\}"
"""What Python, with f before the string, and C#, with $ before it, fill in."""


class Token(NamedTuple):
    """A string, a word, a sign, or a group in brackets."""

    kind: str
    text: str
    group: Group | None = None


@dataclass(slots=True)
class Group:
    """What is between two brackets.

    Attributes:
        before: the words before it, such as a function's name or the name that it is assigned to; the nearest first.
        elements: its parts, between commas or semicolons.
    """

    before: tuple[str, ...]
    opener: str = ""
    elements: list[list[Token]] = field(default_factory=lambda: [[]])

    def pairs(self) -> list[tuple[str, list[Token]]]:
        """Names with the tokens of their values. A name alone is a variable with that name, as in JavaScript."""
        found = []
        for element in self.elements:
            if len(element) > 2 and element[0].kind in ("string", "word") and element[1].text in ("=>", ":", "="):
                found.append((plain(element[0]), element[2:]))
            elif self.opener == "{" and len(element) == 1 and re.fullmatch(r"[A-Za-z_]\w*", element[0].text):
                found.append((element[0].text, element))
        return found


def read_groups(text: str) -> list[Group]:
    """Every group of a program, the innermost first; the last one is the program itself."""
    text = re.sub(r"`[ \t]*\n", " ", text)  # PowerShell continues a line
    done: list[Group] = []
    stack = [Group(())]
    for match in _TOKEN.finditer(text):
        kind, written, group = match.lastgroup or "", match[0], stack[-1]
        if kind == "open":
            words = [plain(each) for each in group.elements[-1][-4:] if each.kind in ("word", "string")]
            stack.append(Group((*reversed(words), *group.before)[:12], written))
        elif kind == "close":
            if len(stack) > 1:
                done.append(stack.pop())
                stack[-1].elements[-1].append(Token("group", "", group))
        elif written in (",", ";") or (written == "\n" and (len(stack) == 1 or "@" in group.before[:1])):
            if group.elements[-1]:
                group.elements.append([])
        elif written != "\n" and kind not in ("comment", "broken"):
            group.elements[-1].append(Token(kind, written))
    return [*done, *reversed(stack)]


def plain(token: Token) -> str:
    """The text of a string or a word."""
    if token.kind != "string":
        return token.text
    written = token.text.lstrip("fFbBrRuU$@")
    return _ESCAPE.sub(_unescape, re.sub(_SWIFT, UNKNOWN, written[1:-1]))


def written_out(tokens: list[Token]) -> str:
    """The text that a program makes of strings and variables, with UNKNOWN where it fills in something."""
    parts: list[str] = []
    for token in tokens:
        if token.text == "+" or (token.kind == "word" and token.text == "."):
            continue
        if token.kind != "string":
            parts += [] if parts[-1:] == [UNKNOWN] else [UNKNOWN]
            continue
        text, prefix = plain(token), token.text[:2].lower()
        if token.text[0] in '"`' or prefix[0] in "f$":
            text = re.sub(_FILLED_IN, UNKNOWN, text)
        if prefix[0] in "f$" and prefix[-1] in "\"'":
            text = re.sub(_FIELD, UNKNOWN, text)
        parts.append(text)
    return "".join(parts)


def _unescape(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else _LETTERS.get(escape[3], escape[3])
