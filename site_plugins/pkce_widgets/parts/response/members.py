"""The members of a token response as they are shown: its value, what it is for, what is to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.flow.values import seconds
from pkce_widgets.view.components import copy_button, finding_item, legible
from pkce_widgets.view.durations import length
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from pkce_core import Finding, TokenResponse
    from pkce_widgets.parts.response.pasted import PastedResponse
    from pkce_widgets.view.part import Inputs

MEANINGS = {
    "access_token": "What your client sends to the API, after the word Bearer. Keep it secret.",
    "token_type": "How the access token is used. Bearer: whoever has it may use it.",
    "expires_in": "How many seconds the access token is valid, from when the response was made.",
    "expires_at": "When the access token ends. Not in RFC 6749; some providers send it.",
    "scope": "What the access token may do.",
    "refresh_token": "Gets the next access token without a login. Keep it secret, and longer than the others.",
    "id_token": "Who signed in, for your client alone. It is taken apart below.",
}
RULES = {
    "access_token": ("access-token",),
    "token_type": ("token-type",),
    "expires_in": ("expires-in",),
    "expires_at": ("expires-at",),
    "scope": ("scope", "scope-missing", "scope-more"),
    "refresh_token": ("refresh-token",),
    "id_token": ("id-token",),
}
"""Which findings are about which member, without the token-response- that they all begin with."""
TOKENS = ("access_token", "refresh_token", "id_token")
ENDS = 12  # characters of a token that are shown at either end


def members_view(response: TokenResponse, request: Inputs, reading: PastedResponse, left: list[Finding]) -> Element:
    """Every member with its findings, which are taken out of `left`."""
    rows = [member_row(name, response, request, reading, left) for name in MEANINGS]
    more = [
        el(
            "li",
            el("code", legible(name), class_="pkce-claim__name"),
            el("span", "A member of this provider. Its value may be a secret, so it is not shown."),
            class_="pkce-claim",
        )
        for name in response.extra
    ]
    shown = [row for row in rows if row is not None]
    return el(
        "div",
        el("p", "What the server sent", class_="pkce-steps__title"),
        el("ul", *shown, *more, class_="pkce-claims", role="list"),
    )


def member_row(
    name: str, response: TokenResponse, request: Inputs, reading: PastedResponse, left: list[Finding]
) -> Element | None:
    """One member; None when it is absent and nothing is to say about that."""
    rules = tuple(f"token-response-{rule}" for rule in RULES[name])
    found = [finding for finding in left if finding.rule in rules]
    for finding in found:
        left.remove(finding)
    there = getattr(response, name)
    if there is None and not found:
        return None
    content: Node | None = None
    if there is not None:
        content = token_view(name, str(there)) if name in TOKENS else el("code", legible(str(there)), dir="ltr")
    remaining = left_of(response, request, reading) if name == "expires_in" else ""
    return el(
        "li",
        el("code", name, class_="pkce-claim__name"),
        el("span", MEANINGS[name], class_="pkce-claim__meaning"),
        el("div", content, f" {remaining}" if remaining else None, class_="pkce-claim__value") if content else None,
        el("ul", *map(finding_item, found), class_="pkce-findings", role="list") if found else None,
        class_="pkce-claim",
        data_value="token" if name in TOKENS else name,
    )


def token_view(name: str, token: str) -> Element:
    """A token's two ends, and the whole of it for those who ask."""
    if len(token) <= 3 * ENDS:
        return el("code", legible(token), class_="pkce-value__text", dir="ltr")
    ends = f"{legible(token[:ENDS])}…{legible(token[-ENDS:])}"
    return el(
        "div",
        el("code", ends, class_="pkce-value__text", dir="ltr"),
        el(
            "details",
            el("summary", f"Show all {len(token):,} characters"),
            el("code", token, class_="pkce-value__text", dir="ltr"),
            copy_button(token, name),
        ),
        class_="pkce-token",
    )


def left_of(response: TokenResponse, request: Inputs, reading: PastedResponse) -> str:
    """What is left of expires_in, as far as the page knows when the response was made."""
    made = seconds(request.get("token_requested_at"))
    if made is None or not isinstance(response.expires_in, int):
        return ""
    end = made + response.expires_in
    if end <= reading.now:
        return f"Counted from when you copied the command, it ended {length(reading.now - end)} ago."
    return f"Counted from when you copied the command, it ends in {length(end - reading.now)}."
