"""A part as HTML: its form, what it says before it is used, and its worked example, folded.

Nothing that looks like a verdict is there before the reader gives a value. The example opens on demand, is marked as
one, and has nothing to copy. The element removes it once the reader has a value.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from pkce_widgets.build.element_html import to_html
from pkce_widgets.view.components import MASK
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Inputs, PartView
from pkce_widgets.view.verdict import WORDS, example_of, waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_widgets.view.part import Field, Part

# Textareas instead of inputs: an input drops the very line break that a reader hashed by mistake.
PLAIN_TEXT = 'dir="ltr" spellcheck="false" autocapitalize="none"'
ONE_ATTEMPT = frozenset(
    {"client_secret", "client_assertion", "code_verifier", "code_challenge", "state", "nonce", "redirect", "lint_url",
     "token_request", "token_response", "error", "error_description", "tamper_value", "report_note",
     "pairs_text", "client_jwt", "dpop_request", "refresh_token"}
)  # fmt: skip
"""The fields that a browser must not fill in again after a reload: secrets, and what belongs to one attempt."""
NOSCRIPT = (
    '<noscript><p class="pkce-noscript">This part needs JavaScript. Open the example to see what it answers. In a '
    "terminal, the <code>pkce</code> command does the same with your own values.</p></noscript>"
)
WRONG = (
    '<details class="pkce-wrong" hidden><summary>Is this wrong?</summary><p>Copy this report, and read it before you '
    "post it. It leaves out the secrets of your flow.</p><div></div></details>"
)
MOST_LABELS = 3
"""How many of the folded fields are named."""
BOOT = (
    '<div class="pkce-boot" hidden><p class="pkce-boot__text"></p><progress class="pkce-boot__bar" max="1" value="0" '
    'aria-label="Loading Python"></progress><button type="button" class="pkce-button" data-action="retry" hidden>Retry'
    "</button></div>"
)


def render_part(
    part: Part,
    values: Mapping[str, str],
    name: str,
    *,
    title: str = "",
    caption: str = "",
    advanced: tuple[str, ...] = (),
) -> str:
    """Write the element.

    Args:
        part: what to write.
        values: the worked example's values.
        name: the element's id, unique in the page.
        title: the panel's title; "" for the part's default.
        caption: the line above the worked example; "" for the part's default.
        advanced: the wire names of the fields that are folded.
    """
    example = answer(part, values)
    neutral = before_use(part, example)
    name_of = f'id="{name}-title" role="heading" aria-level="3"'
    heading = f'<p class="pkce-panel__title" {name_of}>{escape(title or part.title)}</p>'
    attributes = "".join(data_attributes(part, example))
    body = to_html(neutral.body) if part.seeds else "<div></div>"
    form = write_form(part, values, name, neutral.hidden, advanced)
    result = (
        f'<div class="pkce-result" data-state="{"waiting" if neutral.state == "waiting" else "empty"}">\n'
        f'<p class="pkce-verdict"><span class="pkce-verdict__word">{escape(neutral.word)}</span> '
        f'<span class="pkce-verdict__text">{escape(neutral.verdict)}</span></p>\n'
        f"{body}\n</div>\n"
    )
    # Where all fields are folded, the answer is what the reader acts on.
    below = len(advanced) == len(part.fields)
    return (
        f'<pkce-{part.name} id="{name}" class="pkce-panel" data-search-exclude data-neutral{attributes}>\n'
        f'<section aria-labelledby="{name}-title">\n{heading}\n{NOSCRIPT}\n'
        f"{'' if below else form}\n{BOOT}\n"
        f'<p class="pkce-stale" hidden></p>\n{result}{form if below else ""}'
        f"{'' if part.seeds else write_example(part, values, example, caption or part.caption)}"
        f"{WRONG}\n"
        f'<p class="pkce-status" role="status"></p>\n'
        f"</section>\n</pkce-{part.name}>"
    )


def before_use(part: Part, example: PartView) -> PartView:
    """What a part says before the reader gives it a value: what to do, or which step it waits for."""
    if part.seeds:  # what it says of the choices that the flow begins with is true
        return example
    if part.waits:
        name, sentence = part.waits
        return PartView(state="waiting", word=waiting_for([name]), verdict=sentence, hidden=answer(part, {}).hidden)
    return answer(part, {})


def answer(part: Part, values: Mapping[str, str]) -> PartView:
    """What a part says while the site is built."""
    view = part.view(Inputs(values=values, is_example=True))
    if not isinstance(view, PartView):
        raise TypeError(f"the worked example of {part.name} must not wait for a browser")
    return view


def data_attributes(part: Part, view: PartView) -> Iterator[str]:
    """What the element must know about its part."""
    if part.uses:
        yield f' data-uses="{" ".join(part.uses)}"'
    yield f' data-starts="{" ".join(part.awaited)}"'
    if part.clock:
        yield " data-clock"
    if part.seeds:
        yield f' data-seeds="{escape(json.dumps({**view.values, **view.offers}))}"'
        yield f' data-built="{escape(json.dumps(dict(part.example)))}"'


def write_form(
    part: Part,
    values: Mapping[str, str],
    name: str,
    hidden: tuple[str, ...] = (),
    advanced: tuple[str, ...] = (),
) -> str:
    """The fields, the folded ones last, and the buttons."""

    def write(each: Field) -> str:
        return write_field(each, chosen(part, each, values), f"{name}-{each.name}", each.name in hidden)

    fields = "\n".join(write(each) for each in part.fields if each.name not in advanced)
    buttons = "\n".join(
        f'<button type="button" class="pkce-button{look}" data-action="{action}">{escape(label)}</button>'
        for look, (action, label) in zip(button_classes(part), part.actions, strict=True)
    )
    actions = f'\n<div class="pkce-actions">\n{buttons}\n</div>' if buttons else ""
    folded = [each for each in part.fields if each.name in advanced]
    if folded:
        labels = ", ".join(each.label for each in folded[:MOST_LABELS])
        if len(folded) > MOST_LABELS:
            labels += f", and {len(folded) - MOST_LABELS} more"
        inner = "" if fields else actions
        actions = actions if fields else ""
        fields += f'\n<details class="pkce-advanced">\n<summary>Advanced: {escape(labels)}</summary>\n'
        fields += "\n".join(map(write, folded)) + f"{inner}\n</details>"
    return f'<form class="pkce-form" hidden>\n{fields}{actions}\n</form>'


def chosen(part: Part, field: Field, values: Mapping[str, str]) -> str:
    """The choice that a select begins with: the one that fills the flow, or the author's; "" for the first one."""
    by_author = field.remember and values.get(field.name) != part.example.get(field.name)
    return values.get(field.name, "") if part.seeds or by_author else ""


def button_classes(part: Part) -> Iterator[str]:
    """A class for the button that stands out, and "" for the others."""
    for at, (action, _) in enumerate(part.actions):
        yield " pkce-button--primary" if at == 0 and part.primary and action != "clear" else ""


def write_field(field: Field, value: str, name: str, hidden: bool = False) -> str:
    """A label, its control, and a place for the note beside it.

    Args:
        field: what to write.
        value: the choice of a select that the flow begins with; "" for its first.
        name: the control's id.
        hidden: whether the part doesn't need it yet.
    """
    optional = ' <span class="pkce-field__optional">(optional)</span>' if field.optional else ""
    wire = f" <code>{field.name}</code>" if field.wire else ""
    hint = f'<p class="pkce-field__hint" id="{name}-hint">{escape(field.hint)}</p>' if field.hint else ""
    described = f'aria-describedby="{name}-hint {name}-note"' if hint else f'aria-describedby="{name}-note"'
    label = f'<label for="{name}"><span class="pkce-field__name">{escape(field.label)}</span>{wire}{optional}</label>'
    remembered = " data-remember" if field.remember else ""
    control = write_control(field, value, f'id="{name}" name="{field.name}" {described}{remembered}')
    inner = f"{control}{label}{hint}" if field.kind == "check" else f"{label}{hint}\n{control}"
    attributes = f'class="pkce-field pkce-field--{field.kind}" data-value="{field.name}"{" hidden" if hidden else ""}'
    return (
        f"<div {attributes}>\n{inner}\n"
        f'<p class="pkce-field__note" id="{name}-note" data-note="{field.name}"></p>\n</div>'
    )


def write_control(field: Field, value: str, attributes: str) -> str:
    if field.kind == "select":
        options = "".join(
            f'<option value="{escape(each)}"{" selected" if each == value else ""}>{escape(label)}</option>'
            for each, label in field.choices
        )
        return f"<select {attributes}>{options}</select>"
    if field.kind == "check":
        return f'<input type="checkbox" value="true" {attributes}>'
    placeholder = f' placeholder="{escape(field.placeholder)}"' if field.placeholder else ""
    if field.name in ONE_ATTEMPT:
        attributes += ' autocomplete="off"'
    if field.kind == "secret":
        return f'<input type="password" {attributes} {PLAIN_TEXT}{placeholder}>'
    rows = 1 if field.kind == "text" else 2
    return f'<textarea rows="{rows}" {attributes} {PLAIN_TEXT}{placeholder}></textarea>'


def write_example(part: Part, values: Mapping[str, str], view: PartView, caption: str) -> str:
    """The worked example, folded: its values, and what the part answers."""
    rows = [
        example_value(each, values[each.name]) for each in part.fields if values.get(each.name) and each.kind != "check"
    ]
    word = f"{view.word or WORDS[view.state]}: " if view.word or WORDS[view.state] else ""
    example = el(
        "details",
        el("summary", "Show an example"),
        el("p", caption, class_="pkce-caption"),
        el("dl", *rows, class_="pkce-static"),
        el("p", f"{word}{view.verdict}", class_="pkce-example__verdict"),
        example_of(view.body),
        class_="pkce-example",
    )
    return f"{to_html(example)}\n"


def example_value(field: Field, text: str) -> Element:
    shown = {"secret": MASK, "select": dict(field.choices).get(text, text)}.get(field.kind, text)
    return el(
        "div",
        el("dt", field.name if field.wire else field.label, class_="pkce-value__label"),
        el("dd", el("code", shown, class_="pkce-value__text", dir="ltr")),
        class_="pkce-value",
        data_value=field.name,
    )
