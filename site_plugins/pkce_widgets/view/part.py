"""What a live part is: its fields, the values it takes from the flow, and its answer.

A part is data and one function, `view`. The same function makes the worked example while the site is built and the
answer in the page. Values go by their wire names; a value that isn't known yet is "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    View = Callable[["Inputs"], "PartView | Awaitable[PartView]"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """What the page asks a part.

    Attributes:
        values: the reader's values by wire name, as far as they are known, cleaned; kept out of the repr.
        typing: the wire name of the value that the reader is typing key by key; if it is too short, that is not a
            mistake yet.
        action: the button that the reader pressed; "" when a value changed.
        now: seconds since 1970, or None while the site is built.
        is_example: whether the values are those of a worked example, which no sentence may call the reader's.
    """

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    typing: str = ""
    action: str = ""
    now: float | None = None
    is_example: bool = False

    def get(self, name: str) -> str:
        """A value; "" if it isn't known yet."""
        return self.values.get(name, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartView:
    """A part's answer, ready to show.

    Attributes:
        state: one of `verdict.WORDS`: "empty", "right", "warning", "wrong", "proved", "likely", "unknown", "stopped" or
            "waiting".
        verdict: the answer in a sentence, which screen readers announce.
        word: the word above it, if it isn't the usual one of its state.
        body: the evidence below the verdict.
        invalid: the wire names of the values that are wrong.
        notes: the note beside each field, by wire name.
        values: what the part gives to the rest of the flow, by wire name; kept out of the repr.
        offers: what the part gives only while the reader has not given a value.
        clear: the wire names of the values to clear, because they are used up.
        hidden: the wire names of the fields that this answer doesn't need.
        begins: whether `values` are those of a new attempt, so that the answers of the last one are put aside.
    """

    state: str
    verdict: str
    word: str = ""
    body: Element = field(default_factory=lambda: el("div"))
    invalid: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    offers: Mapping[str, str] = field(default_factory=dict, repr=False)
    clear: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    begins: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One control of a part's form.

    Attributes:
        name: the wire name of its value.
        label: its name in words; the wire name is shown beside it.
        kind: "text" (a line that wraps), "area" (several lines), "secret" (hidden), "select" or "check".
        hint: a sentence below the label; "" to leave it out.
        placeholder: an example of a value.
        optional: whether the part answers without it.
        choices: for a select, each value with its label, in order.
        wire: whether its name is a wire name, and is shown.
        keep: whether to keep spaces and quotes around the value, because they count.
        remember: whether the choice stays chosen, on other pages and at the next visit. Never for a value of the flow.
    """

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    placeholder: str = ""
    optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    wire: bool = True
    keep: bool = False
    remember: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A live part: `pkce-NAME` is its fence and its element.

    Attributes:
        name: what follows `pkce-`.
        title: the panel's title, unless the author of the page gives another.
        fields: its form, in order.
        view: the function that makes the answer.
        uses: the wire names of the values that this part reads and other parts give.
        starts: once the reader has given one of these values, their answer replaces the example; by default every
            field except selects and checks.
        waits: the value without which a part that was not used yet can't begin, and the sentence that says so; None
            if it can.
        actions: the buttons below the form, each the name of its action and its label.
        primary: whether the first button stands out.
        example: the values of the worked example.
        caption: the line above the worked example.
        clock: whether the answer depends on the time.
        seeds: whether the flow starts with the values that the worked example gives, before Python runs.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    view: View
    uses: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    waits: tuple[str, str] | None = None
    actions: tuple[tuple[str, str], ...] = (("clear", "Clear"),)
    primary: bool = True
    example: Mapping[str, str] = field(default_factory=dict)
    caption: str = "A worked example."
    clock: bool = False
    seeds: bool = False

    @property
    def awaited(self) -> tuple[str, ...]:
        """The values that start the part, see `starts`."""
        return self.starts or tuple(each.name for each in self.fields if each.kind not in ("select", "check"))
