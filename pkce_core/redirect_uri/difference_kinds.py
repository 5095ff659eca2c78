"""The parts of a redirect URI, and what kind of difference there is between two texts of the same part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkce_core.text.quoting import visible
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, parse_host

_GRAMMAR = r"(?s)(?:([^:/?#]+):)?(?:(//)([^/?#]*))?([^?#]*)(?:(\?)([^#]*))?(?:(\#)(.*))?"
"""RFC 3986 Appendix B: scheme, authority, path, query, fragment."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a URI: what it is, its text, and where it starts."""

    name: str
    text: str
    start: int


def split(text: str) -> dict[str, Part]:
    """The parts in reading order; a part that is absent is empty."""
    match = re.match(_GRAMMAR, text)
    assert match is not None  # noqa: S101 - every text matches, if only as a path
    authority, at = match[3] or "", match.start(4 if match[3] is None else 3)
    userinfo, sign, place = authority.rpartition("@")
    colon = place.find(":", place.rfind("]") + 1)
    host, port = (place, "") if colon < 0 else (place[:colon], place[colon:])
    pieces = (
        ("scheme", match[1] or "", 0),
        ("slashes", match[2] or "", match.end(1) + 1),
        ("userinfo", userinfo + sign, at),
        ("host", host, at + len(userinfo + sign)),
        ("port", port, at + len(userinfo + sign) + len(host)),
        ("path", match[4], match.start(4)),
        ("query", (match[5] or "") + (match[6] or ""), max(match.start(5), match.end(4))),
        ("fragment", (match[7] or "") + (match[8] or ""), len(text) if match[7] is None else match.start(7)),
    )
    return {name: Part(name, piece, start) for name, piece, start in pieces}


def classify_difference(mine: Part, other: Part) -> tuple[str, str]:
    """The kind of a difference, and a sentence about it."""
    name = mine.name
    if name in ("scheme", "host", "path", "query") and mine.text.lower() == other.text.lower():
        return "case", f"The {name} differs in capital and small letters."
    if name in ("scheme", "port"):
        return name, f"Yours has {_named(mine)}, the registered one has {_named(other)}."
    if name in _JUDGES:
        return _JUDGES[name](mine.text, other.text)
    if mine.text and other.text:
        return name, f"The two have different {name} parts."
    what = {"userinfo": "a user name before an @", "fragment": "a fragment after a #", "slashes": "slashes"}[name]
    return name, f"{_whose(mine.text)} has {what}, the other has not."


def _named(part: Part) -> str:
    return f"the {part.name} {visible(part.text.removeprefix(':'), 40)}" if part.text else f"no {part.name}"


def _whose(mine: object) -> str:
    return "Yours" if mine else "The registered one"


def _judge_host(mine: str, other: str) -> tuple[str, str]:
    one, two = parse_host(mine), parse_host(other)
    if isinstance(one, Host) and isinstance(two, Host):
        if one.text.removesuffix(".") == two.text.removesuffix("."):
            return "host-form", f"Both hosts are {one.text.removesuffix('.')} to a browser, but their texts differ."
        if kinds_of_host(one) & THIS_MACHINE and kinds_of_host(two) & THIS_MACHINE:
            message = f"Yours says {one.text}, the registered one {two.text}: both mean this machine, the text differs."
            return "localhost-ip", message
        if one.text.removeprefix("www.") == two.text.removeprefix("www."):
            return "www", "One of the hosts starts with www., the other does not."
    return "host", f"Yours goes to {visible(mine, 60) or 'no host'}, the registered one to {visible(other, 60)}."


def _judge_path(mine: str, other: str) -> tuple[str, str]:
    from posixpath import normpath

    if mine.rstrip("/") == other.rstrip("/"):
        return "trailing-slash", f"{_whose(len(mine) > len(other))} ends in a slash, the other does not."
    if mine.rstrip("/").lower() == other.rstrip("/").lower():
        return "trailing-slash", "The paths differ in a slash at their end, and in capital and small letters."
    if how := _judge_encoding(mine, other):
        return "percent-encoding", how
    if re.sub(r"[/\\]+", "/", mine) == re.sub(r"[/\\]+", "/", other):
        return "slashes", "The paths differ in the number or kind of their slashes."
    if normpath(f"/{mine}") == normpath(f"/{other}"):
        return "dot-segments", "The paths differ in parts that are . or .., which a browser resolves."
    return "path", "The paths differ."


def _judge_encoding(mine: str, other: str) -> str:
    """A sentence when the two say the same after one or two percent-decodings; else nothing."""
    from urllib.parse import unquote_to_bytes

    one, two = (unquote_to_bytes(text.encode("utf-8", "surrogatepass")) for text in (mine, other))
    if one == two:
        return "They say the same, but their percent-encoding differs."
    if unquote_to_bytes(one) == two or one == unquote_to_bytes(two):
        return f"{_whose(mine.count('%25') > other.count('%25'))} is encoded twice."
    return ""


def _judge_query(mine: str, other: str) -> tuple[str, str]:
    if not mine or not other:
        return "query", f"{_whose(mine)} has a query, the other has none."
    if sorted(mine[1:].split("&")) == sorted(other[1:].split("&")):
        return "query-order", "The queries hold the same parameters in another order."
    if how := _judge_encoding(mine.replace("+", "%20"), other.replace("+", "%20")):
        return "percent-encoding", how
    return "query", "The queries differ."


_JUDGES = {"host": _judge_host, "path": _judge_path, "query": _judge_query}
