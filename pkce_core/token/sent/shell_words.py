"""How three shells take a command line apart: POSIX, PowerShell and cmd.exe. Nothing is expanded.

A command ends at a line end, a semicolon, a pipe or an ampersand outside quotes. A variable keeps the place where the
shell would put its value.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_COMMAND = 32_000
"""Characters; far more than a token request, and little enough to read at once."""

_VARIABLE = r"\$(?:(?:env:)?(\w+)|\{(?:env:)?(\w+)|\()"
"""A variable, or the start of an expansion in braces or of a command in parentheses."""
_CMD_VARIABLE = r"%([A-Za-z_]\w*)%"
_OF_CMD = r"%[A-Za-z_]\w*%"
"""Such a variable in single quotes, which cmd.exe doesn't know: so another shell reads the command."""
_ESCAPED_PERCENT = "\ue000"  # stands for the % of "^%", which begins no variable
_ANSI_C = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
_BACKTICK = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class Word(NamedTuple):
    """One word of a command.

    Attributes:
        text: without its quotes; a variable stays as it is written.
        variable: the name of a variable that the shell fills in, "$(…)" for a command; "" for none.
        kept_from_shell: the variables that single quotes keep as they are, with a space between; "" for none.
    """

    text: str
    variable: str = ""
    kept_from_shell: str = ""


class _Builder:
    """Gathers words and commands."""

    def __init__(self) -> None:
        self.commands: list[list[Word]] = [[]]
        self._parts: list[str] = []
        self._variable = self._kept = ""
        self._open = False

    def add(self, text: str) -> None:
        self._parts.append(text)
        self._open = True

    def add_variable(self, text: str, match: re.Match[str]) -> int:
        """Add a variable as it is written; returns where it ends."""
        end = match.end() if match[1] else _end_of_braces(text, match.start() + 1)
        self.add(text[match.start() : end])
        self._variable = self._variable or next(filter(None, match.groups()), "$(…)")
        return end

    def add_quoted(self, text: str, pattern: str) -> None:
        """Text that the shell takes as it is; a variable in it is sent by its name."""
        self.add(text)
        self._kept = " ".join(filter(None, (self._kept, *re.findall(pattern, text))))

    def end_word(self) -> None:
        if self._open:
            self.commands[-1].append(Word("".join(self._parts), self._variable, self._kept))
        self._parts, self._variable, self._kept, self._open = [], "", "", False

    def end_command(self) -> None:
        self.end_word()
        if self.commands[-1]:
            self.commands.append([])

    @property
    def at_word_start(self) -> bool:
        return not self._open


def split_posix(text: str) -> list[list[Word]]:
    """The commands of a line for sh, bash or zsh."""
    built, at = _Builder(), 0
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            if text[at + 1 : at + 2] != "\n":
                built.add(text[at + 1 : at + 2])
            at += 2
        elif letter == "'":
            end = _end_of(text, at + 1, "'")
            built.add_quoted(text[at + 1 : end], rf"\$\{{?\w+\}}?|{_OF_CMD}")
            at = end + 1
        elif text.startswith("$'", at):
            at = _read_ansi_c(text, at + 2, built)
        elif letter == '"':
            at = _read_double_quoted(text, at + 1, built, "\\", '$`"\\')
        elif match := re.compile(_VARIABLE).match(text, at):
            at = built.add_variable(text, match)
        else:
            at = _read_plain(text, at, built)
    built.end_command()
    return [command for command in built.commands if command]


def split_powershell(text: str) -> list[list[Word]]:
    """The commands of a line for PowerShell."""
    built, at = _Builder(), 0
    while at < len(text):
        letter = text[at]
        if letter == "`":
            if text[at + 1 : at + 2] != "\n":
                built.add(_BACKTICK.get(text[at + 1 : at + 2], text[at + 1 : at + 2]))
            at += 2
        elif letter == "'":
            match = re.compile(r"'((?:[^']|'')*)'?").match(text, at)
            assert match is not None  # noqa: S101 - it begins with that quote
            built.add_quoted(match[1].replace("''", "'"), rf"\$\w+|{_OF_CMD}")
            at = match.end()
        elif letter == '"':
            at = _read_double_quoted(text, at + 1, built, "`", None)
        elif match := re.compile(_VARIABLE).match(text, at):
            at = built.add_variable(text, match)
        else:
            at = _read_plain(text, at, built)
    built.end_command()
    return [command for command in built.commands if command]


def split_cmd(text: str) -> list[list[Word]]:
    """The commands of a line for cmd.exe, whose carets go first; then each program splits its own line by quotes."""
    lines, quoted, line, at = [], False, "", 0
    while at < len(text):
        letter = text[at]
        if letter == "^" and not quoted:
            after = text[at + 1 : at + 2]
            line += "" if after == "\n" else _ESCAPED_PERCENT if after == "%" else after
            at += 2
            continue
        if letter == "\n" or (letter in "&|" and not quoted):
            lines.append(line)
            line, quoted = "", False
        else:
            line += letter
            quoted ^= letter == '"'
        at += 1
    commands = [_split_windows_arguments(each) for each in (*lines, line)]
    return [command for command in commands if command]


def _split_windows_arguments(line: str) -> list[Word]:
    """As the C runtime of Windows does: quotes group, a backslash escapes a quote."""
    words = []
    for match in re.finditer(r'(?:[^\s"\\]|\\+"?|"(?:[^"\\]|\\.|"")*"?)+', line):
        text = re.sub(r'\\(["\\])|""|"', lambda quote: quote[1] or ('"' if quote[0] == '""' else ""), match[0])
        text = '"' if match[0] == '""""' else "" if match[0] == '""' else text
        variable = re.search(_CMD_VARIABLE, text)
        words.append(Word(text.replace(_ESCAPED_PERCENT, "%"), variable[1] if variable else ""))
    return words


def _end_of(text: str, at: int, quote: str) -> int:
    end = text.find(quote, at)
    return len(text) if end < 0 else end


def _end_of_braces(text: str, at: int) -> int:
    """Where the brace or parenthesis at this place is closed, quotes and all."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] in "{(") - (text[place] in "})")
        if depth == 0:
            return place + 1
    return len(text)


def _read_plain(text: str, at: int, built: _Builder) -> int:
    letter = text[at]
    if letter == "#" and built.at_word_start:
        return _end_of(text, at, "\n")
    if letter in "\n;|&()<>" or (letter in "{}" and built.at_word_start):
        built.end_command()
    elif letter in " \t\r":
        built.end_word()
    else:
        built.add(letter)
    return at + 1


def _read_double_quoted(text: str, at: int, built: _Builder, escape: str, escaped: str | None) -> int:
    built.add("")
    pattern = re.compile(_VARIABLE)
    while at < len(text) and text[at] != '"':
        if text[at] == escape:
            after = text[at + 1 : at + 2]
            if after != "\n":
                built.add(after if escaped is None or after in escaped else escape + after)
            at += 2
        elif match := pattern.match(text, at):
            at = built.add_variable(text, match)
        else:
            built.add(text[at])
            at += 1
    return at + 1


def _read_ansi_c(text: str, at: int, built: _Builder) -> int:
    built.add("")
    while at < len(text) and text[at] != "'":
        if text[at] == "\\":
            if match := re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4}))").match(text, at):
                built.add(chr(int(match[1] or match[2], 16)))
                at = match.end()
                continue
            after = text[at + 1 : at + 2]
            built.add(_ANSI_C.get(after, after))
            at += 2
        else:
            built.add(text[at])
            at += 1
    return at + 1
