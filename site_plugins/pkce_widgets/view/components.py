"""The pieces that answers are made of: values with their identity, findings, marks on characters, lines to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import Finding, Level
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 192  # characters of a value that are drawn; a verifier has at most 128, a hex digest of SHA-512 has 128
LANGUAGES = {
    "shell": "Shell", "python": "Python", "node": "Node.js", "javascript": "Browser JavaScript",
    "powershell": "PowerShell", "php": "PHP", "java": "Java", "csharp": "C#", "go": "Go", "ruby": "Ruby",
}  # fmt: skip
FOUND_IN = {"code": "redirect"}  # values without a field of their own, and the field that brings them


def value_row(name: str, *content: Node, label: str, copy: str | None = None) -> Element:
    """A value of the flow with its identity: the same hue, label and underline wherever it stands."""
    return el(
        "div",
        el("span", label, class_="pkce-value__label"),
        el("code", *content, class_="pkce-value__text", dir="ltr"),
        copy_button(copy, label) if copy else None,
        class_="pkce-value",
        data_value=name,
    )


def copy_button(text: str, what: str) -> Element:
    return el("button", "Copy", type="button", class_="pkce-copy", data_copy=text, aria_label=f"Copy: {what}")


def marked(text: str, places: Iterable[tuple[int, int, str]]) -> list[Node]:
    """The text in pieces, with a `<mark>` and a readable character at each place; cut after `SHOWN` characters."""
    nodes: list[Node] = []
    at = 0
    for start, end, title in sorted(places):
        if start < at or start >= SHOWN:
            continue
        nodes += [text[at:start], el("mark", visible(text[start:end]), title=title)]
        at = end
    nodes.append(text[at : max(at, SHOWN)])
    if len(text) > SHOWN:
        nodes.append(el("span", f" … {len(text) - SHOWN:,} more characters", class_="pkce-more"))
    return [node for node in nodes if node]


def visible(text: str) -> str:
    """Characters that the eye can't see, as symbols: ␠ ␉ ␊ ␍ for white space, the code point for the rest."""
    return "".join(
        chr(0x2400 + ord(char)) if ord(char) <= 0x20 else char if char.isprintable() else f"U+{ord(char):04X}"
        for char in text[:SHOWN]
    )


def legible(text: str) -> str:
    """The same for words: a space is a space."""
    return visible(text).replace("\u2420", " ")


def findings_list(findings: Iterable[Finding], *more: Element | None) -> Element:
    """Findings as a list, the ones that matter most first, and what else belongs there."""
    order = [Level.ERROR, Level.WARNING, Level.INFO, Level.PASS]
    items = [finding_item(finding) for finding in sorted(findings, key=lambda finding: order.index(finding.level))]
    return el("ul", *items, *more, class_="pkce-findings", role="list")


def finding_item(finding: Finding) -> Element:
    hint = el("span", " ", *prose(finding.hint), class_="pkce-finding__hint") if finding.hint else None
    link = el("a", str(finding.spec), href=finding.spec.url, class_="pkce-spec") if finding.spec else None
    body = el("span", *prose(finding.message), hint, " " if link else None, link)
    return el("li", level_word(finding.level), body, class_="pkce-finding", data_level=finding.level.value)


def missing_list(missing: Iterable[tuple[str, str]]) -> Element:
    """What is missing and where it comes from; each name is a button that leads to its field."""
    items = [
        el(
            "li",
            el("button", name, type="button", class_="pkce-copy pkce-find", data_find=FOUND_IN.get(name, name)),
            " ",
            *prose(whence),
        )
        for name, whence in missing
    ]
    return el("ul", *items, class_="pkce-missing", role="list")


def prose(text: str) -> list[Node]:
    """A sentence whose `code` stands between backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # a backtick that the reader typed
        return [text]
    return [el("code", piece) if at % 2 else piece for at, piece in enumerate(pieces) if piece]


def level_word(level: Level) -> Element:
    words = {Level.PASS: "Passed", Level.INFO: "Note", Level.WARNING: "Warning", Level.ERROR: "Error"}
    return el("span", words[level], class_="pkce-level", data_level=level.value)
