"""The grammar of RFC 7636 for verifier and challenge, and its two methods.

A text is always matched as a whole. `^...$` with `re.match` would accept a trailing newline, a very common mistake.
"""

from __future__ import annotations

from pkce_core.text.alphabets import BASE64URL, UNRESERVED

# RFC 7636 §4.1: "code-verifier = 43*128unreserved"
VERIFIER_MIN = 43
VERIFIER_MAX = 128

# 32 octets of SHA-256 in base64url without padding (RFC 7636 §4.2).
S256_CHALLENGE_LENGTH = 43

METHODS = ("S256", "plain")
"""The code_challenge_methods of RFC 7636 §4.2."""

_UNRESERVED_OCTETS = UNRESERVED.encode()
_BASE64URL_OCTETS = BASE64URL.encode()
# 43 characters carry 258 bits and a SHA-256 hash has 256, so the two low bits of the last character are always zero.
_LAST_OF_S256_CHALLENGE = frozenset("AEIMQUYcgkosw048")


def is_code_verifier(text: str) -> bool:
    """True when `text` is a code-verifier by the grammar of RFC 7636 §4.1."""
    if not (VERIFIER_MIN <= len(text) <= VERIFIER_MAX and text.isascii()):
        return False
    # As fast as a compiled pattern, and `pkce challenge` starts faster without re.
    return not text.encode("ascii").translate(None, _UNRESERVED_OCTETS)


def is_s256_challenge(text: str) -> bool:
    """True when `text` can be the S256 challenge of some verifier (RFC 7636 §4.2)."""
    if not (len(text) == S256_CHALLENGE_LENGTH and text.isascii() and text[-1] in _LAST_OF_S256_CHALLENGE):
        return False
    return not text.encode("ascii").translate(None, _BASE64URL_OCTETS)
