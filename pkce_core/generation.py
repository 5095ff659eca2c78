"""Fresh verifiers, states and nonces from the operating system's randomness (RFC 7636 §7.1, RFC 6749 §10.10)."""

from __future__ import annotations

import os

from pkce_core._encoding import encode_base64url
from pkce_core.errors import UsageError

OCTETS_MIN = 32
OCTETS_MAX = 96


def generate_code_verifier(octets: int = 32) -> str:
    """Draw a new code_verifier; every authorization request needs its own.

    Args:
        octets: how many random octets to draw, 32 to 96; they give 43 to 128 characters.

    Raises:
        UsageError: `octets` is not a whole number from 32 to 96.
    """
    if not isinstance(octets, int) or isinstance(octets, bool) or not OCTETS_MIN <= octets <= OCTETS_MAX:
        raise UsageError(f"octets is a whole number from {OCTETS_MIN} to {OCTETS_MAX}.")
    # RFC 7636 §4.1: "It is RECOMMENDED that the output of a suitable random number generator be used to create a
    # 32-octet sequence. The octet sequence is then base64url-encoded to produce a 43-octet URL safe string"
    return encode_base64url(os.urandom(octets))


def generate_state() -> str:
    """Draw a new state; every authorization request needs its own (RFC 6749 §10.12)."""
    # RFC 6749 §10.10: "The probability of an attacker guessing generated tokens ... SHOULD be less than or equal to
    # 2^(-160)"; 32 octets leave 2^(-256).
    return encode_base64url(os.urandom(OCTETS_MIN))


def generate_nonce() -> str:
    """Draw a new nonce; every authorization request for an ID token needs its own (OIDC Core §15.5.2)."""
    return encode_base64url(os.urandom(OCTETS_MIN))
