"""Which relation holds between two URLs, part by part: another port, a longer path, an inner host."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.text.wording import join_words
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, parse_host
from pkce_core.urls.uri_parts import split

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parts = Mapping[str, str]

_DEFAULT_PORTS = {"https": ":443", "http": ":80"}
_INNER_ENDINGS = (".local", ".internal", ".svc", ".lan", ".localdomain", ".localhost", ".intra", ".corp", ".home.arpa")
WEB = ("http", "https")
"""The schemes of web addresses."""
_PART_NAMES = {"slashes": "slashes after the scheme", "userinfo": "user name before the @"}


@lru_cache(maxsize=256)
def parts_of(text: str) -> Parts:
    """The parts of a URL by name; those that are absent are empty. A pair of changes asks for them many times."""
    return MappingProxyType({name: part.text for name, part in split(text).items()})


def join_parts(parts: Parts) -> str:
    """The URL that has these parts."""
    scheme, *others = parts.values()
    return (f"{scheme}:" if scheme else "") + "".join(others)


def differing_parts(one: str, other: str) -> str:
    """What differs between two URLs, such as "the host and the path"."""
    first, second = parts_of(one), parts_of(other)
    names = [name for name in first if first[name] != second[name]]
    return join_words(f"the {_PART_NAMES.get(name, name)}" for name in names)


def is_web(one: Parts, other: Parts) -> bool:
    return one["scheme"] in WEB and other["scheme"] in WEB


def is_default_port(one: Parts, other: Parts) -> bool:
    return {one["port"], other["port"]} == {"", _DEFAULT_PORTS.get(one["scheme"])}


def is_port(one: Parts, other: Parts) -> bool:
    return all(re.fullmatch("(:[0-9]{1,5})?", each["port"]) for each in (one, other)) and bool(one["host"])


def is_same_host(one: Parts, other: Parts) -> bool:
    return one["host"].lower() == other["host"].lower() != ""


def is_same_without_dot(one: Parts, other: Parts) -> bool:
    return one["host"].rstrip(".") == other["host"].rstrip(".") != ""


def is_this_machine(one: Parts, other: Parts) -> bool:
    return _means_this_machine(one["host"]) and _means_this_machine(other["host"])


def is_same_without_www(one: Parts, other: Parts) -> bool:
    return one["host"].removeprefix("www.") == other["host"].removeprefix("www.") != ""


def is_neighbor_host(one: Parts, other: Parts) -> bool:
    """Whether only the first label differs, or one host is a name below the other."""
    first, second = one["host"], other["host"]
    shared = first.partition(".")[2]
    is_below = first.endswith(f".{second}") or second.endswith(f".{first}")
    return (shared.count(".") > 0 and shared == second.partition(".")[2]) or (
        is_below and min(first.count("."), second.count(".")) > 0
    )


def is_slash(one: Parts, other: Parts) -> bool:
    return one["path"].rstrip("/") == other["path"].rstrip("/") and abs(len(one["path"]) - len(other["path"])) == 1


def is_more_slashes(one: Parts, other: Parts) -> bool:
    return re.sub(r"[/\\]+", "/", one["path"]) == re.sub(r"[/\\]+", "/", other["path"])


def is_same_without_dots(one: Parts, other: Parts) -> bool:
    return normpath(f"/{one['path']}") == normpath(f"/{other['path']}")


def is_longer(one: Parts, other: Parts) -> bool:
    return other["path"].startswith(one["path"].rstrip("/") + "/") and bool(one["host"])


def is_shorter(one: Parts, other: Parts) -> bool:
    return is_longer(other, one)


def is_prefixed(one: Parts, other: Parts) -> bool:
    return len(one["path"]) > 1 and other["path"].endswith(one["path"]) and bool(one["host"])


def is_unprefixed(one: Parts, other: Parts) -> bool:
    return is_prefixed(other, one)


def is_cut(one: Parts, other: Parts) -> bool:
    return one["path"].startswith(other["path"]) and len(other["path"]) > 1 and bool(one["host"])


def is_more(one: Parts, other: Parts) -> bool:
    return is_cut(other, one)


def same_query(one: Parts, other: Parts) -> bool:
    return sorted(one["query"][1:].split("&")) == sorted(other["query"][1:].split("&"))


def one_is_empty(name: str) -> Callable[[Parts, Parts], bool]:
    return lambda one, other: bool(one["host"]) and not (one[name] and other[name])


def is_inner(host: str) -> bool:
    """Whether a host has no meaning on the Internet: a private address, a name of one word, this machine."""
    found = parse_host(host)
    if not isinstance(found, Host):
        return False
    name = found.text.removesuffix(".")
    if found.address is None:
        return re.fullmatch(r"[a-z0-9_\-]+", name) is not None or name.endswith(_INNER_ENDINGS)
    return bool(kinds_of_host(found) & (THIS_MACHINE | {"private", "unspecified"}))


def _means_this_machine(host: str) -> bool:
    found = parse_host(host)
    return isinstance(found, Host) and bool(kinds_of_host(found) & THIS_MACHINE)
