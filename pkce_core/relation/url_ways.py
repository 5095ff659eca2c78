"""What makes one URL from another that should be the same text: a part is added, dropped or written in another way."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.relation.ways import LESS_USUAL, RARE, USUAL, Way
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, parse_host
from pkce_core.urls.uri_parts import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pkce_core.relation.ways import Changes

    Parts = Mapping[str, str]

_DEFAULT_PORTS = {"https": ":443", "http": ":80"}
_INNER_ENDINGS = (".local", ".internal", ".svc", ".lan", ".localdomain", ".localhost", ".intra", ".corp", ".home.arpa")
_WEB = ("http", "https")
_PART_NAMES = {"slashes": "slashes after the scheme", "userinfo": "user name before the @"}


@lru_cache(maxsize=256)
def parts_of(text: str) -> Parts:
    """The parts of a URL by name; those that are absent are empty. A pair of changes asks for them many times."""
    return MappingProxyType({name: part.text for name, part in split(text).items()})


def differing_parts(one: str, other: str) -> str:
    """What differs between two URLs, such as "the host and the path"."""
    first, second = parts_of(one), parts_of(other)
    names = [name for name in first if first[name] != second[name]]
    return join_words(f"the {_PART_NAMES.get(name, name)}" for name in names)


def join_parts(parts: Parts) -> str:
    """The URL that has these parts."""
    scheme, *others = parts.values()
    return (f"{scheme}:" if scheme else "") + "".join(others)


def _changing(name: str, holds: Callable[[Parts, Parts], object]) -> Changes:
    """The change that gives one part the text that the other URL has there, where that relation holds."""

    def change(text: str, guide: str) -> Iterator[str]:
        one, other = parts_of(text), parts_of(guide)
        if one[name] != other[name] and holds(one, other):
            yield join_parts({**one, name: other[name]})

    return change


def _is_web(one: Parts, other: Parts) -> bool:
    return one["scheme"] in _WEB and other["scheme"] in _WEB


def _is_default_port(one: Parts, other: Parts) -> bool:
    return {one["port"], other["port"]} == {"", _DEFAULT_PORTS.get(one["scheme"])}


def _is_port(one: Parts, other: Parts) -> bool:
    return all(re.fullmatch("(:[0-9]{1,5})?", each["port"]) for each in (one, other)) and bool(one["host"])


def _is_same_host(one: Parts, other: Parts) -> bool:
    return one["host"].lower() == other["host"].lower() != ""


def _is_same_without_dot(one: Parts, other: Parts) -> bool:
    return one["host"].rstrip(".") == other["host"].rstrip(".") != ""


def _is_this_machine(one: Parts, other: Parts) -> bool:
    return _means_this_machine(one["host"]) and _means_this_machine(other["host"])


def _is_same_without_www(one: Parts, other: Parts) -> bool:
    return one["host"].removeprefix("www.") == other["host"].removeprefix("www.") != ""


def _is_neighbor_host(one: Parts, other: Parts) -> bool:
    """Whether only the first label differs, or one host is a name below the other."""
    first, second = one["host"], other["host"]
    shared = first.partition(".")[2]
    is_below = first.endswith(f".{second}") or second.endswith(f".{first}")
    return (shared.count(".") > 0 and shared == second.partition(".")[2]) or (
        is_below and min(first.count("."), second.count(".")) > 0
    )


def _is_slash(one: Parts, other: Parts) -> bool:
    return one["path"].rstrip("/") == other["path"].rstrip("/") and abs(len(one["path"]) - len(other["path"])) == 1


def _is_more_slashes(one: Parts, other: Parts) -> bool:
    return re.sub(r"[/\\]+", "/", one["path"]) == re.sub(r"[/\\]+", "/", other["path"])


def _is_same_without_dots(one: Parts, other: Parts) -> bool:
    return normpath(f"/{one['path']}") == normpath(f"/{other['path']}")


def _is_longer(one: Parts, other: Parts) -> bool:
    return other["path"].startswith(one["path"].rstrip("/") + "/") and bool(one["host"])


def _is_shorter(one: Parts, other: Parts) -> bool:
    return _is_longer(other, one)


def _is_prefixed(one: Parts, other: Parts) -> bool:
    return len(one["path"]) > 1 and other["path"].endswith(one["path"]) and bool(one["host"])


def _is_unprefixed(one: Parts, other: Parts) -> bool:
    return _is_prefixed(other, one)


def _is_cut(one: Parts, other: Parts) -> bool:
    return one["path"].startswith(other["path"]) and len(other["path"]) > 1 and bool(one["host"])


def _is_more(one: Parts, other: Parts) -> bool:
    return _is_cut(other, one)


def _same_query(one: Parts, other: Parts) -> bool:
    return sorted(one["query"][1:].split("&")) == sorted(other["query"][1:].split("&"))


def _one_is_empty(name: str) -> Callable[[Parts, Parts], bool]:
    return lambda one, other: bool(one["host"]) and not (one[name] and other[name])


def _at_inner_address(text: str, guide: str) -> Iterator[str]:
    """The address within a network for the public one, with its scheme and port; or the other way round."""
    one, other = parts_of(text), parts_of(guide)
    if one["host"] == other["host"] or not (one["host"] and other["host"] and _is_web(one, other)):
        return
    if _is_this_machine(one, other) or not (is_inner(one["host"]) or is_inner(other["host"])):
        return
    yield join_parts({**one, "scheme": other["scheme"], "host": other["host"], "port": other["port"]})


def _at_other_scheme_and_port(text: str, guide: str) -> Iterator[str]:
    one, other = parts_of(text), parts_of(guide)
    if one["scheme"] != other["scheme"] and one["port"] != other["port"] and _is_web(one, other) and one["host"]:
        yield join_parts({**one, "scheme": other["scheme"], "port": other["port"]})


def is_inner(host: str) -> bool:
    """Whether a host has no meaning on the Internet: a private address, a name of one word, this machine."""
    found = parse_host(host)
    if not isinstance(found, Host):
        return False
    name = found.text.removesuffix(".")
    if found.address is None:
        return "." not in name or name.endswith(_INNER_ENDINGS)
    return bool(kinds_of_host(found) & (THIS_MACHINE | {"private", "unspecified"}))


def _means_this_machine(host: str) -> bool:
    found = parse_host(host)
    return isinstance(found, Host) and bool(kinds_of_host(found) & THIS_MACHINE)


def _without_scheme(text: str, guide: str) -> Iterator[str]:
    if "://" in text and "://" not in guide:
        yield text.partition("://")[2]


def _with_scheme(text: str, guide: str) -> Iterator[str]:
    scheme, found, _ = guide.partition("://")
    if found and "://" not in text and scheme in _WEB:
        yield f"{scheme}://{text}"


def _address(text: str) -> str:
    parts = parts_of(text)
    return visible(f"{parts['scheme']}://{parts['host']}{parts['port']}", 80)


def _replaced(name: str, before: str, after: str) -> str:
    one, other = parts_of(before)[name].lstrip(":"), parts_of(after)[name].lstrip(":")
    if not one:
        return f"with the {name} {visible(other, 60)} added"
    return (
        f"with {visible(other, 60)} in place of {visible(one, 60)}"
        if other
        else f"without its {name} {visible(one, 60)}"
    )


def _slash(before: str, after: str) -> str:
    return "with a slash at the end" if len(after) > len(before) else "without the slash at the end"


def _longer(before: str, after: str) -> str:
    one = parts_of(before)["path"].rstrip("/")
    return f"with {visible(parts_of(after)['path'][len(one) :], 60)} appended to its path"


def _shorter(before: str, after: str) -> str:
    kept = parts_of(after)["path"].rstrip("/")
    dropped = visible(parts_of(before)["path"][len(kept) :], 60)
    return f"without {dropped} at the end of its path" if kept else f"without its path {dropped}"


def _prefixed(before: str, after: str) -> str:
    one, other = parts_of(before)["path"], parts_of(after)["path"]
    return f"with {visible(other[: len(other) - len(one)], 60)} in front of its path"


def _unprefixed(before: str, after: str) -> str:
    return _prefixed(after, before).replace("with ", "without ", 1).replace(" in front", " at the start")


def _presence(name: str) -> Callable[[str, str], str]:
    return lambda before, _: f"without its {name}" if parts_of(before)[name] else f"with a {name} added"


URL_WAYS = (
    Way("slash", USUAL, _changing("path", _is_slash), _slash),
    Way("scheme", USUAL, _changing("scheme", _is_web), lambda one, other: _replaced("scheme", one, other)),
    Way("default-port", USUAL, _changing("port", _is_default_port), lambda one, other:
        _replaced("port", one, other).replace("the port", "the default port").replace("its port", "the default port")),
    Way("port", LESS_USUAL, _changing("port", _is_port), lambda one, other:
        _replaced("port", one, other).replace("with ", "with the port ") if parts_of(one)["port"] and
        parts_of(other)["port"] else _replaced("port", one, other)),
    Way("scheme-and-port", LESS_USUAL, _at_other_scheme_and_port,
        lambda one, other: f"with {_address(other)} in place of {_address(one)}"),
    Way("host-case", USUAL - 1, _changing("host", _is_same_host), "with its host in another letter case"),
    Way("host-dot", LESS_USUAL, _changing("host", _is_same_without_dot), lambda one, other:
        "with a dot after its host" if len(other) > len(one) else "without the dot after its host"),
    Way("this-machine", USUAL, _changing("host", _is_this_machine), lambda one, other: _replaced("host", one, other)),
    Way("www", USUAL, _changing("host", _is_same_without_www), lambda one, other: _replaced("host", one, other)),
    Way("neighbor-host", RARE, _changing("host", _is_neighbor_host), lambda one, other: _replaced("host", one, other)),
    Way("inner-address", RARE, _at_inner_address,
        lambda one, other: f"with {_address(other)} in place of {_address(one)}"),
    Way("slashes", LESS_USUAL, _changing("path", _is_more_slashes), "with more, fewer or other slashes in its path"),
    Way("dot-segments", LESS_USUAL, _changing("path", _is_same_without_dots),
        "with its . or .. segments written in another way"),
    Way("path-longer", LESS_USUAL, _changing("path", _is_longer), _longer),
    Way("path-shorter", LESS_USUAL, _changing("path", _is_shorter), _shorter),
    Way("path-prefixed", LESS_USUAL, _changing("path", _is_prefixed), _prefixed),
    Way("path-unprefixed", LESS_USUAL, _changing("path", _is_unprefixed), _unprefixed),
    Way("path-cut", RARE, _changing("path", _is_cut), "with the end of its path cut off"),
    Way("path-more", RARE, _changing("path", _is_more), "with more at the end of its path"),
    Way("query-order", LESS_USUAL, _changing("query", _same_query), "with its query in another order"),
    Way("query", LESS_USUAL, _changing("query", _one_is_empty("query")), _presence("query")),
    Way("fragment", LESS_USUAL, _changing("fragment", _one_is_empty("fragment")), _presence("fragment")),
    Way("scheme-dropped", USUAL, _without_scheme, "without its scheme"),
    Way("scheme-added", USUAL, _with_scheme, "with a scheme in front of it"),
)  # fmt: skip
"""For URLs. A row has the name, the cost, the change and its phrase; `tables` adds the advice."""
