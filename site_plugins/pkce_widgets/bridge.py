"""The only way from the page to `pkce_core`: JSON in, JSON out.

A request names a part and has the reader's values by wire name. The answer has what the element shows, and the values
for the rest of the flow. live_python ships this module into the page and calls `dispatch`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pkce_widgets.cleaning import clean
from pkce_widgets.flow.misplaced import find_misplaced
from pkce_widgets.parts.all_parts import PARTS
from pkce_widgets.view.elements import to_json
from pkce_widgets.view.part import Inputs, PartView
from pkce_widgets.view.verdict import WORDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from pkce_widgets.flow.misplaced import Misplaced
    from pkce_widgets.view.part import Part


def dispatch(message: str) -> str | Any:
    """Answer one request with JSON, or with a coroutine of it if the part must wait for the browser.

    Args:
        message: a JSON object with `op`, the name of a part, and the members of `Inputs`.

    Raises:
        ValueError: the message is not JSON, or there is no such part.
        TypeError: a value has the wrong type.
    """
    request = json.loads(message)
    part = PARTS.get(str(request.get("op"))) if isinstance(request, dict) else None
    if part is None:
        raise ValueError(f"op must be one of {', '.join(PARTS)}")
    values, cleaned, removed = clean_values(part, texts(request.get("values", {})))
    now = request.get("now")
    inputs = Inputs(
        values=values,
        typing=str(request.get("typing", "")),
        action=str(request.get("action", "")),
        now=now if isinstance(now, int | float) else None,
    )
    view = part.view(inputs)
    if isinstance(view, PartView):
        return json.dumps(answer(view, cleaned, removed, misplaced(part, inputs, view)))
    return wait(view, part, inputs, cleaned, removed)


async def wait(
    view: Awaitable[PartView], part: Part, inputs: Inputs, cleaned: Mapping[str, str], removed: Mapping[str, str]
) -> str:
    """The answer of a part that waits for the browser."""
    there = await view
    return json.dumps(answer(there, cleaned, removed, misplaced(part, inputs, there)))


def misplaced(part: Part, inputs: Inputs, view: PartView) -> dict[str, Misplaced]:
    """The fields of a part that got another value of the flow, by wire name."""
    found = {
        field.name: find_misplaced(field.name, inputs.get(field.name), wrong=field.name in view.invalid)
        for field in part.fields
        if field.kind in ("text", "area", "secret") and field.name != inputs.typing
    }
    return {name: each for name, each in found.items() if each}


def texts(values: object) -> dict[str, str]:
    """The values of a request, which must be strings."""
    if not isinstance(values, dict):
        raise TypeError(f"values must be an object, not {type(values).__name__}")
    for name, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a string, not {type(value).__name__}")
    return values


def clean_values(part: Part, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The values to check, those that were cleaned, and what was removed from each."""
    kept = {field.name for field in part.fields if field.keep}
    checked, cleaned, removed = dict(values), {}, {}
    for name, value in values.items():
        if name in kept:
            continue
        better, what = clean(value)
        if what:
            checked[name] = better
            cleaned[name], removed[name] = better, what
    return checked, cleaned, removed


def answer(
    view: PartView, cleaned: Mapping[str, str], removed: Mapping[str, str], misplaced: Mapping[str, Misplaced]
) -> dict[str, object]:
    """The view as JSON values. The note of a field says what was removed from it, or what is in it by mistake."""
    notes = dict(view.notes)
    for name, each in misplaced.items():
        notes[name] = f"{each.says} {notes.get(name, '')}".strip()
    for name, what in removed.items():
        notes[name] = f"{notes.get(name, '')} Checked without {what} around it.".strip()
    return {
        "state": view.state,
        "verdict": view.verdict,
        "word": view.word or WORDS[view.state],
        "invalid": view.invalid,
        "notes": notes,
        "cleaned": cleaned,
        "values": dict(view.values),
        "offers": dict(view.offers),
        "clear": view.clear,
        "hidden": view.hidden,
        "begins": view.begins,
        "moves": {name: each.field for name, each in misplaced.items() if each.field},
        "body": to_json(view.body),
    }
