"""JWTs for tests of what a client signs: their signature is never verified there."""

from __future__ import annotations

import json

from pkce_core.text.base64url import encode_base64url


def jwt(claims: object, header: object = None, signature: str = "c2ln") -> str:
    """A JWT with any header and any claims.

    Args:
        claims: what JSON can hold.
        header: the same; {"alg": "ES256", "kid": "k"} when None.
        signature: in base64url.
    """
    parts = ({"alg": "ES256", "kid": "k"} if header is None else header, claims)
    return ".".join([*(encode_base64url(json.dumps(part).encode()) for part in parts), signature])
