"""A report of the flow for a bug tracker: what was sent and received, without its secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from pkce_core import build_report, parse_token_command
from pkce_widgets import example
from pkce_widgets.flow.attempts import earlier_attempts
from pkce_widgets.flow.values import WHOLE_FLOW_USES, whole_flow
from pkce_widgets.view.components import copy_button, heading
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.redaction import length_of, redact_note

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = (
    "There is nothing to report yet. Fill in any part of the flow. The report says what was sent, what came back and "
    "what the checks found, and leaves out every secret."
)
READY = "Your report is ready. It leaves out the secrets of your flow. Read it once before you post it."
SECRETS = (
    "client_secret", "code_verifier", "code", "access_token", "id_token", "client_assertion", "state",
    "returned_state", "nonce", "code_challenge", "redeemed_code",
)  # fmt: skip
"""What no report may contain, whether as it is or encoded."""
LISTED = (
    "code_verifier", "client_secret", "code", "access_token", "id_token", "state", "nonce", "code_challenge",
)  # fmt: skip
"""The secrets that are listed below the report with their length."""
SHORTEST_SECRET = 4
"""Characters: a shorter text could be anywhere by chance."""
STARTS = (
    "client_id", "client_secret", "redirect_uri", "registered_redirect_uri", "code_verifier", "code_challenge",
    "authorization_url", "authorization_requested_url", "redirect", "code", "token_response", "error",
    "error_description",
)  # fmt: skip
"""One of these values makes a flow; a provider alone doesn't."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: the report, and what it leaves out.

    The action "wrong" is for a reader who thinks that a verdict is wrong: `report_note` says which one.
    """
    if inputs.action != "wrong" and not any(inputs.get(name).strip() for name in STARTS):
        return PartView(state="empty", verdict=EMPTY, body=el("div", contents()))
    text = write_report(inputs)
    left_out = [(name, len(inputs.get(name))) for name in LISTED if inputs.get(name)]
    body = el(
        "div",
        el(
            "div",
            el("pre", text, class_="pkce-report__text", role="region", tabindex="0", aria_label="The report"),
            copy_button(text, "the report"),
            class_="pkce-report",
        ),
        heading("Left out, except for the length") if left_out else None,
        el("ul", *map(left_out_item, left_out), class_="pkce-left-out", role="list") if left_out else None,
        class_="pkce-evidence",
    )
    return PartView(state="right", verdict=READY, body=body)


def contents() -> Element:
    """What a report will contain."""
    items = (
        "the provider, the issuer and the endpoints",
        "the parameters of each message: public ones as they are, only the length of all others",
        "addresses without their query, which could contain a code",
        "what the checks across the steps found, and what the error means",
    )
    return el("div", heading("It will contain"), el("ul", *(el("li", each) for each in items), class_="pkce-left-out"))


def left_out_item(row: tuple[str, int]) -> Element:
    name, length = row
    return el("li", el("code", name), f" {length:,} character{'' if length == 1 else 's'}", data_value=name)


def write_report(inputs: Inputs) -> str:
    """The report as Markdown, below the reader's own words."""
    note = inputs.get("report_note").strip()
    text = f"{redact_note(note)}\n\n" if note else ""
    text += build_report(whole_flow(inputs), now=inputs.now)
    for secret, replacement in secrets(inputs):
        text = text.replace(secret, replacement)
    return text


def secrets(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Each secret of the page in every form that it can have, the longest first, and what to write instead."""
    found = {inputs.get(name).strip() for name in SECRETS} | {inputs.get(name) for name in SECRETS}
    found |= {text for each in earlier_attempts(inputs) for text in (each.code, each.state, each.nonce)}
    sent = parse_token_command(inputs.get("token_request"))
    found |= {each.value or "" for each in sent.all_parameters if each.name in SECRETS} if sent else set()
    forms = {
        form: length_of(secret)
        for secret in found
        if len(secret) >= SHORTEST_SECRET
        for form in (secret, encoded(secret), encoded(secret, plus=True))
    }
    yield from sorted(forms.items(), key=lambda pair: len(pair[0]), reverse=True)


def encoded(text: str, *, plus: bool = False) -> str:
    octets = text.encode("utf-8", "surrogatepass")
    return quote_plus(octets, safe="") if plus else quote(octets, safe="")


PART = Part(
    name="report",
    title="Report the problem",
    fields=(
        Field(
            name="report_note",
            label="What you expected, and what happened",
            kind="area",
            optional=True,
            wire=False,
            keep=True,
        ),
    ),
    view=view,
    uses=(*WHOLE_FLOW_USES, "access_token", "id_token", "client_assertion"),
    starts=STARTS,
    actions=(),
    example={**example.REFUSED, "report_note": "I expected tokens. The provider answers invalid_grant."},
    caption="A worked example: the report of a flow in which one redirect URI has an extra slash.",
    clock=True,
)
