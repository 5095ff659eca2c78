"""The checklist: what is still to do. An item is done once the reader checks it off."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def render_checklist(items: Sequence[str], title: str, name: str) -> str:
    """Write the checklist. Without JavaScript, its boxes work until the reader leaves the page.

    Args:
        items: what to check off, in order.
        title: the panel's title.
        name: the element's id, unique in the page.
    """
    rows = "\n".join(
        f'<li><label><input type="checkbox" data-item="{name}-{at}"> <span>{escape(item)}</span></label></li>'
        for at, item in enumerate(items, 1)
    )
    return (
        f'<pkce-checklist id="{name}" class="pkce-panel" data-search-exclude>\n'
        f'<section aria-labelledby="{name}-title">\n'
        f'<p class="pkce-panel__title" id="{name}-title" role="heading" aria-level="3">{escape(title)}</p>\n'
        f'<ul class="pkce-checks" role="list">\n{rows}\n</ul>\n</section>\n</pkce-checklist>'
    )
