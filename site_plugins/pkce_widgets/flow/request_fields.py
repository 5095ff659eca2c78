"""What the authorization URL is built from: the server, the challenge, the redirect URI, further parameters."""

from __future__ import annotations

from dataclasses import fields

from pkce_core import AuthorizationRequest

MORE = "more_parameters"
OWN = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")
"""The parameters that have a field of their own in the form."""
KNOWN = frozenset(each.name for each in fields(AuthorizationRequest) if each.name != "extra")
