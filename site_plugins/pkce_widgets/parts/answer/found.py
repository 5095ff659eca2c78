"""The values that were found, each with where it came from, and the buttons that take them back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_widgets.parts.answer.asking import settling
from pkce_widgets.parts.answer.words import LABELS, MESSAGES, join
from pkce_widgets.view.components import MASK, capitalized, visible
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Answer

SHOWN = 5
"""How many values are shown at once."""
SHORT, FIRST, LAST = 12, 5, 4
"""Longer values are shown by their first and last characters."""
LONGEST = 4_000
REPLACED = "took the place of an earlier one."
WHOLE = frozenset({"error", "error_description", "redirect_uri", "client_id", "scope", "issuer", "iss"})
"""Values that are shown whole: no secrets, and read rather than compared."""
ALL_ALIKE = frozenset({"response_type", "grant_type", "code_challenge_method", "token_type"})
"""What nearly every login has in common."""
FLOW = ("authorization_request", "authorization_response", "token_request", "token_response")


@dataclass(kw_only=True, slots=True)
class Found:
    """One value of the list."""

    name: str
    value: str = field(repr=False)
    sources: list[str]
    replaced: bool = False


def found_values(answer: Answer, typed: set[str]) -> Element:
    """The list of values, without those that are in a field.

    Args:
        answer: what was found.
        typed: the names of the values in fields.
    """
    rows = [row(each) for each in collect(answer) if each.name not in typed]
    rest = len(rows) - SHOWN
    more = None
    if rest > 0:
        summary = el("summary", f"{rest} more value{'' if rest == 1 else 's'}")
        listed = el("ul", *rows[SHOWN:], class_="pkce-answer__values", role="list")
        more = el("details", summary, listed, class_="pkce-folded")
    settles = settling(answer)
    new = [each.name for each in answer.gathered.values if each.name in MESSAGES and each.replaced]
    return el(
        "div",
        *(el("p", f"{capitalized(MESSAGES[name])} {REPLACED}", class_="pkce-quiet") for name in new),
        el("ul", *rows[:SHOWN], class_="pkce-answer__values", role="list") if rows else None,
        more,
        el("p", el("strong", "What would settle it"), " ", el("span", settles)) if settles else None,
        data_slot="values",
    )


def collect(answer: Answer) -> list[Found]:
    """The values of all messages and those on their own, the ones that matter most first."""
    found: list[Found] = []
    for name, value, source, replaced in every_value(answer):
        same = next((each for each in found if (each.name, each.value) == (name, value)), None)
        if same is None:
            found.append(Found(name=name, value=value, sources=[source] if source else [], replaced=replaced))
        elif source and source not in same.sources:
            same.sources.append(source)
    order, names = [*LABELS], [each.name for each in found]
    place = {name: order.index(name) if name in LABELS else len(order) for name in names}
    # Two values under one name come first: the difference may be what is wrong.
    return sorted(found, key=lambda each: (names.count(each.name) == 1, place[each.name]))


def every_value(answer: Answer) -> Iterator[tuple[str, str, str, bool]]:
    gathered = answer.gathered
    messages = [name for name in FLOW if gathered.value(name)]
    for message in messages:
        for name, value in getattr(gathered.flow, message).items():
            if isinstance(value, str) and value and name not in ALL_ALIKE:
                yield name, value, MESSAGES[message], False
    for each in gathered.values:
        if each.name not in MESSAGES and each.value and each.source not in [MESSAGES[name] for name in messages]:
            yield each.name, each.value, each.source, each.replaced
    if gathered.flow.issuer:
        yield "issuer", gathered.flow.issuer, MESSAGES["metadata"], False


def row(found: Found) -> Element:
    """One value: its name, where it came from, and as much of it as may be shown."""
    label = LABELS.get(found.name)
    head = el(
        "div",
        el("strong", label) if label else None,
        el("code", found.name),
        el("span", f"from {join(found.sources)}", class_="pkce-quiet") if found.sources else None,
        class_="pkce-answer__head",
        data_value=found.name,
    )
    note = el("p", f"It {REPLACED}", class_="pkce-quiet") if found.replaced else None
    return el("li", head, shown(found), note)


def shown(found: Found) -> Element:
    text = found.value
    if found.name in ("client_secret", "client_assertion", "password"):
        return el("div", el("code", MASK, class_="pkce-value__text"), data_value=found.name)
    if len(text) <= SHORT or (found.name in WHOLE and len(text) <= LONGEST):
        return el("div", el("code", legible(text), class_="pkce-value__text", dir="ltr"), data_value=found.name)
    return el(
        "div",
        el("code", f"{text[:FIRST]}…{text[-LAST:]}", class_="pkce-value__text", dir="ltr"),
        el("code", legible(text), class_="pkce-value__text", dir="ltr", hidden=""),
        el("button", "Show", type="button", class_="pkce-link", data_show="", aria_label=f"Show: {found.name}"),
        data_value=found.name,
    )


def legible(text: str) -> str:
    """The value with invisible characters as symbols."""
    cut = text[:LONGEST]
    pieces = [visible(cut[at : at + 100]) for at in range(0, len(cut), 100)]
    return "".join(pieces).replace("\u2420", " ") + (" …" if len(text) > LONGEST else "")
