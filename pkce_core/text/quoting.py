"""Text of unknown origin, made safe to show in a message: short, on one line, with nothing invisible in it.

Only for values that are not secret, such as an issuer or a client_id. Messages about a secret give lengths and
positions.
"""

from __future__ import annotations

_OBEYED = (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F))
_ESCAPES = {code: ascii(chr(code))[1:-1] for code in (*_OBEYED, *range(0x2066, 0x206A)) if chr(code) != "\t"}
"""What a terminal obeys: control characters, and what ends a line or turns the direction of reading."""


def visible(text: str, most: int = 120) -> str:
    """The first `most` characters, with every one that a terminal or a page would hide or obey written as an escape."""
    shown = "".join(_escape(character) for character in text[:most])
    return shown if len(text) <= most else f"{shown}... ({len(text):,} characters)"


def its_words(words: str, most: int) -> str:
    """What a server says, in a sentence.

    Args:
        words: its own words.
        most: characters of them that are shown.
    """
    end = "" if words.endswith((".", "!", "?")) and len(words) <= most else "."
    return f'It says: "{visible(words, most)}"{end}'


def quoted(value: object) -> str:
    """A JSON value as a message shows it: text in quotes, numbers as they are, other values by their kind."""
    if isinstance(value, str):
        return f'"{visible(value)}"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number with very many digits"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return _list(value)
    return "an object"


def harmless(text: str) -> str:
    """The text, with whatever a terminal would obey and UTF-8 can't write as escapes; line ends and tabs stay."""
    if text.isprintable():
        return text
    return "\r\n".join(line.translate(_ESCAPES) for line in without_halves(text).split("\r\n"))


def without_halves(text: str) -> str:
    """The text, with each half of a character (a lone surrogate), which UTF-8 can't write, as an escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _list(values: list[object] | tuple[object, ...]) -> str:
    if len(values) > 5 or not all(isinstance(value, str) for value in values):
        return f"a list of {len(values)}"
    return f"[{', '.join(map(quoted, values))}]"


def _escape(character: str) -> str:
    if character.isprintable() and character != "\\":
        return character
    return character.encode("unicode_escape").decode("ascii")
