"""Markdown from the package's data: sentences, values, links to sections, the head of a page.

Sentences of the package are plain text. In a page, names on the wire become code, and what Markdown or HTML would take
for its own is escaped.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core import Spec

_CODE = "|".join(
    (
        r"`[^`]+`",
        r"\bpkce (?:pair|verifier|challenge|check|callback|explain|discover)\b",
        r"\b[A-Z0-9]+\([A-Z0-9(]*[a-z_]+\)+",  # a formula, such as that of S256
        r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+(?:=[A-Za-z0-9_]+)?",  # names on the wire, alone or with a value
        r"\b[a-z]+=[a-z0-9]+\b",
        r"https?://[^\s,]*[^\s,.]",
        r"(?<!\S)/[a-z.](?:[\w./-]*\w)?",  # a path
        r"\b(?:iss|sub|aud|azp|exp|iat|nbf|kid|alg|typ|crit)\b",
        r"A-Z a-z 0-9(?: [-._~])+",
        r"%[0-9A-F]{2}\b",
        r"\[::1\]",
        r"&amp;",
    )
)
"""What stands in code, although a sentence of the package has no marks for it."""
_SPECIAL = r"([\\*_\[\]{}`])"


def page_head(title: str, description: str, writer: str) -> str:
    """What a generated page starts with: its metadata, its heading, and who writes it."""
    note = f"<!-- Written by tools/{writer} from the package's data: run `python tools/pages.py` after a change. -->"
    return f"---\ntitle: {title}\ndescription: {description}\n---\n\n# {title}\n\n{note}\n"


def whole(*parts: str) -> str:
    """The parts as a page: one empty line at most between them."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def sentence(text: str) -> str:
    """A sentence of the package as Markdown."""
    parts = []
    at = 0
    for found in re.finditer(_CODE, text):
        parts += [_prose(text[at : found.start()]), code(found[0].strip("`"))]
        at = found.end()
    return "".join([*parts, _prose(text[at:])])


def _prose(text: str) -> str:
    return re.sub(_SPECIAL, r"\\\1", escape(text, quote=False))


def code(text: str) -> str:
    """A value, as it is."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def section(spec: Spec) -> str:
    """A link to the section."""
    return f"[{spec}]({spec.url})"


def sections(specs: Iterable[Spec]) -> str:
    """Links to the sections, with commas between."""
    return ", ".join(map(section, specs))


def fence(language: str, *lines: str, indent: str = "") -> str:
    """A block of code."""
    return "\n".join(f"{indent}{line}" for line in (f"```{language}", *lines, "```"))


def define(term: str, *paragraphs: str) -> str:
    """An entry of a definition list."""
    first, *others = paragraphs
    return "\n\n".join([f"{term}\n:   {_hang(first)}", *(f"    {_hang(each)}" for each in others)]) + "\n"


def _hang(text: str) -> str:
    return text.replace("\n", "\n    ")
