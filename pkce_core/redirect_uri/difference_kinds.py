"""What kind of difference there is between two texts of the same part of a redirect URI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from pkce_core.redirect_uri.percent_encoding import compare_encoding
from pkce_core.text.quoting import visible
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, parse_host, spell_out

if TYPE_CHECKING:
    from pkce_core.urls.uri_parts import Part


def classify_difference(mine: Part, other: Part) -> tuple[str, str]:
    """The kind of a difference, and a sentence about it; `mine` is "yours" to the reader."""
    name = mine.name
    if name in ("scheme", "host", "path", "query") and mine.text.lower() == other.text.lower():
        return "case", f"The {name} differs in upper and lower case."
    if name == "path":
        return _classify_path(mine.text, other.text)
    if name == "query":
        return _classify_query(mine.text, other.text)
    if name == "host" and (found := _classify_host(mine.text, other.text)):
        return found
    if name in ("scheme", "host", "port"):
        return name, f"Yours has {_named(mine)}, but the registered one has {_named(other)}."
    if mine.text and other.text:
        return name, f"The {name} parts differ."
    what = {"userinfo": "a user name before an @", "fragment": "a fragment after a #", "slashes": "slashes"}[name]
    return name, f"{_whose(bool(mine.text))} has {what}, but the other doesn't."


def _named(part: Part) -> str:
    return f"the {part.name} {visible(part.text.removeprefix(':'), 60)}" if part.text else f"no {part.name}"


def _whose(yours: bool) -> str:
    return "Yours" if yours else "The registered one"


def _classify_host(mine: str, other: str) -> tuple[str, str] | None:
    """How two hosts are related to a browser; None when they are not."""
    letters, ascii_form = sorted((mine, other), key=str.isascii)
    if not letters.isascii() and normalize("NFC", letters).casefold() == spell_out(ascii_form.lower()):
        whose = "yours" if letters == mine else "the registered one"
        return "host-form", (
            f"Both have the same host, {whose} with its letters and the other in its ASCII form, which OAuth needs."
        )
    one, two = parse_host(mine), parse_host(other)
    if not isinstance(one, Host) or not isinstance(two, Host):
        return None
    if one.text.removesuffix(".") == two.text.removesuffix("."):
        return "host-form", f"A browser reads both hosts as {one.text.removesuffix('.')}, but their texts differ."
    if kinds_of_host(one) & THIS_MACHINE and kinds_of_host(two) & THIS_MACHINE:
        both = f"Yours has {one.text}, the registered one has {two.text}."
        return "localhost-ip", f"{both} Both mean this machine, but their texts differ."
    if one.text.removeprefix("www.") == two.text.removeprefix("www."):
        return "www", "Only one of the hosts starts with www."
    return None


def _classify_path(mine: str, other: str) -> tuple[str, str]:
    from posixpath import normpath

    if mine.rstrip("/") == other.rstrip("/"):
        return "trailing-slash", f"{_whose(len(mine) > len(other))} ends in a slash, but the other doesn't."
    if mine.rstrip("/").lower() == other.rstrip("/").lower():
        return "trailing-slash", "The paths differ in a slash at the end, and in upper and lower case."
    if message := compare_encoding(mine, other):
        return "percent-encoding", message
    if re.sub(r"[/\\]+", "/", mine) == re.sub(r"[/\\]+", "/", other):
        return "slashes", "The paths differ in the number or kind of their slashes."
    if normpath(f"/{mine}") == normpath(f"/{other}"):
        return "dot-segments", "The paths differ in . or .. segments, which a browser resolves."
    return "path", "The paths differ."


def _classify_query(mine: str, other: str) -> tuple[str, str]:
    if not mine or not other:
        return "query", f"{_whose(bool(mine))} has a query, but the other doesn't."
    if sorted(mine[1:].split("&")) == sorted(other[1:].split("&")):
        return "query-order", "The queries have the same parameters in a different order."
    if message := compare_encoding(mine.replace("+", "%20"), other.replace("+", "%20")):
        return "percent-encoding", message
    return "query", "The queries differ."
