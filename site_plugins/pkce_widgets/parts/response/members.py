"""The members of a token response: each with what it is for, its value and the findings about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.flow.values import seconds
from pkce_widgets.view.components import copy_button, findings_list, heading, legible
from pkce_widgets.view.durations import duration
from pkce_widgets.view.elements import Element, Node, el

if TYPE_CHECKING:
    from pkce_core import Finding, TokenResponse
    from pkce_widgets.parts.response.pasted import PastedResponse
    from pkce_widgets.view.part import Inputs

MEANINGS = {
    "access_token": "Your client sends it to the API, after the word Bearer. Keep it secret.",
    "token_type": "How the access token is used. Bearer means that whoever has the token can use it.",
    "expires_in": "How many seconds the access token is valid, counted from the response.",
    "expires_at": "When the access token expires. RFC 6749 doesn’t define it, but some providers send it.",
    "scope": "What the access token allows.",
    "refresh_token": "Gets new access tokens without a login. Keep it secret: it lasts longer than the others.",
    "id_token": "Says who signed in, for your client only. It is taken apart below.",
}
MEMBER_RULES = {
    "access_token": ("token-response-access-token",),
    "token_type": ("token-response-token-type",),
    "expires_in": ("token-response-expires-in",),
    "expires_at": ("token-response-expires-at",),
    "scope": ("token-response-scope", "token-response-scope-missing", "token-response-scope-more"),
    "refresh_token": ("token-response-refresh-token",),
    "id_token": ("token-response-id-token",),
}
"""The rules that check each member."""
TOKENS = ("access_token", "refresh_token", "id_token")
ENDS = 12
"""Characters of a token that are shown at its start and at its end."""


def members_view(response: TokenResponse, inputs: Inputs, pasted: PastedResponse, left: list[Finding]) -> Element:
    """Every member with its findings, which are taken out of `left`."""
    rows = [member_row(name, response, inputs, pasted, left) for name in MEANINGS]
    more = [
        el(
            "li",
            el("code", legible(name), class_="pkce-claim__name"),
            el("span", "A member of this provider. It could be a secret, so its value isn’t shown."),
            class_="pkce-claim",
        )
        for name in response.extra
    ]
    shown = [row for row in rows if row is not None]
    return el(
        "div",
        heading("What the provider sent"),
        el("ul", *shown, *more, class_="pkce-claims", role="list"),
    )


def member_row(
    name: str, response: TokenResponse, inputs: Inputs, pasted: PastedResponse, left: list[Finding]
) -> Element | None:
    """One member; None if it is missing and no finding is about that."""
    found = [finding for finding in left if finding.rule in MEMBER_RULES[name]]
    for finding in found:
        left.remove(finding)
    value = getattr(response, name)
    if value is None and not found:
        return None
    content: Node | None = None
    if value is not None:
        content = token_view(name, str(value)) if name in TOKENS else el("code", legible(str(value)), dir="ltr")
    remaining = remaining_time(response, inputs, pasted) if name == "expires_in" else ""
    return el(
        "li",
        el("code", name, class_="pkce-claim__name"),
        el("span", MEANINGS[name], class_="pkce-claim__meaning"),
        el("div", content, f" {remaining}" if remaining else None, class_="pkce-claim__value") if content else None,
        findings_list(found) if found else None,
        class_="pkce-claim",
        data_value="token" if name in TOKENS else name,
    )


def token_view(name: str, token: str) -> Element:
    """The start and the end of a token, with the whole of it folded away."""
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


def remaining_time(response: TokenResponse, inputs: Inputs, pasted: PastedResponse) -> str:
    """How long the access token is still valid; "" if the page doesn't know when the request was sent."""
    requested = seconds(inputs.get("token_requested_at"))
    if requested is None or not isinstance(response.expires_in, int):
        return ""
    end = requested + response.expires_in
    if end <= pasted.now:
        return f"Counted from when you copied the command, it expired {duration(pasted.now - end)} ago."
    return f"Counted from when you copied the command, it expires in {duration(end - pasted.now)}."
