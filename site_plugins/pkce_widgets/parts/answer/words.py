"""The words for messages and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MESSAGES = {
    "authorization_request": "the authorization URL",
    "authorization_response": "the redirect",
    "token_request": "your token request",
    "token_response": "the token response",
    "metadata": "the discovery document",
    "jwks": "the key set",
}
LABELS = {
    "code_verifier": "Verifier",
    "code_challenge": "Challenge",
    "code_verifier_or_challenge": "Verifier or challenge",
    "error": "Error",
    "error_description": "What the server says",
    "redirect_uri": "Redirect URI",
    "code": "Code",
    "state": "State",
    "client_id": "Client ID",
    "client_secret": "Client secret",
    "id_token": "ID token",
    "access_token": "Access token",
    "refresh_token": "Refresh token",
    "nonce": "Nonce",
    "scope": "Scope",
    "issuer": "Issuer",
    "iss": "Issuer",
}
"""The values in the order in which they matter."""


def join(texts: Sequence[str]) -> str:
    """Texts as a list within a sentence."""
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
