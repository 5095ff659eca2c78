"""Text of unknown origin, made fit for a message: short, on one line, with nothing invisible in it.

Only for values that are no secrets: an issuer, a client_id, a name. Of a secret, messages give lengths and positions.
"""

from __future__ import annotations

_MOST = 120
"""Characters shown of a long value."""


def visible(text: str, most: int = _MOST) -> str:
    """The text with every character that a terminal or a page would hide or obey written as an escape."""
    shown = "".join(_escape(character) for character in text[:most])
    return shown if len(text) <= most else f"{shown}... ({len(text):,} characters)"


def quoted(value: object) -> str:
    """A JSON value as a message shows it: text in quotes, numbers as they are, the rest by its kind."""
    if isinstance(value, str):
        return f'"{visible(value)}"'
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > 128:
        return "a number of very many digits"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return _list(value)
    return "an object"


def _list(values: list[object] | tuple[object, ...]) -> str:
    if len(values) > 5 or not all(isinstance(value, str) for value in values):
        return f"a list of {len(values)}"
    return f"[{', '.join(map(quoted, values))}]"


def _escape(character: str) -> str:
    if character.isprintable() and character not in "\\":
        return character
    return character.encode("unicode_escape").decode("ascii")
