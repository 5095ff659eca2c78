"""The path of an authorization endpoint: white space that got into it, and the published one of a server's host."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.text.form_encoding import parse_form
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

_STRAY = r"%(?:25)?(?:09|0a|0d|20|c2%(?:25)?a0|e2%(?:25)?80%(?:25)?8b|ef%(?:25)?bb%(?:25)?bf)"
"""A tab, a line end, a space, a no-break space and what else is invisible, percent-encoded once or twice."""
_ANY_STRAY = re.compile(_STRAY, re.IGNORECASE)
_AT_AN_EDGE = re.compile(rf"/{_STRAY}|{_STRAY}(?:/|$)", re.IGNORECASE)
_OF_A_LINE = re.compile(r"%(?:25)?(?:09|0a|0d)", re.IGNORECASE)
_KINDS = (
    ("a space", re.compile(r"%(?:25)?20")),
    ("an invisible character", re.compile(r"%(?:25)?(?:e2|ef).*", re.IGNORECASE)),
)
_NEAR = 0.6
"""Of `SequenceMatcher.ratio`: a part with a slip in it. v1 and v2 are not near."""
_LONGEST = 200
"""Characters of a path that are compared or shown."""


class Published(NamedTuple):
    """What is known of the server at a host.

    Attributes:
        name: its slug, as in `providers/providers.toml`, which is also that of its redirect URI rules.
        title: the name to show.
        path: the path of its authorization endpoint, with names in braces for what varies; "" if it isn't certain.
    """

    name: str
    title: str
    path: str


PUBLISHED: Mapping[str, Published] = MappingProxyType(
    {
        "accounts.google.com": Published("google", "Google", "/o/oauth2/v2/auth"),
        "login.microsoftonline.com": Published("entra", "Microsoft Entra ID", "/{tenant}/oauth2/v2.0/authorize"),
        "login.jackhenry.com": Published("banno-admin", "Banno Admin API", ""),
    }
)
"""By host: the known servers whose host is always the same."""


class PathProblem(NamedTuple):
    """What is odd about the path of an endpoint, in a sentence, with what to do.

    Attributes:
        message: what it is, with the path.
        hint: what to do.
        is_sure: False where the path may be meant as it is.
    """

    message: str
    hint: str
    is_sure: bool


def published_at(url: str) -> Published | None:
    """The known server at the host of a URL; None for any other host.

    Args:
        url: an absolute URL.
    """
    return PUBLISHED.get(_split(url)[0])


def find_path_problem(url: str) -> PathProblem | None:
    """What is wrong or odd about the path of an authorization endpoint; None when nothing is.

    Args:
        url: an absolute URL; its query is ignored.
    """
    host, path = _split(url)
    path = path[:_LONGEST]
    known = PUBLISHED.get(host)
    if _ANY_STRAY.search(path):
        return _describe_stray(path, known)
    if known is None or not known.path:
        return None
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(known.path))
    if re.fullmatch(pattern, path) or not _is_near(
        [each for each in path.split("/") if each], known.path.split("/")[1:]
    ):
        return None
    message = f"The path is {visible(path)}. {known.title} publishes {known.path} for its authorization endpoint."
    return PathProblem(message, "Compare the two, letter by letter.", False)


def find_resource_problem(url: str) -> PathProblem | None:
    """A resource that Entra ID's v2.0 endpoint may refuse, because no scope begins with it; None for any other URL.

    Args:
        url: an authorization URL.
    """
    host, path = _split(url)
    if host != "login.microsoftonline.com" or "/v2.0/" not in path:
        return None
    pairs = parse_form(url.partition("?")[2].partition("#")[0])
    resources = [value for name, value in pairs if name == "resource" and value]
    scopes = [word for name, value in pairs if name == "scope" for word in value.split()]
    if all(any(f"{each}/".startswith(f"{resource}/") for each in scopes) for resource in resources):
        return None
    message = (
        "No scope begins with the resource and one slash. Entra ID's v2.0 endpoint takes the API from the scope, and"
    )
    message += " may refuse a resource that doesn't fit it (AADSTS9010010). A slash at the end of the resource counts."
    hint = "Leave resource out, or write it as the scopes begin: https://api.example for https://api.example/.default."
    return PathProblem(message, hint, False)


def _split(url: str) -> tuple[str, str]:
    """The host in lower case, without a port, and the path as it is written."""
    rest = re.split(r"[?#]", url.partition("://")[2], maxsplit=1)[0]
    host, slash, path = rest.partition("/")
    return host.lower().removesuffix(":443"), slash + path


def _describe_stray(path: str, known: Published | None) -> PathProblem:
    strays = [match[0] for match in _ANY_STRAY.finditer(path)]
    what = next((name for name, kind in _KINDS if all(map(kind.fullmatch, strays))), "white space")
    is_meant = not (_AT_AN_EDGE.search(path) or any(map(_OF_A_LINE.fullmatch, strays)))
    if is_meant and (known is None or not known.path):
        message = f"The path of the endpoint has {what} ({strays[0]}) in it: {visible(path)}."
        return PathProblem(message, "Remove it, unless a realm or tenant has this very name.", False)
    message = f"{what.capitalize()} ({strays[0]}) has got into the path of the endpoint: {visible(path)}."
    hint = "Remove it: it was probably copied along, or comes from a line that was wrapped."
    if known and known.path:
        hint += f" {known.title} publishes {known.path}."
    return PathProblem(message, hint, True)


def _is_near(parts: list[str], wanted: list[str]) -> bool:
    """Whether a path is another one with slips in its parts: a letter, its case, a slash more."""
    if len(parts) != len(wanted):
        return False
    from difflib import SequenceMatcher  # only for another path at a known host: it loads slowly

    return all(
        want.startswith("{") or SequenceMatcher(None, part.lower(), want).ratio() >= _NEAR
        for part, want in zip(parts, wanted, strict=True)
    )
