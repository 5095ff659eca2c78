"""New code_verifiers from the random numbers of the operating system (RFC 7636 §4.1)."""

from __future__ import annotations

import os

from pkce_core.errors import UsageError
from pkce_core.text.base64url import encode_base64url

OCTETS_MIN = 32
OCTETS_MAX = 96


def generate_code_verifier(octets: int = 32) -> str:
    """Make a new random code_verifier; every authorization request needs its own.

    Args:
        octets: how many random octets to use, 32 to 96; they give 43 to 128 characters.

    Raises:
        UsageError: `octets` is not a whole number from 32 to 96.
    """
    if not isinstance(octets, int) or isinstance(octets, bool) or not OCTETS_MIN <= octets <= OCTETS_MAX:
        raise UsageError(f"octets must be a whole number from {OCTETS_MIN} to {OCTETS_MAX}.")
    # RFC 7636 §4.1: "It is RECOMMENDED that the output of a suitable random number generator be used to create a
    # 32-octet sequence. The octet sequence is then base64url-encoded to produce a 43-octet URL safe string"
    return encode_base64url(os.urandom(octets))
