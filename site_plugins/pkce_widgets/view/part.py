"""What a live part is made of: its fields, what it needs of the flow, what it answers.

A part is data and one function, `view`. The same function makes the worked example while the site is built and the
answer in the page. Values have their wire names; one that is not known yet is "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    View = Callable[["Inputs"], "PartView | Awaitable[PartView]"]

STATES = ("empty", "right", "wrong")


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """What the page asks a part.

    Attributes:
        values: the reader's values by wire name, as far as she has given them, cleaned; kept out of the repr.
        typing: the wire name of the value that she is typing key by key; being too short is no mistake yet.
        action: the button that she pressed; "" when a value changed.
        now: seconds since 1970, or None while the site is built.
    """

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    typing: str = ""
    action: str = ""
    now: float | None = None

    def get(self, name: str) -> str:
        """A value; "" when there is none yet."""
        return self.values.get(name, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartView:
    """A part's answer, ready to be shown.

    Attributes:
        state: "empty", "right" or "wrong".
        verdict: the answer in a sentence, also what a screen reader is told.
        body: the evidence below the verdict.
        invalid: the wire names of the values that hold the mistake.
        notes: what stands beside each field, by wire name.
        values: what the part gives to the rest of the flow, by wire name; kept out of the repr.
        offers: what the part gives only while the reader has no value of her own.
        clear: the wire names of values that are used up now.
        hidden: the wire names of fields that this answer has no use for.
    """

    state: str
    verdict: str
    body: Element = field(default_factory=lambda: el("div"))
    invalid: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    offers: Mapping[str, str] = field(default_factory=dict, repr=False)
    clear: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One control of a part's form.

    Attributes:
        name: the wire name of its value.
        label: what it is called, in words; the wire name stands beside it.
        kind: "text" (a line that wraps), "area" (several lines), "secret" (not shown), "select" or "check".
        hint: a sentence below the label; "" for none.
        placeholder: an example of a value.
        optional: whether the part answers without it.
        choices: of a select: value and label, in order.
        wire: whether its name is a wire name, to be shown as one.
        keep: whether spaces and quotes around the value count, and are not cleaned away.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A live part: `pkce-NAME` is its fence and its element.

    Attributes:
        name: what follows `pkce-`.
        title: the panel's title, when the author gives none.
        fields: its form, in order.
        view: makes the answer.
        uses: the wire names of values that other parts give, and this one reads.
        starts: the values of which one has to be there before the reader's own answer takes the example's place; by
            default every field but selects and checks.
        actions: the buttons below the form: the action's name and its label.
        primary: whether the first of them is what the reader came for.
        example: the values of the worked example.
        caption: the line above the worked example.
        prefill: whether the example stands in the fields too, until the reader changes it.
        clock: whether the answer depends on the time.
        seeds: whether the worked example's answer is where the flow begins, before Python runs.
        privacy: the last line of the panel; "" for none.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    view: View
    uses: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = (("clear", "Clear"),)
    primary: bool = True
    example: Mapping[str, str] = field(default_factory=dict)
    caption: str = "A worked example."
    prefill: bool = False
    clock: bool = False
    seeds: bool = False
    privacy: str = ""

    @property
    def awaited(self) -> tuple[str, ...]:
        """The values that start the part."""
        return self.starts or tuple(each.name for each in self.fields if each.kind not in ("select", "check"))
