"""What was really sent: the request that the reader pasted, beside the one that this page proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core import parse_token_command
from pkce_widgets.flow.server import known_address
from pkce_widgets.flow.values import pasted_request, token_request
from pkce_widgets.view.components import heading, marked, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field
from pkce_widgets.view.text_marks import mark_differences, neutral

if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs

FIELD = Field(
    name="token_request",
    label="The command as you ran it",
    kind="area",
    hint="Or the request as it was sent: “Copy as cURL”, a call of fetch, raw HTTP, a line of a log.",
    optional=True,
    wire=False,
    keep=True,
)
UNREADABLE = "This isn’t a request that can be read. Paste a curl command, raw HTTP, a URL or a form body."
READ_ONLY = "It is read, never run."
COMPARED = ("grant_type", "code", "redirect_uri", "client_id", "code_verifier")


class Compared(NamedTuple):
    """One part of both requests.

    Attributes:
        name: its wire name.
        proposed: as this page has it.
        sent: as it was sent; "" if it is absent.
    """

    name: str
    proposed: str
    sent: str


def compare_requests(inputs: Inputs) -> tuple[Compared, ...]:
    """The parts that are known of both requests; none if there is only one."""
    sent = parse_token_command(inputs.get("token_request")) if pasted_request(inputs) else None
    proposed = token_request(inputs)
    if sent is None or not proposed:
        return ()
    values: dict[str, str | None] = {}
    for each in sent.all_parameters:
        values.setdefault(each.name, each.value)
    if "" in values:  # something fills the body in
        return ()
    parts = [Compared("method", "POST", sent.method)] if sent.method else []
    if sent.url and (endpoint := known_address(inputs, "token_endpoint")):
        parts.append(Compared("token_endpoint", endpoint, sent.url))
    # With Basic, the client_id is in a header, which a shell function or a file may fill in.
    for name in (each for each in COMPARED if each != "client_id" or each in values):
        if name in proposed and values.get(name, "") is not None:
            parts.append(Compared(name, proposed[name], values.get(name) or ""))
    return tuple(parts)


def sent_note(inputs: Inputs) -> str:
    """The note beside the field: how many parts differ."""
    if not inputs.get("token_request").strip():
        return READ_ONLY
    if not pasted_request(inputs):
        return UNREADABLE
    parts = compare_requests(inputs)
    if not parts:
        return READ_ONLY
    count = sum(each.proposed != each.sent for each in parts)
    if not count:
        return f"Its {len(parts)} parts are those of this page’s command. {READ_ONLY}"
    verb = "differs" if count == 1 else "differ"
    return f"{count} of its {len(parts)} parts {verb} from this page’s command. {READ_ONLY}"


def sent_view(inputs: Inputs) -> Element | None:
    """The parts that differ, one above the other; None if none does."""
    rows: list[Element] = []
    for part in compare_requests(inputs):
        if part.proposed == part.sent:
            continue
        expected, found = mark_differences(part.proposed, part.sent)
        proposed = marked(part.proposed, neutral(expected))
        sent = marked(part.sent, neutral(found)) if part.sent else ["(absent)"]
        rows += [
            value_row(part.name, *proposed, label=f"{part.name} in this page’s command"),
            value_row(part.name, *sent, label=f"{part.name} as it was sent"),
        ]
    return el("div", heading("What differs"), el("div", *rows, class_="pkce-compare")) if rows else None
