"""Attempts: the values that a new one begins with, and what is known of the earlier ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pkce_core import check_code_verifier, derive_code_challenge, generate_nonce, generate_pair, generate_state

if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs

ATTEMPT_USES = ("attempts",)
"""The wire names of the values that this module reads; a part that calls it lists them in its `uses`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierAttempt:
    """An attempt before the present one.

    Attributes:
        number: counted from 1, as the page shows it.
        state: what it sent.
        nonce: what it sent.
        code: what its redirect brought; kept out of the repr.
        code_challenge: what it sent.
        redeemed: whether its code was sent to the token endpoint.
        tokens: whether it brought tokens.
    """

    number: int
    state: str = ""
    nonce: str = ""
    code: str = field(default="", repr=False)
    code_challenge: str = ""
    redeemed: bool = False
    tokens: bool = False

    def to_flow(self) -> dict[str, object]:
        """The attempt as `parse_flow` reads an earlier one."""
        request = {"state": self.state, "nonce": self.nonce, "code_challenge": self.code_challenge}
        return {
            "authorization_request": {name: text for name, text in request.items() if text},
            "token_request": {"code": self.code} if self.redeemed and self.code else {},
            "token_response": {"access_token": "received"} if self.tokens else {},
        }


def draw_attempt(inputs: Inputs) -> dict[str, str]:
    """A pair, a state and a nonce, made together; no nonce if the request asks for no ID token."""
    pair, scope = generate_pair(), inputs.get("scope")
    values = {
        "code_verifier": pair.code_verifier,
        "code_challenge": pair.code_challenge,
        "state": generate_state(),
        "request_made": "nonce state",
    }
    return {**values, "nonce": generate_nonce()} if not scope or "openid" in scope.split() else values


def earlier_attempts(inputs: Inputs) -> tuple[EarlierAttempt, ...]:
    """The attempts before this one, the oldest first."""
    try:
        rows: list[dict[str, Any]] = json.loads(inputs.get("attempts") or "[]")
        return tuple(EarlierAttempt(**row) for row in rows)
    except (ValueError, TypeError, AttributeError):  # not what the page writes
        return ()


def attempt_of_state(inputs: Inputs, state: str | None) -> EarlierAttempt | None:
    """The earlier attempt that sent a state; None if none did."""
    return next((each for each in earlier_attempts(inputs) if state and each.state == state), None)


def whose_verifier(inputs: Inputs, code_verifier: str | None) -> str:
    """A sentence that says of which earlier attempt a verifier is; "" if it is of none."""
    attempt = attempt_of_verifier(inputs, code_verifier)
    return f"This is the verifier of attempt {attempt.number}, whose challenge was another." if attempt else ""


def attempt_of_verifier(inputs: Inputs, code_verifier: str | None) -> EarlierAttempt | None:
    """The earlier attempt whose challenge was made from a verifier; None if there is none."""
    if not code_verifier or not inputs.get("attempts") or not check_code_verifier(code_verifier).ok:
        return None
    challenge = derive_code_challenge(code_verifier)
    return next((each for each in earlier_attempts(inputs) if each.code_challenge == challenge), None)
