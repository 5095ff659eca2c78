"""Tokens signed for the tests."""

from __future__ import annotations

import hmac
import json

from pkce_core.text.base64url import encode_base64url


def sign_hs256(claims: object, secret: str, header: object = None) -> str:
    """A token in the compact serialization, signed with HMAC and SHA-256 whatever its header says.

    Args:
        claims: octets, or what JSON can hold.
        secret: the key.
        header: the same; {"alg": "HS256"} when None.
    """
    parts = ({"alg": "HS256"} if header is None else header, claims)
    octets = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in parts]
    signing_input = ".".join(map(encode_base64url, octets))
    mac = hmac.digest(secret.encode(), signing_input.encode(), "sha256")
    return f"{signing_input}.{encode_base64url(mac)}"
