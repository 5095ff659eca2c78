"""A tree of elements as HTML. Only the build needs it: the page gets the tree as JSON."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_widgets.view.elements import Node


def to_html(node: Node) -> str:
    """Write the tree as HTML, every text and attribute escaped."""
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag == "wbr":
        return "<wbr>"
    return f"<{node.tag}{attributes}>{''.join(map(to_html, node.children))}</{node.tag}>"
