"""The Markdown extension: teaches superfences our fences, and Python-Markdown our block elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Extension
from pymdownx.superfences import SuperFencesCodeExtension

from pkce_widgets.fences import FENCES, reset_count, validate_header

if TYPE_CHECKING:
    from markdown import Markdown


class PkceWidgetsExtension(Extension):
    """Adds our fences, next to a site's own `pymdownx.superfences` or bringing it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        md.block_level_elements.extend(FENCES)  # otherwise they are wrapped in <p>, which is not valid HTML
        known = (found for found in md.registeredExtensions if isinstance(found, SuperFencesCodeExtension))
        superfences = next(known, None)
        if superfences is None:
            superfences = SuperFencesCodeExtension()
            superfences.extendMarkdown(md)
        for name, formatter in FENCES.items():
            superfences.extend_super_fences(name, formatter, validate_header, reset_count)


def makeExtension(**settings: Any) -> PkceWidgetsExtension:  # noqa: N802 -- Python-Markdown's name
    """The entry point that Python-Markdown looks for in a module."""
    return PkceWidgetsExtension(**settings)
