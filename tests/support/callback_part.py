"""The part that reads a redirect, filled in with the worked example: what its tests start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import AuthorizationRequest, build_authorization_url
from pkce_widgets import example
from pkce_widgets.parts.callback.part import PART
from tests.support.views import view_of

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = 1_772_366_440
GOOD = PART.example["redirect"]
OPENED = build_authorization_url(
    AuthorizationRequest(
        client_id=example.CLIENT_ID,
        redirect_uri=example.REDIRECT_URI,
        scope=example.SCOPE,
        state=example.STATE,
        nonce=example.NONCE,
        code_challenge=example.CODE_CHALLENGE,
        code_challenge_method="S256",
    ),
    "https://op.example/auth",
)


def read(redirect: str = GOOD, now: float | None = NOW, **changed: str) -> PartView:
    """The view of a redirect, with the values of the worked example."""
    return view_of(PART, {**PART.example, "redirect": redirect, **changed}, now=now)


def back(**parameters: str) -> str:
    return f"{example.REDIRECT_URI}?" + "&".join(f"{name}={value}" for name, value in parameters.items())
