"""The parts of a URI as RFC 3986 Appendix B splits any text, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GRAMMAR = r"(?s)(?:([^:/?#]+):)?(?:(//)([^/?#]*))?([^?#]*)(?:(\?)([^#]*))?(?:(\#)(.*))?"
"""RFC 3986 Appendix B: scheme, authority, path, query, fragment."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a URI: its name, its text, and where it starts."""

    name: str
    text: str
    start: int


def split(text: str) -> dict[str, Part]:
    """The parts in reading order; a part that is absent is empty."""
    match = re.match(_GRAMMAR, text)
    assert match is not None  # noqa: S101 - every text matches, if only as a path
    authority, at = match[3] or "", match.start(4 if match[3] is None else 3)
    userinfo, sign, host_and_port = authority.rpartition("@")
    colon = host_and_port.find(":", host_and_port.rfind("]") + 1)
    host, port = (host_and_port, "") if colon < 0 else (host_and_port[:colon], host_and_port[colon:])
    parts = (
        ("scheme", match[1] or "", 0),
        ("slashes", match[2] or "", match.end(1) + 1),
        ("userinfo", userinfo + sign, at),
        ("host", host, at + len(userinfo + sign)),
        ("port", port, at + len(userinfo + sign) + len(host)),
        ("path", match[4], match.start(4)),
        ("query", (match[5] or "") + (match[6] or ""), max(match.start(5), match.end(4))),
        ("fragment", (match[7] or "") + (match[8] or ""), len(text) if match[7] is None else match.start(7)),
    )
    return {name: Part(name, part, start) for name, part, start in parts}
