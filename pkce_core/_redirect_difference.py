"""Where two redirect URIs differ, character by character, and what kind of difference that is.

The two texts are split by the grammar of RFC 3986 Appendix B. Each part that differs is judged alone, so that a slash
and a capital letter are two differences, and each is marked where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkce_core._characters import describe_character
from pkce_core._hosts import Host, parse_host
from pkce_core._quoting import visible
from pkce_core._redirect_hosts import kinds_of_host
from pkce_core.findings import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_JUDGED = 8192
"""Characters of each text that are compared in detail; no redirect URI is as long."""
_MARKED = 16
_LOOPBACK = frozenset({"localhost", "loopback-ipv4", "loopback-ipv6", "loopback-range"})

_GRAMMAR = r"(?s)(?:([^:/?#]+):)?(?:(//)([^/?#]*))?([^?#]*)(?:(\?)([^#]*))?(?:(\#)(.*))?"
"""RFC 3986 Appendix B: scheme, authority, path, query, fragment."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RedirectUriDifference:
    """How a redirect URI differs from the registered one.

    Attributes:
        kind: the kind of the first difference: "white-space", "quotes", "percent-encoding", "html-escape", "scheme",
            "case", "userinfo", "localhost-ip", "host-form", "www", "host", "port", "trailing-slash", "slashes",
            "dot-segments", "path", "query-order", "query" or "fragment".
        kinds: the kinds of all differences, each once, in reading order.
        message: the differences in sentences. "Yours" is the redirect URI that was compared.
        marks: the places in the redirect URI.
        registered_marks: the places in the registered one; as many.
    """

    kind: str
    kinds: tuple[str, ...]
    message: str
    marks: tuple[Mark, ...]
    registered_marks: tuple[Mark, ...]

    def to_dict(self) -> dict[str, object]:
        """The difference as `--json` carries it."""
        return {
            "kind": self.kind,
            "kinds": list(self.kinds),
            "message": self.message,
            "marks": [_place(mark) for mark in self.marks],
            "registered_marks": [_place(mark) for mark in self.registered_marks],
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a URI: what it is, its text, and where it starts."""

    name: str
    text: str
    start: int


def _place(mark: Mark) -> dict[str, object]:
    return {"start": mark.start, "end": mark.end, "found": mark.found}


def compare(one: str, registered: str, any_port_hosts: Collection[str] = ()) -> RedirectUriDifference | None:
    """Compare two redirect URIs as text.

    Args:
        one: the redirect URI to judge.
        registered: the one the server knows.
        any_port_hosts: the hosts for which http may come with any port.

    Returns:
        None when they are equal.
    """
    # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching except for port numbers in localhost
    # redirection URIs of native apps"
    if one == registered:
        return None
    mine, other = one[:_JUDGED], registered[:_JUDGED]
    if mine == other:
        return _whole("path", "They differ far behind their start.", one, registered)
    if around := _around(mine, other):
        return _whole(*around, mine, other)
    parts, theirs = _split(mine), _split(other)
    free = theirs["scheme"].text == "http" and theirs["host"].text in any_port_hosts
    found = [
        (*_judge(parts[name], theirs[name]), parts[name], theirs[name])
        for name in parts
        if parts[name].text != theirs[name].text and not (free and name == "port" and _is_port(parts[name].text))
    ]
    return _assemble(found) if found else None


def _assemble(found: list[tuple[str, str, _Part, _Part]]) -> RedirectUriDifference:
    marks = [pair for kind, _, mine, other in found for pair in _marks(kind, mine, other)]
    kinds = tuple(dict.fromkeys(kind for kind, _, _, _ in found))
    return RedirectUriDifference(
        kind=kinds[0],
        kinds=kinds,
        message=" ".join(message for _, message, _, _ in found),
        marks=tuple(mine for mine, _ in marks),
        registered_marks=tuple(other for _, other in marks),
    )


def _whole(kind: str, message: str, one: str, registered: str) -> RedirectUriDifference:
    """A difference that is not of one part."""
    return _assemble([(kind, message, _Part("all", one, 0), _Part("all", registered, 0))])


def _around(mine: str, other: str) -> tuple[str, str] | None:
    """What was done to the text as a whole."""
    from urllib.parse import unquote

    if mine.strip() == other.strip():
        whose = "Yours" if mine != mine.strip() else "The registered one"
        return "white-space", f"{whose} has white space around it."
    if mine.strip("'\"` ") == other.strip("'\"` "):
        return "quotes", "One of the two stands in quotes, and they became part of it."
    for whose, text, plain in (("Yours", mine, other), ("The registered one", other, mine)):
        if "://" not in text[:64] and (unquote(text) == plain or unquote(unquote(text)) == plain):
            times = "once" if unquote(text) == plain else "twice"
            return "percent-encoding", f"{whose} is percent-encoded {times} as a whole."
        if "&amp;" in text and text.replace("&amp;", "&") == plain:
            return "html-escape", f"{whose} was copied from HTML: &amp; stands there for &."
    return None


def _split(text: str) -> dict[str, _Part]:
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
    return {name: _Part(name, piece, start) for name, piece, start in pieces}


def _is_port(text: str) -> bool:
    return re.fullmatch(r"(:[0-9]{1,5})?", text) is not None


def _judge(mine: _Part, other: _Part) -> tuple[str, str]:
    """The kind of a difference, and a sentence about it."""
    if mine.name in ("host", "path", "query") and mine.text.lower() == other.text.lower():
        return "case", f"The {mine.name} differs in capital and small letters."
    if mine.name == "host":
        return _judge_host(mine.text, other.text)
    if mine.name == "path":
        return _judge_path(mine.text, other.text)
    if mine.name == "query":
        return _judge_query(mine.text, other.text)
    if mine.name == "scheme" and mine.text.lower() == other.text.lower():
        return "case", "The scheme differs in capital and small letters."
    if mine.name == "port":
        return "port", f"{_has('Yours', mine.text[1:], 'port')} {_has('the registered one', other.text[1:], 'port')}"
    if mine.name == "scheme":
        return "scheme", f"{_has('Yours', mine.text, 'scheme')} {_has('the registered one', other.text, 'scheme')}"
    longer = "Yours has" if mine.text else "The registered one has"
    what = {"userinfo": "a user name before an @", "fragment": "a fragment after a #", "slashes": "slashes"}[mine.name]
    both = f"The two have different {mine.name} parts." if mine.text and other.text else ""
    return mine.name, both or f"{longer} {what}, the other has not."


def _has(who: str, text: str, what: str) -> str:
    joint = ", " if who == "Yours" else "."
    return f"{who} has {f'the {what} {visible(text, 40)}' if text else f'no {what}'}{joint}".replace(" ,", ",").rstrip()


def _judge_host(mine: str, other: str) -> tuple[str, str]:
    one, two = parse_host(mine), parse_host(other)
    if isinstance(one, Host) and isinstance(two, Host):
        if one.text.removesuffix(".") == two.text.removesuffix("."):
            return "host-form", f"Both hosts are {one.text.removesuffix('.')} to a browser, but their texts differ."
        if kinds_of_host(one) & _LOOPBACK and kinds_of_host(two) & _LOOPBACK:
            message = f"Yours says {one.text}, the registered one {two.text}: both mean this machine, the text differs."
            return "localhost-ip", message
        if one.text.removeprefix("www.") == two.text.removeprefix("www."):
            return "www", "One of the hosts starts with www., the other does not."
    return "host", f"Yours goes to {visible(mine, 60) or 'no host'}, the registered one to {visible(other, 60)}."


def _judge_path(mine: str, other: str) -> tuple[str, str]:
    from posixpath import normpath

    if mine.rstrip("/") == other.rstrip("/"):
        ends = "Yours ends" if len(mine) > len(other) else "The registered one ends"
        return "trailing-slash", f"{ends} in a slash, the other does not."
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
        return f"{'Yours' if mine.count('%25') > other.count('%25') else 'The registered one'} is encoded twice."
    return ""


def _judge_query(mine: str, other: str) -> tuple[str, str]:
    if not mine or not other:
        return "query", f"{'Yours' if mine else 'The registered one'} has a query, the other has none."
    if sorted(mine[1:].split("&")) == sorted(other[1:].split("&")):
        return "query-order", "The queries hold the same parameters in another order."
    if how := _judge_encoding(mine.replace("+", "%20"), other.replace("+", "%20")):
        return "percent-encoding", how
    return "query", "The queries differ."


def _marks(kind: str, mine: _Part, other: _Part) -> Iterator[tuple[Mark, Mark]]:
    if kind == "case":
        pairs = enumerate(zip(mine.text, other.text, strict=False))
        places = [(at, at + 1, at + 1) for at, (left, right) in pairs if left != right][:_MARKED]
    else:
        start = _common(mine.text, other.text)
        end = _common(mine.text[start:][::-1], other.text[start:][::-1])
        places = [(start, len(mine.text) - end, len(other.text) - end)]
    for start, stop, other_stop in places:
        yield _mark(mine, start, stop), _mark(other, start, other_stop)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _mark(part: _Part, start: int, end: int) -> Mark:
    return Mark(start=part.start + start, end=part.start + end, found=_found(part, part.text[start:end]))


def _found(part: _Part, text: str) -> str:
    """What stands there by name; a query, a fragment and a user name may hold secrets, so they are counted only."""
    if len(text) < 2:
        return describe_character(text)[0] if text else "nothing"
    secret = part.name in ("all", "userinfo", "query", "fragment")
    return f"{len(text)} characters" if secret else visible(text, 40)
