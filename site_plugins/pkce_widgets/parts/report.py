"""A report of the flow for a bug tracker: what was sent and received, without any secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

from pkce_core import build_report
from pkce_widgets import example
from pkce_widgets.flow.values import WHOLE, whole_flow
from pkce_widgets.view.components import copy_button
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = (
    "There is nothing to report yet. Fill in any part of the flow: the report says what was sent, what came back and "
    "what the checks found, with every secret left out."
)
READY = "Your report is ready. The secrets of your flow are left out. Read it once before you post it."
SECRETS = (
    "client_secret", "code_verifier", "code", "access_token", "id_token", "client_assertion", "state",
    "returned_state", "nonce", "code_challenge",
)  # fmt: skip
"""What no report may hold, as it is or encoded."""
KEPT_BACK = (
    ("code_verifier", "code_verifier"), ("client_secret", "client_secret"), ("code", "code"),
    ("access_token", "access_token"), ("id_token", "id_token"), ("state", "state"), ("nonce", "nonce"),
    ("code_challenge", "code_challenge"),
)  # fmt: skip
SHORTEST = 4  # characters; what is shorter is everywhere
LONGEST_NOTE = 4_000
LONG_RUN = r"(?=[A-Za-z+/=_~.\-]*[0-9])[A-Za-z0-9+/=_~.\-]{20,}(?<!\.)"
ADDRESS = r"[^\s@]{1,64}@[\w.\-]{1,255}"
BEGUN = (
    "client_id", "client_secret", "redirect_uri", "registered_redirect_uri", "code_verifier", "code_challenge",
    "authorization_url", "authorization_requested_url", "redirect", "code", "token_response", "error",
    "error_description",
)  # fmt: skip
"""The values of which one makes a flow: a provider alone is none."""


def view(request: Inputs) -> PartView:
    """Answer the page: the report, and what was left out of it."""
    if not any(request.get(name).strip() for name in BEGUN):
        return PartView(state="empty", verdict=EMPTY, body=el("div", contents()))
    text = write_report(request)
    left_out = [(name, len(request.get(value))) for name, value in KEPT_BACK if request.get(value)]
    body = el(
        "div",
        el(
            "div",
            el("pre", text, class_="pkce-report__text", role="region", tabindex="0", aria_label="The report"),
            copy_button(text, "the report"),
            class_="pkce-report",
        ),
        el("p", "Left out, each but for its length", class_="pkce-steps__title") if left_out else None,
        el("ul", *map(left_out_item, left_out), class_="pkce-left-out", role="list") if left_out else None,
        class_="pkce-evidence",
    )
    return PartView(state="right", verdict=READY, body=body)


def contents() -> Element:
    """What a report will hold."""
    items = (
        "the provider, the issuer and the endpoints",
        "the parameters of each message: public ones as they are, of all others their length",
        "addresses without their query, where a code could stand",
        "what the checks across the steps found, and what an error means",
    )
    heading = el("p", "It will hold", class_="pkce-steps__title")
    return el("div", heading, el("ul", *(el("li", each) for each in items), class_="pkce-left-out"))


def left_out_item(row: tuple[str, int]) -> Element:
    name, length = row
    return el("li", el("code", name), f" {length:,} character{'' if length == 1 else 's'}", data_value=name)


def write_report(request: Inputs) -> str:
    """The report as Markdown, the reader's own words first."""
    note = request.get("report_note").strip()
    head = f"{without_strangers(note)}\n\n" if note else ""
    text = head + build_report(whole_flow(request), now=request.now)
    for secret, stand_in in secrets(request):
        text = text.replace(secret, stand_in)
    return text


def without_strangers(note: str) -> str:
    """The reader's words, without what may be a secret that no field holds, and without addresses of people."""
    shown = note[:LONGEST_NOTE] + (" …" if len(note) > LONGEST_NOTE else "")
    return re.sub(LONG_RUN, lambda found: length_of(found[0]), re.sub(ADDRESS, "(an address)", shown))


def secrets(request: Inputs) -> Iterator[tuple[str, str]]:
    """Each secret of the page in the forms it can stand in, the longest first, and what stands for it."""
    found = {request.get(name).strip() for name in SECRETS} | {request.get(name) for name in SECRETS}
    forms = {
        form: length_of(secret)
        for secret in found
        if len(secret) >= SHORTEST
        for form in (secret, encoded(secret), encoded(secret, plus=True))
    }
    yield from sorted(forms.items(), key=lambda pair: len(pair[0]), reverse=True)


def encoded(text: str, *, plus: bool = False) -> str:
    octets = text.encode("utf-8", "surrogatepass")
    return quote_plus(octets, safe="") if plus else quote(octets, safe="")


def length_of(text: str) -> str:
    return f"({len(text):,} characters)"


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
    uses=(*WHOLE, "access_token", "id_token", "client_assertion"),
    starts=BEGUN,
    actions=(),
    example={**example.REFUSED, "report_note": "I expected tokens. The server answers invalid_grant."},
    caption="A worked example: the report of the flow with a slash too many.",
    clock=True,
)
