"""What makes one URL from another that should be the same text: a part is added, dropped or written in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.relation import url_relations as holds
from pkce_core.relation.url_relations import WEB, is_inner, is_this_machine, is_web, join_parts, parts_of
from pkce_core.relation.ways import LESS_USUAL, RARE, USUAL, Way
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkce_core.relation.url_relations import Parts
    from pkce_core.relation.ways import Changes


def _changing(name: str, relation: Callable[[Parts, Parts], object]) -> Changes:
    """The change that gives one part the text that the other URL has there, where that relation holds."""

    def change(text: str, guide: str) -> Iterator[str]:
        one, other = parts_of(text), parts_of(guide)
        if one[name] != other[name] and relation(one, other):
            yield join_parts({**one, name: other[name]})

    return change


def _at_inner_address(text: str, guide: str) -> Iterator[str]:
    """The address within a network for the public one, with its scheme and port; or the other way round."""
    one, other = parts_of(text), parts_of(guide)
    if one["host"].lower() == other["host"].lower() or not (one["host"] and other["host"] and is_web(one, other)):
        return
    if is_this_machine(one, other) or not (is_inner(one["host"]) or is_inner(other["host"])):
        return
    yield join_parts({**one, "scheme": other["scheme"], "host": other["host"], "port": other["port"]})


def _at_other_scheme_and_port(text: str, guide: str) -> Iterator[str]:
    one, other = parts_of(text), parts_of(guide)
    if one["scheme"] != other["scheme"] and one["port"] != other["port"] and is_web(one, other) and one["host"]:
        yield join_parts({**one, "scheme": other["scheme"], "port": other["port"]})


def _without_scheme(text: str, guide: str) -> Iterator[str]:
    if "://" in text and "://" not in guide:
        yield text.partition("://")[2]


def _with_scheme(text: str, guide: str) -> Iterator[str]:
    scheme, found, _ = guide.partition("://")
    if found and "://" not in text and scheme in WEB:
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
    Way("slash", USUAL, _changing("path", holds.is_slash), _slash),
    Way("scheme", USUAL, _changing("scheme", holds.is_web), lambda one, other: _replaced("scheme", one, other)),
    Way("default-port", USUAL, _changing("port", holds.is_default_port), lambda one, other:
        _replaced("port", one, other).replace("the port", "the default port").replace("its port", "the default port")),
    Way("port", LESS_USUAL, _changing("port", holds.is_port), lambda one, other:
        _replaced("port", one, other).replace("with ", "with the port ") if parts_of(one)["port"] and
        parts_of(other)["port"] else _replaced("port", one, other)),
    Way("scheme-and-port", LESS_USUAL, _at_other_scheme_and_port,
        lambda one, other: f"with {_address(other)} in place of {_address(one)}"),
    Way("host-case", USUAL - 1, _changing("host", holds.is_same_host), "with its host in another letter case"),
    Way("host-dot", LESS_USUAL, _changing("host", holds.is_same_without_dot), lambda one, other:
        "with a dot after its host" if len(other) > len(one) else "without the dot after its host"),
    Way("this-machine", USUAL, _changing("host", holds.is_this_machine),
        lambda one, other: _replaced("host", one, other)),
    Way("www", USUAL, _changing("host", holds.is_same_without_www), lambda one, other: _replaced("host", one, other)),
    Way("neighbor-host", RARE, _changing("host", holds.is_neighbor_host),
        lambda one, other: _replaced("host", one, other)),
    Way("inner-address", RARE, _at_inner_address,
        lambda one, other: f"with {_address(other)} in place of {_address(one)}"),
    Way("slashes", LESS_USUAL, _changing("path", holds.is_more_slashes),
        "with more, fewer or other slashes in its path"),
    Way("dot-segments", LESS_USUAL, _changing("path", holds.is_same_without_dots),
        "with its . or .. segments written in another way"),
    Way("path-longer", LESS_USUAL, _changing("path", holds.is_longer), _longer),
    Way("path-shorter", LESS_USUAL, _changing("path", holds.is_shorter), _shorter),
    Way("path-prefixed", LESS_USUAL, _changing("path", holds.is_prefixed), _prefixed),
    Way("path-unprefixed", LESS_USUAL, _changing("path", holds.is_unprefixed), _unprefixed),
    Way("path-cut", RARE, _changing("path", holds.is_cut), "with the end of its path cut off"),
    Way("path-more", RARE, _changing("path", holds.is_more), "with more at the end of its path"),
    Way("query-order", LESS_USUAL, _changing("query", holds.same_query), "with its query in another order"),
    Way("query", LESS_USUAL, _changing("query", holds.one_is_empty("query")), _presence("query")),
    Way("fragment", LESS_USUAL, _changing("fragment", holds.one_is_empty("fragment")), _presence("fragment")),
    Way("scheme-dropped", USUAL, _without_scheme, "without its scheme"),
    Way("scheme-added", USUAL, _with_scheme, "with a scheme in front of it"),
)  # fmt: skip
"""For URLs. A row has the name, the cost, the change and its phrase; `tables` adds the advice."""
