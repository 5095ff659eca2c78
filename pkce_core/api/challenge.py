"""A WWW-Authenticate header, read into its challenges (RFC 9110 §11.6.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_HEADER = 16_000
"""Characters; servers write a few hundred."""
_PART = re.compile(
    r"""([\w!#$%&'*+.^`|~/-]{1,200})(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.){0,4000})"|([^\s,"=]{1,4000})))?"""
)
"""A scheme, or a parameter with its value."""
_HEADER = r"(?im)^[<\s]*www-authenticate[ \t]*:[ \t]*(.+(?:\n[ \t]+.+){0,20})$"
_MOST_PARTS = 200


class Challenge(NamedTuple):
    """One challenge: its scheme in lower case, and its parameters, whose names are in lower case."""

    scheme: str
    parameters: Mapping[str, str]

    def value(self, name: str) -> str:
        """A parameter; "" without it."""
        return self.parameters.get(name, "")


def find_challenges(text: str) -> tuple[Challenge, ...]:
    """The challenges of all WWW-Authenticate headers in a text, such as the output of curl -i.

    Args:
        text: any text; it may also be the value of the header alone.
    """
    text = text.replace("\r\n", "\n")
    headers = re.findall(_HEADER, text)
    if not headers and re.match(r"(?i)\s*(?:bearer|dpop)\b", text) and "\n" not in text.strip():
        headers = [text]
    return tuple(challenge for header in headers for challenge in read_challenges(header))


def read_challenges(header: str) -> tuple[Challenge, ...]:
    """The challenges in the value of a header.

    Args:
        header: the value; 16,000 characters are read.
    """
    found: list[tuple[str, dict[str, str]]] = []
    for number, part in enumerate(_PART.finditer(header[:LONGEST_HEADER])):
        name, quoted, plain = part[1].lower(), part[2], part[3]
        if number == _MOST_PARTS:
            break
        if quoted is None and plain is None:
            found.append((name, {}))
        elif found:
            found[-1][1].setdefault(name, re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain)
    return tuple(Challenge(scheme, parameters) for scheme, parameters in found)
