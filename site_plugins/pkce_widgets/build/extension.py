"""The Markdown extension: adds our fences to superfences, and our block elements to Python-Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import SuperFencesCodeExtension

from pkce_widgets.build.fences import FENCES, check_leftovers, refuse_unknown, reset_count, validate_header
from pkce_widgets.build.privacy_html import PRIVACY

if TYPE_CHECKING:
    from markdown import Markdown

AFTER_SUPERFENCES = 24  # superfences registers its preprocessor with 25; higher numbers run earlier
LAST = 0


def looks_like_ours(language: str | None) -> bool:
    return (language or "").lower().startswith("pkce-")


class Leftovers(Preprocessor):
    """Finds fences of ours that superfences left in the text."""

    def run(self, lines: list[str]) -> list[str]:
        check_leftovers(lines)
        return lines


class Privacy(Postprocessor):
    """Says once on a page with live parts that nothing leaves it, and how to check that."""

    def run(self, text: str) -> str:
        if 'class="pkce-panel"' not in text or 'class="pkce-privacy"' in text:
            return text
        return f"{text}\n{PRIVACY}"


class PkceWidgetsExtension(Extension):
    """Adds our fences to the site's `pymdownx.superfences`, or to one that it brings along."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's name
        md.block_level_elements.extend(FENCES)  # else they are wrapped in <p>, which is invalid HTML
        known = (found for found in md.registeredExtensions if isinstance(found, SuperFencesCodeExtension))
        superfences = next(known, None)
        if superfences is None:
            superfences = SuperFencesCodeExtension()
            superfences.extendMarkdown(md)
        for name, formatter in FENCES.items():
            superfences.extend_super_fences(name, formatter, validate_header, reset_count)
        # Asked after our own fences, but before the rule that shows any language as code.
        unknown = {"name": "pkce-*", "test": looks_like_ours, "formatter": None, "validator": refuse_unknown}
        superfences.superfences.insert(1, {**unknown, "reset": None})
        md.preprocessors.register(Leftovers(md), "pkce_leftovers", AFTER_SUPERFENCES)
        md.postprocessors.register(Privacy(md), "pkce_privacy", LAST)


def makeExtension(**settings: Any) -> PkceWidgetsExtension:  # noqa: N802 -- Python-Markdown's name
    """The entry point that Python-Markdown looks for in a module."""
    return PkceWidgetsExtension(**settings)
