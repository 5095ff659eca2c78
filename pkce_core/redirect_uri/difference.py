"""Where two redirect URIs differ, character by character, and what kind of difference that is.

The two texts are split by the grammar of RFC 3986 Appendix B. Each part that differs is judged alone, so that a slash
and a capital letter are two differences, and each is marked where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Mark
from pkce_core.redirect_uri.difference_kinds import Part, classify_difference, split
from pkce_core.text.characters import describe_character
from pkce_core.text.differences import common_length
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


_JUDGED = 8192
"""Characters of each text that are compared in detail; no redirect URI is as long."""
_MARKED = 16


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


def _place(mark: Mark) -> dict[str, object]:
    return {"start": mark.start, "end": mark.end, "found": mark.found}


def compare_texts(one: str, registered: str, any_port_hosts: Collection[str] = ()) -> RedirectUriDifference | None:
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
    parts, theirs = split(mine), split(other)
    free = theirs["scheme"].text == "http" and theirs["host"].text in any_port_hosts
    found = [
        (*classify_difference(parts[name], theirs[name]), parts[name], theirs[name])
        for name in parts
        if parts[name].text != theirs[name].text and not (free and name == "port" and _is_port(parts[name].text))
    ]
    return _assemble(found) if found else None


def _assemble(found: list[tuple[str, str, Part, Part]]) -> RedirectUriDifference:
    marks = [pair for _, _, mine, other in found for pair in _marks(mine, other)]
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
    return _assemble([(kind, message, Part("all", one, 0), Part("all", registered, 0))])


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


def _is_port(text: str) -> bool:
    return re.fullmatch(r"(:[0-9]{1,5})?", text) is not None


def _marks(mine: Part, other: Part) -> Iterator[tuple[Mark, Mark]]:
    for start, end, other_end in _places(mine.text, other.text):
        yield _mark(mine, start, end), _mark(other, start, other_end)


def _places(mine: str, other: str) -> list[tuple[int, int, int]]:
    """Where two texts differ: the start in both, the end in each."""
    short = min(len(mine), len(other))
    if mine[:short].lower() == other[:short].lower():  # letter by letter, and what follows
        letters = [(at, at + 1, at + 1) for at in range(short) if mine[at] != other[at]][:_MARKED]
        return letters + [(short, len(mine), len(other))] * (len(mine) != len(other))
    start = common_length(mine, other)
    end = common_length(mine[start:][::-1], other[start:][::-1])
    return [(start, len(mine) - end, len(other) - end)]


def _mark(part: Part, start: int, end: int) -> Mark:
    return Mark(start=part.start + start, end=part.start + end, found=_found(part, part.text[start:end]))


def _found(part: Part, text: str) -> str:
    """What stands there by name; a query, a fragment and a user name may hold secrets, so they are counted only."""
    if len(text) < 2:
        return describe_character(text)[0] if text else "nothing"
    secret = part.name in ("all", "userinfo", "query", "fragment")
    return f"{len(text)} characters" if secret else visible(text, 40)


def compare_redirect_uri(
    redirect_uri: str, registered: str, *, loopback_port: bool = False
) -> RedirectUriDifference | None:
    """Compare a redirect URI with the registered one, as text.

    Args:
        redirect_uri: the redirect URI to judge.
        registered: the one the server knows.
        loopback_port: whether http to 127.0.0.1 and [::1] may come with any port (RFC 8252 §7.3).

    Returns:
        The difference; None when there is none.

    Raises:
        UsageError: one of the two is not text.
    """
    if not isinstance(redirect_uri, str) or not isinstance(registered, str):
        raise UsageError("The redirect URIs to compare are str.")
    return compare_texts(redirect_uri, registered, ("127.0.0.1", "[::1]") if loopback_port else ())
