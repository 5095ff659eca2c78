"""The parameters of the authorization request that have a field of their own, and the field for all others."""

from __future__ import annotations

OWN_FIELDS = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")
MORE_PARAMETERS = "more_parameters"
