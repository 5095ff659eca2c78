"""The two values that prove a cause: they should be equal, and their difference is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import check_code_verifier, derive_code_challenge
from pkce_widgets.view.components import marked, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.text_marks import mark_differences, neutral

if TYPE_CHECKING:
    from pkce_core import FlowValues

REQUEST, RESPONSE, REDEEMS = "authorization_request", "authorization_response", "token_request"
IN_URL, IN_TOKEN_REQUEST = "In the authorization URL", "In the token request"


def compared(slug: str, flow: FlowValues) -> Element | None:
    """The two values that a cause is about; None if it isn't about two values, or one is unknown."""
    requested, redeemed = flow.value(REQUEST, "redirect_uri"), flow.value(REDEEMS, "redirect_uri")
    pairs = {
        "redirect-uri-differs": ("redirect_uri", IN_URL, requested, IN_TOKEN_REQUEST, redeemed),
        "redirect-uri-unregistered": ("redirect_uri", "Registered", flow.registered_redirect_uri, IN_URL, requested),
        "client-differs": (
            "client_id", IN_URL, flow.value(REQUEST, "client_id"),
            IN_TOKEN_REQUEST, flow.value(REDEEMS, "client_id"),
        ),
        "state-mismatch": (
            "state", "The state that you sent", flow.value(REQUEST, "state"),
            "The state that came back", flow.value(RESPONSE, "state"),
        ),
        "iss-mismatch": ("iss", "The issuer", flow.issuer, "The iss that came back", flow.value(RESPONSE, "iss")),
        "verifier-mismatch": (
            "code_challenge", "The challenge of your verifier", challenge_of_verifier(flow),
            "The challenge that you sent", flow.value(REQUEST, "code_challenge"),
        ),
    }  # fmt: skip
    if slug not in pairs:
        return None
    name, label, expected, other, found = pairs[slug]
    if not expected or not found:
        return None
    left, right = mark_differences(expected, found)
    return el(
        "div",
        value_row(name, *marked(expected, neutral(left)), label=label),
        value_row(name, *marked(found, neutral(right)), label=other),
        class_="pkce-compare",
    )


def challenge_of_verifier(flow: FlowValues) -> str | None:
    """The challenge that the verifier should have; None if the verifier can't be used."""
    verifier = flow.verifier
    return derive_code_challenge(verifier) if verifier and check_code_verifier(verifier).ok else None
