"""`compare_redirect_uri`: where two redirect URIs differ, character by character, and what kind of difference that is.

Both are split into the parts of RFC 3986 Appendix B, and each part is compared alone: a trailing slash and a capital
letter are two differences, each with its own mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Mark
from pkce_core.redirect_uri.difference_kinds import classify_difference
from pkce_core.relation.explain import explain
from pkce_core.text.characters import describe_character
from pkce_core.text.differences import common_length
from pkce_core.text.quoting import visible
from pkce_core.urls.uri_parts import Part, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


_LONGEST_SPLIT = 8192
"""Characters of each text that are split into parts; no redirect URI is as long."""
_MOST_LETTERS_MARKED = 16


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
        """The difference as `--json` writes it."""
        return {
            "kind": self.kind,
            "kinds": list(self.kinds),
            "message": self.message,
            "marks": [_mark_to_dict(mark) for mark in self.marks],
            "registered_marks": [_mark_to_dict(mark) for mark in self.registered_marks],
        }


def _mark_to_dict(mark: Mark) -> dict[str, object]:
    return {"start": mark.start, "end": mark.end, "found": mark.found}


def compare_redirect_uri(
    redirect_uri: str, registered: str, *, loopback_port: bool = False
) -> RedirectUriDifference | None:
    """Compare a redirect URI with the registered one, as text.

    Args:
        redirect_uri: the redirect URI to check.
        registered: the URI registered with the server.
        loopback_port: whether http to 127.0.0.1 and [::1] may use any port (RFC 8252 §7.3).

    Returns:
        The difference; None when there is none.

    Raises:
        UsageError: one of the two is not a str.
    """
    if not isinstance(redirect_uri, str) or not isinstance(registered, str):
        raise UsageError("The redirect URIs to compare must be str.")
    return compare_texts(redirect_uri, registered, ("127.0.0.1", "[::1]") if loopback_port else ())


def compare_texts(
    redirect_uri: str, registered: str, any_port_hosts: Collection[str] = ()
) -> RedirectUriDifference | None:
    """Compare two redirect URIs, where http to some hosts may use any port.

    Args:
        redirect_uri: the redirect URI to check.
        registered: the URI registered with the server.
        any_port_hosts: the hosts to which http may use any port.

    Returns:
        The difference; None when there is none.
    """
    # RFC 9700 §2.1: "authorization servers MUST utilize exact string matching except for port numbers in localhost
    # redirection URIs of native apps"
    if redirect_uri == registered:
        return None
    mine, other = redirect_uri[:_LONGEST_SPLIT], registered[:_LONGEST_SPLIT]
    if mine == other:
        message = f"They differ after the first {_LONGEST_SPLIT:,} characters."
        return _describe_whole("path", message, redirect_uri, registered)
    if whole := _classify_whole(mine, other):
        return _describe_whole(*whole, mine, other)
    parts, other_parts = split(mine), split(other)
    any_port = other_parts["scheme"].text == "http" and other_parts["host"].text in any_port_hosts
    differing = [
        (*classify_difference(parts[name], other_parts[name]), parts[name], other_parts[name])
        for name in parts
        if parts[name].text != other_parts[name].text
        and not (any_port and name == "port" and _is_port(parts[name].text))
    ]
    if not differing:
        return None
    difference = _describe(differing)
    return replace(difference, message=f"{difference.message} {_explain(mine, other, difference.kinds)}".rstrip())


def _explain(mine: str, other: str, kinds: tuple[str, ...]) -> str:
    """How the whole URI was made from the registered one, where its parts say only that they differ."""
    if not {"host", "path", "query"} & set(kinds):
        return ""
    relation = explain("redirect_uri", other, mine, "the registered one")
    if not relation.ways:
        return ""
    sentence = relation.sentence.replace("It's", "Yours is", 1)
    return f"{sentence} {relation.advice}" if "inner-address" in relation.ways[0] else sentence


def _describe_whole(kind: str, message: str, redirect_uri: str, registered: str) -> RedirectUriDifference:
    """A difference between the whole texts, not between two parts."""
    return _describe([(kind, message, Part("all", redirect_uri, 0), Part("all", registered, 0))])


def _describe(differing: list[tuple[str, str, Part, Part]]) -> RedirectUriDifference:
    marks = [pair for _, _, mine, other in differing for pair in _marks(mine, other)]
    kinds = tuple(dict.fromkeys(kind for kind, _, _, _ in differing))
    return RedirectUriDifference(
        kind=kinds[0],
        kinds=kinds,
        message=" ".join(message for _, message, _, _ in differing),
        marks=tuple(mine for mine, _ in marks),
        registered_marks=tuple(other for _, other in marks),
    )


def _classify_whole(mine: str, other: str) -> tuple[str, str] | None:
    """The kind of change that was made to one text as a whole, and a sentence about it."""
    from urllib.parse import unquote  # only for two URIs that differ: it loads slowly

    if mine.strip() == other.strip():
        whose = "Yours" if mine != mine.strip() else "The registered one"
        return "white-space", f"{whose} has white space around it."
    if mine.strip("'\"` ") == other.strip("'\"` "):
        return "quotes", "One of the two is in quotes, and the quotes became part of it."
    for whose, text, plain in (("Yours", mine, other), ("The registered one", other, mine)):
        if "://" not in text[:64] and (unquote(text) == plain or unquote(unquote(text)) == plain):
            times = "once" if unquote(text) == plain else "twice"
            return "percent-encoding", f"{whose} is percent-encoded {times} as a whole."
        if "&amp;" in text and text.replace("&amp;", "&") == plain:
            return "html-escape", f"{whose} was copied from HTML: it has &amp; instead of &."
    return None


def _is_port(text: str) -> bool:
    return re.fullmatch(r"(:[0-9]{1,5})?", text) is not None


def _marks(mine: Part, other: Part) -> Iterator[tuple[Mark, Mark]]:
    for start, end, other_end in _find_places(mine.text, other.text):
        yield _mark(mine, start, end), _mark(other, start, other_end)


def _find_places(mine: str, other: str) -> list[tuple[int, int, int]]:
    """Where two texts differ: the start in both, the end in each."""
    short = min(len(mine), len(other))
    if mine[:short].lower() == other[:short].lower():  # letter by letter, and what follows
        letters = [(at, at + 1, at + 1) for at in range(short) if mine[at] != other[at]][:_MOST_LETTERS_MARKED]
        return letters + [(short, len(mine), len(other))] * (len(mine) != len(other))
    start = common_length(mine, other)
    end = common_length(mine[start:][::-1], other[start:][::-1])
    return [(start, len(mine) - end, len(other) - end)]


def _mark(part: Part, start: int, end: int) -> Mark:
    return Mark(start=part.start + start, end=part.start + end, found=_name_text(part, part.text[start:end]))


def _name_text(part: Part, text: str) -> str:
    """The differing text by name; a user name, a query or a fragment may contain a secret, so only its length."""
    if len(text) < 2:
        return describe_character(text)[0] if text else "nothing"
    may_be_secret = part.name in ("all", "userinfo", "query", "fragment")
    return f"{len(text)} characters" if may_be_secret else visible(text, 40)
