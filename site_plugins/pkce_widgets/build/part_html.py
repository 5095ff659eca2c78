"""A part as HTML, written while the site is built: the worked example open, the form hidden until the page is awake."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Inputs, PartView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_widgets.view.part import Field, Part

PRIVACY = (
    "Checked in this page, by the same Python as the <code>pkce</code> command. Nothing you type leaves it, and a "
    "reload forgets it."
)
MASK = "••••••••"

# Textareas, not inputs: an input drops the very line break that a reader hashed by mistake.
BARE = 'dir="ltr" spellcheck="false" autocapitalize="none" autocomplete="off"'


def render_part(part: Part, values: Mapping[str, str], name: str, *, title: str = "", caption: str = "") -> str:
    """Write the element.

    Args:
        part: what to write.
        values: the worked example's values.
        name: the element's id, unlike any other on the page.
        title: the panel's title; the part's own when empty.
        caption: the line above the worked example; the part's own when empty.
    """
    view = part.view(Inputs(values=values))
    if not isinstance(view, PartView):
        raise TypeError(f"the worked example of {part.name} has to be made at once")
    name_of = f'id="{name}-title" role="heading" aria-level="3"'
    heading = f'<p class="pkce-panel__title" {name_of}>{escape(title or part.title)}</p>'
    return (
        f'<pkce-{part.name} id="{name}" class="pkce-panel" data-search-exclude{"".join(data(part, values, view))}>\n'
        f'<section aria-labelledby="{name}-title">\n{heading}\n{NOSCRIPT}\n'
        f"{write_form(part, values, name, view.hidden)}\n{static(part, values)}\n{BOOT}\n"
        f'<p class="pkce-stale" hidden></p>\n'
        f'<div class="pkce-result" data-state="{view.state}">\n'
        f'<p class="pkce-caption">{escape(caption or part.caption)}</p>\n'
        f'<p class="pkce-verdict"><span class="pkce-verdict__text">{escape(view.verdict)}</span></p>\n'
        f"{to_html(view.body)}\n</div>\n"
        f'<p class="pkce-status" role="status"></p>\n'
        f'<p class="pkce-privacy">{part.privacy or PRIVACY}</p>\n'
        f"</section>\n</pkce-{part.name}>"
    )


def data(part: Part, values: Mapping[str, str], view: PartView) -> Iterator[str]:
    """What the element has to know of its part."""
    if part.uses:
        yield f' data-uses="{" ".join(part.uses)}"'
    yield f' data-starts="{" ".join(part.awaited)}"'
    if part.clock:
        yield " data-clock"
    if part.seeds:
        yield f' data-seeds="{escape(json.dumps({**view.values, **view.offers}))}"'
    if values == part.example:  # an example that the author chose stays until the reader uses this very panel
        yield " data-follows"


NOSCRIPT = (
    '<noscript><p class="pkce-noscript">This part needs JavaScript. Below is an example; in a terminal, the '
    "<code>pkce</code> command does the same with your own values.</p></noscript>"
)
BOOT = (
    '<div class="pkce-boot" hidden><p class="pkce-boot__text"></p><progress class="pkce-boot__bar" max="1" value="0" '
    'aria-label="Loading Python"></progress><button type="button" class="pkce-button" data-action="retry" hidden>Retry'
    "</button></div>"
)


def write_form(part: Part, values: Mapping[str, str], name: str, hidden: tuple[str, ...] = ()) -> str:
    fields = "\n".join(
        write_field(each, values.get(each.name, ""), f"{name}-{each.name}", part.prefill, each.name in hidden)
        for each in part.fields
    )
    buttons = "\n".join(
        f'<button type="button" class="pkce-button{look}" data-action="{action}">{escape(label)}</button>'
        for look, (action, label) in zip(looks(part), part.actions, strict=True)
    )
    actions = f'\n<div class="pkce-actions">\n{buttons}\n</div>' if buttons else ""
    return f'<form class="pkce-form" hidden autocomplete="off">\n{fields}{actions}\n</form>'


def looks(part: Part) -> Iterator[str]:
    """What sets the primary button of the form apart."""
    for at, (action, _) in enumerate(part.actions):
        yield " pkce-button--primary" if at == 0 and part.primary and action != "clear" else ""


def write_field(field: Field, value: str, name: str, prefill: bool, hidden: bool = False) -> str:
    """A label, its control, and the places for what is to say about it."""
    optional = ' <span class="pkce-field__optional">(optional)</span>' if field.optional else ""
    wire = f" <code>{field.name}</code>" if field.wire else ""
    hint = f'<p class="pkce-field__hint" id="{name}-hint">{escape(field.hint)}</p>' if field.hint else ""
    described = f'aria-describedby="{name}-hint {name}-note"' if hint else f'aria-describedby="{name}-note"'
    label = f'<label for="{name}">{escape(field.label)}{wire}{optional}</label>'
    control = write_control(field, value, f'id="{name}" name="{field.name}" {described}', prefill)
    inner = f"{control}{label}{hint}" if field.kind == "check" else f"{label}{hint}\n{control}"
    attributes = f'class="pkce-field pkce-field--{field.kind}" data-value="{field.name}"{" hidden" if hidden else ""}'
    return (
        f"<div {attributes}>\n{inner}\n"
        f'<p class="pkce-field__note" id="{name}-note" data-note="{field.name}"></p>\n</div>'
    )


def write_control(field: Field, value: str, attributes: str, prefill: bool) -> str:
    if field.kind == "select":
        options = "".join(
            f'<option value="{escape(each)}"{" selected" if each == value else ""}>{escape(label)}</option>'
            for each, label in field.choices
        )
        return f"<select {attributes}>{options}</select>"
    if field.kind == "check":
        return f'<input type="checkbox" value="true" {attributes}{" checked" if value == "true" else ""}>'
    placeholder = f' placeholder="{escape(field.placeholder)}"' if field.placeholder else ""
    if field.kind == "secret":
        return f'<input type="password" {attributes} {BARE}{placeholder}>'
    rows = 1 if field.kind == "text" else 2
    return f'<textarea rows="{rows}" {attributes} {BARE}{placeholder}>{escape(value) if prefill else ""}</textarea>'


def static(part: Part, values: Mapping[str, str]) -> str:
    """The example's values, for those who have no form to see them in."""
    rows = [
        static_row(each, values[each.name]) for each in part.fields if values.get(each.name) and each.kind != "check"
    ]
    return f'<div class="pkce-static"><dl>{"".join(map(to_html, rows))}</dl></div>'


def static_row(field: Field, text: str) -> Element:
    shown = {"secret": MASK, "select": dict(field.choices).get(text, text)}.get(field.kind, text)
    return el(
        "div",
        el("dt", field.name if field.wire else field.label, class_="pkce-value__label"),
        el("dd", el("code", shown, class_="pkce-value__text", dir="ltr")),
        class_="pkce-value",
        data_value=field.name,
    )
