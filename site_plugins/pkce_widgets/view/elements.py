"""A small tree of elements that is written as HTML at build time and sent as JSON to the page.

A view is built once, in Python. `markup.to_html` writes it into the page while the site is built; `to_json` carries
it over the worker's bridge, where `part/tree.mjs` makes the same elements with `createElement` and text nodes. Text is
never parsed as HTML on either way, so nothing that a reader pastes can become markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

TAGS = frozenset(
    [
        "a",
        "button",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""The elements a view may use; `part/tree.mjs` refuses the rest as well."""
LINKS = ("https://", "http://", "#", ".")
"""How the address of a link may start, in any case (RFC 3986 §3.1): nothing that runs code."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, its attributes, its children in order."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Node, ...]


Node: TypeAlias = Element | str


def el(tag: str, *children: Node | None, **attributes: str | None) -> Element:
    """Make an element. `None` children and attributes are left out.

    Args:
        tag: one of `TAGS`.
        children: elements and texts, in order.
        attributes: with `_` for `-` and a trailing `_` for reserved words (`class_`, `aria_hidden`).

    Raises:
        ValueError: a tag that is not in `TAGS`, an event handler, or a link that is not to the web or within the site.
    """
    if tag not in TAGS:
        raise ValueError(f"<{tag}> is not an element that a view may use")
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    for name, value in named.items():
        if name.startswith("on") or (name == "href" and not value.lower().startswith(LINKS)):
            raise ValueError(f"the attribute {name} of <{tag}> could run code")
    return Element(tag, named, tuple(child for child in children if child is not None))


def to_json(node: Node) -> object:
    """The tree as JSON holds it: a text as a string, an element as [tag, attributes, children]."""
    if isinstance(node, str):
        return node
    return [node.tag, node.attributes, [to_json(child) for child in node.children]]
