"""The grammar of RFC 7636, in one place, always matched with `fullmatch`.

`^...$` with `match` would let a trailing newline in, which is the very mistake readers come with.
"""

from __future__ import annotations

import re

# RFC 7636 §4.1: "unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~""
UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# RFC 7636 §4.1: "code-verifier = 43*128unreserved"
VERIFIER_MIN = 43
VERIFIER_MAX = 128

# 32 octets of SHA-256 in base64url without padding (RFC 7636 §4.2).
S256_CHALLENGE_LENGTH = 43

METHODS = ("S256", "plain")
"""The code_challenge_methods of RFC 7636 §4.2."""

# Compiled for its speed; every other pattern waits for its first use, because compiling costs the command time.
_match_code_verifier = re.compile(r"[A-Za-z0-9\-._~]{43,128}").fullmatch
# 43 characters carry 258 bits and a SHA-256 has 256, so the last character's two low bits are always zero.
_S256_CHALLENGE = r"[A-Za-z0-9\-_]{42}[AEIMQUYcgkosw048]"


def is_code_verifier(text: str) -> bool:
    """True when `text` is a code-verifier by the grammar of RFC 7636 §4.1."""
    return _match_code_verifier(text) is not None


def is_s256_challenge(text: str) -> bool:
    """True when `text` can be the S256 challenge of some verifier (RFC 7636 §4.2)."""
    return re.fullmatch(_S256_CHALLENGE, text) is not None
