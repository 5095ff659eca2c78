"""How PowerShell, cmd.exe, the C runtime and HTTPie read a line, written after their documentation.

Neither Windows nor PowerShell is where the tests run, so these readers stand in for them, as far as our commands go:
what they do not know, they refuse. They follow about_Quoting_Rules and about_Parsing (PowerShell), "How does the
Windows Command Interpreter (CMD.EXE) parse scripts?" (cmd.exe at its prompt), "Parsing C command-line arguments" (the C
runtime that hands curl its arguments), and HTTPie 3's `KeyValueArgType`.
"""

from __future__ import annotations

import re

_POWERSHELL_QUOTES = "'\u2018\u2019\u201a\u201b"
_BARE = re.compile(r"[A-Za-z0-9._\-]+")


def read_powershell(line: str) -> list[str]:
    """The words of one simple command."""
    words, at = [], 0
    while at < len(line):
        if line.startswith("`\n", at):
            at += 2
        elif line[at] == " ":
            at += 1
        elif line[at] == "'":
            word, at = _read_quoted(line, at + 1)
            words.append(word)
        elif bare := _BARE.match(line, at):
            words.append(bare[0])
            at = bare.end()
        else:
            raise AssertionError(f"PowerShell reads {line[at]!r} as its own at {at}")
    return words


def _read_quoted(line: str, at: int) -> tuple[str, int]:
    """A verbatim string: any single quote of Unicode ends it, unless it is doubled."""
    text = ""
    while True:
        if line[at] not in _POWERSHELL_QUOTES:
            text += line[at]
            at += 1
        elif line[at + 1 : at + 2] and line[at + 1] in _POWERSHELL_QUOTES:
            text += line[at]
            at += 2
        else:
            return text, at + 1


def hand_on_from_powershell_5(words: list[str]) -> list[str]:
    """Windows PowerShell puts quotes around what holds a space, escapes nothing, and the program reads that."""
    return read_c_arguments(" ".join(f'"{word}"' if " " in word else word for word in words))


def read_cmd(line: str, environment: dict[str, str]) -> list[tuple[str, list[str]]]:
    """The commands of a line at the prompt: the operator before each, and its arguments as the program reads them."""
    expanded = "\n".join(_expand(part, environment) for part in line.split("\n"))
    commands: list[tuple[str, str]] = [("", "")]
    quoted, at = False, 0
    while at < len(expanded):
        character = expanded[at]
        if character == "^" and not quoted:
            # A caret hides what follows; before a line end, both vanish, and the next character is hidden.
            at += 2 if expanded[at + 1] == "\n" else 1
            commands[-1] = (commands[-1][0], commands[-1][1] + expanded[at])
        elif character in "&|<>()" and not quoted:
            operator = "&&" if expanded.startswith("&&", at) else character
            assert operator in ("&&", "&"), f"cmd.exe reads {character!r} as its own"
            commands.append((operator, ""))
            at += len(operator) - 1
        else:
            assert character != "\n", "the line ends here"
            quoted ^= character == '"'
            commands[-1] = (commands[-1][0], commands[-1][1] + character)
        at += 1
    return [(operator, read_c_arguments(text)) for operator, text in commands]


def _expand(line: str, environment: dict[str, str]) -> str:
    """%NAME% becomes its value, inside quotes and behind carets too; at the prompt, an unknown name stays."""
    at = 0
    while (start := line.find("%", at)) >= 0 and (end := line.find("%", start + 1)) >= 0:
        name = line[start + 1 : end].partition(":")[0]
        known = {key.upper(): text for key, text in environment.items()}.get(name.upper())
        if known is None:
            at = end
            continue
        line = line[:start] + known + line[end + 1 :]
        at = start + len(known)
    return line


def read_c_arguments(text: str) -> list[str]:
    """The arguments as the C runtime takes them apart, backslashes and quotes by its rules."""
    arguments: list[str] = []
    current: str | None = None
    quoted, at = False, 0
    while at < len(text):
        character = text[at]
        if character in " \t" and not quoted:
            if current is not None:
                arguments.append(current)
            current = None
        elif character == "\\":
            run = len(text) - at - len(text[at:].lstrip("\\"))
            before_quote = text[at + run : at + run + 1] == '"'
            current = (current or "") + "\\" * (run // 2 if before_quote else run)
            at += run
            if before_quote and run % 2:
                current += '"'
                at += 1
            continue
        elif character == '"':
            current = current or ""
            if quoted and text[at + 1 : at + 2] == '"':
                current += '"'
                at += 1
            else:
                quoted = not quoted
        else:
            current = (current or "") + character
        at += 1
    return arguments if current is None else [*arguments, current]


def read_httpie_item(argument: str) -> tuple[str, str, str]:
    """Name, separator and value of one request item."""
    assert not argument.startswith("-"), "HTTPie reads this as an option"
    parts: list[tuple[bool, str]] = [(False, "")]
    characters = iter(argument)
    for character in characters:
        if character != "\\":
            parts[-1] = (False, parts[-1][1] + character)
            continue
        following = next(characters, "")
        if following and following in "=:;@":
            parts += [(True, following), (False, "")]
        else:
            parts[-1] = (False, parts[-1][1] + "\\" + following)
    for index, (hidden, text) in enumerate(parts):
        found = None if hidden else re.search(r":=@|:=|==|=@|:@|=|:|;|@", text)
        if found:
            name = "".join(part for _, part in parts[:index]) + text[: found.start()]
            return name, found[0], text[found.end() :] + "".join(part for _, part in parts[index + 1 :])
    raise AssertionError("no separator")
