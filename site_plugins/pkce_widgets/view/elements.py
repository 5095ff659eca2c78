"""A small tree of elements, written as HTML at build time and sent to the page as JSON.

Each view is written once, in Python. While the site is built, `build/element_html` writes it as HTML. In the page,
`to_json` sends it over the bridge, and `part/tree.mjs` makes the same elements with `createElement` and text nodes.
Neither way parses text as HTML, so nothing that a reader pastes can become markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

TAGS = frozenset([
    "a", "button", "code", "dd", "details", "div", "dl", "dt", "li", "mark", "ol", "option", "p", "pre", "select",
    "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "wbr",
])  # fmt: skip
"""The elements that a view may use; `part/tree.mjs` refuses all others too."""
LINKS = ("https://", "http://", "#", ".")
"""How the address of a link may start, in any letter case (RFC 3986 §3.1): none of these runs code."""


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
        ValueError: the tag is not in `TAGS`, an attribute is an event handler, or a link leads neither to the web nor
            within the site.
    """
    if tag not in TAGS:
        raise ValueError(f"<{tag}> is not an element that a view may use")
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    for name, value in named.items():
        if name.startswith("on") or (name == "href" and not value.lower().startswith(LINKS)):
            raise ValueError(f"the attribute {name} of <{tag}> could run code")
    return Element(tag, named, tuple(child for child in children if child is not None))


def to_json(node: Node) -> object:
    """The tree as JSON values: a text is a string, an element is [tag, attributes, children]."""
    if isinstance(node, str):
        return node
    return [node.tag, node.attributes, [to_json(child) for child in node.children]]
