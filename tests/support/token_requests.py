"""A right token request, and the same with changes."""

from __future__ import annotations

from typing import Any

from pkce_core import TokenRequest

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"


def token_request(**changes: Any) -> TokenRequest:
    """A request of a public client, with other values."""
    values = {"client_id": "a", "code": "SplxlOBeZQQYbYS6WxSbIA", "redirect_uri": "https://client.example.com/cb"}
    return TokenRequest(**{**values, "code_verifier": VERIFIER, **changes})
