"""What answers are made of: values with their identity, findings, marks on characters, buttons that copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core import Finding, Level, Spec
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 192
"""How many characters of a value an answer shows. A verifier has at most 128; so has a SHA-512 digest in hex."""
MASK = "••••••••"
"""Shown instead of a secret, whatever its length."""
FOUND_IN = {"code": "redirect"}
"""Values that have no field of their own, and the field that they come from."""
_UNBROKEN = re.compile(r"((?<![^\s(])--?[A-Za-z][\w-]*|(?<=[\w.])/(?=\w))")
LEVELS = {Level.ERROR: "Error", Level.WARNING: "Warning", Level.INFO: "Note", Level.PASS: "Passed"}
"""The levels of findings in words, the one that matters most first."""


def value_row(name: str, *content: Node, label: str, copy: str | None = None) -> Element:
    """A value of the flow. `name` gives it the same color and underline wherever it appears."""
    return el(
        "div",
        el("span", label, class_="pkce-value__label"),
        el("code", *content, class_="pkce-value__text", dir="ltr"),
        copy_button(copy, label) if copy else None,
        class_="pkce-value",
        data_value=name,
    )


def heading(text: str) -> Element:
    """The line above a group of evidence."""
    return el("p", text, class_="pkce-steps__title")


def spec_link(spec: Spec) -> Element:
    """The section of a specification, as a link to it."""
    return el("a", str(spec), href=spec.url, class_="pkce-spec")


def copy_button(text: str, what: str, words: str = "Copy") -> Element:
    """A button that copies `text`; screen readers announce `what` it copies, after the `words` on it."""
    return el("button", words, type="button", class_="pkce-copy", data_copy=text, aria_label=f"{words}: {what}")


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
    """The text with invisible characters as symbols: ␠ ␉ ␊ ␍ for white space, the code point for the others."""
    return "".join(
        chr(0x2400 + ord(char)) if ord(char) <= 0x20 else char if char.isprintable() else f"U+{ord(char):04X}"
        for char in text[:SHOWN]
    )


def legible(text: str) -> str:
    """The same for text made of words: spaces stay spaces."""
    return visible(text).replace("\u2420", " ")


def rows(nodes: Iterable[Node]) -> list[Element]:
    """A text of several lines, each an element of its own, so that what wraps hangs below the start of its line."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        first, *others = node.split("\n") if isinstance(node, str) else [node]
        lines[-1].append(first)
        lines += [[other] for other in others]
    made = []
    for at, line in enumerate(lines):
        indented = isinstance(line[0], str) and line[0].startswith("  ")
        end = "\n" if at < len(lines) - 1 else None
        class_ = "pkce-fix__row pkce-fix__row--in" if indented else "pkce-fix__row"
        pieces = (piece for node in line for piece in (breakable(node) if isinstance(node, str) else [node]))
        made.append(el("span", *pieces, end, class_=class_))
    return made


def breakable(text: str) -> list[Node]:
    """Part of a command, which wraps before the slashes of a URL, and never after the hyphens of an option."""
    nodes: list[Node] = []
    for at, piece in enumerate(_UNBROKEN.split(text)):
        if at % 2:
            nodes.append(el("wbr") if piece == "/" else el("span", piece, class_="pkce-option"))
        if piece == "/" or not at % 2:
            nodes += [piece] if piece else []
    return nodes


def findings_list(findings: Iterable[Finding], *more: Element | None) -> Element:
    """Findings as a list, the ones that matter most first, then `more` items. What passed is counted, and folded."""
    order = [*LEVELS]
    found = sorted(findings, key=lambda finding: order.index(finding.level))
    items = [finding_item(finding) for finding in found if finding.level is not Level.PASS]
    passed = [finding_item(finding) for finding in found if finding.level is Level.PASS]
    folded = el("li", passes(passed), class_="pkce-passes") if passed else None
    return el("ul", *items, *more, folded, class_="pkce-findings", role="list")


def passes(items: list[Element]) -> Element:
    """Checks that passed, behind a line that says how many."""
    count = f"{len(items)} check{'' if len(items) == 1 else 's'} passed"
    inner = el("ul", *items, class_="pkce-findings", role="list")
    return el("details", el("summary", count), inner, class_="pkce-folded")


def finding_item(finding: Finding) -> Element:
    hint = el("span", " ", *prose(finding.hint), class_="pkce-finding__hint") if finding.hint else None
    link = (" ", spec_link(finding.spec)) if finding.spec else ()
    body = el("span", *prose(finding.message), hint, *link)
    return el("li", level_word(finding.level), body, class_="pkce-finding", data_level=finding.level.value)


def try_again() -> Element:
    """The button that begins a new attempt, with what that does. `page/again.mjs` listens to it."""
    return el(
        "div",
        el("button", "Try again", type="button", class_="pkce-button", data_again=""),
        el("span", "New pair, state and code. Your provider, client and redirect URI stay.", class_="pkce-again__what"),
        class_="pkce-again",
    )


def missing_list(missing: Iterable[tuple[str, str]]) -> Element:
    """The missing values and where each comes from; each name is a button that leads to its field."""
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
    """A sentence with `code` between backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # the reader typed a backtick
        return [text]
    return [el("code", piece) if at % 2 else piece for at, piece in enumerate(pieces) if piece]


def level_word(level: Level) -> Element:
    return el("span", LEVELS[level], class_="pkce-level", data_level=level.value)


def capitalized(text: str) -> str:
    """The text with a capital letter at its start; the rest stays as it is."""
    return f"{text[:1].upper()}{text[1:]}"
