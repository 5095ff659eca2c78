"""The reader's own values beside a cause that they prove: the two texts that had to be equal, with their difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import check_code_verifier, derive_code_challenge
from pkce_widgets.view.components import marked, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.text_marks import mark_differences

if TYPE_CHECKING:
    from pkce_core import FlowValues

ASKED, CAME, REDEEMS = "authorization_request", "authorization_response", "token_request"


def compared(slug: str, flow: FlowValues) -> Element | None:
    """The two values that a cause is about; nothing for a cause that is not about two values."""
    asked, redeems = flow.value(ASKED, "redirect_uri"), flow.value(REDEEMS, "redirect_uri")
    pairs = {
        "redirect-uri-differs": ("redirect_uri", "In the authorization URL", asked, "In the token request", redeems),
        "redirect-uri-unregistered": (
            "redirect_uri", "Registered", flow.registered_redirect_uri, "In the authorization URL", asked,
        ),
        "client-differs": (
            "client_id", "In the authorization URL", flow.value(ASKED, "client_id"),
            "In the token request", flow.value(REDEEMS, "client_id"),
        ),
        "state-mismatch": (
            "state", "The state sent", flow.value(ASKED, "state"),
            "The state that came back", flow.value(CAME, "state"),
        ),
        "iss-mismatch": ("iss", "The issuer", flow.issuer, "The iss that came", flow.value(CAME, "iss")),
        "verifier-mismatch": (
            "code_challenge", "What your verifier makes", own_challenge(flow),
            "The challenge sent", flow.value(ASKED, "code_challenge"),
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
        value_row(name, *marked(expected, worded(left)), label=label),
        value_row(name, *marked(found, worded(right)), label=other),
        class_="pkce-compare",
    )


def worded(places: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The same places, said of two texts of which neither is the answer to the other."""
    return [(start, end, "the other is different here") for start, end, _ in places]


def own_challenge(flow: FlowValues) -> str | None:
    """What the challenge should have been; None when the verifier makes none."""
    verifier = flow.verifier
    return derive_code_challenge(verifier) if verifier and check_code_verifier(verifier).ok else None
