"""How easy a state or a nonce is to guess: an upper bound, since no check can tell how a text was drawn."""

from __future__ import annotations

import os
import re
from math import log2
from typing import TYPE_CHECKING

from pkce_core.authorization.request_rules import RULES
from pkce_core.pkce.generation import OCTETS_MIN
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from pkce_core.findings import Finding

# RFC 6749 §10.10: "The probability of an attacker guessing generated tokens (and other credentials not intended for
# handling by end-users) MUST be less than or equal to 2^(-128)"
ENOUGH_BITS = 128
_UUID_BITS = 122
_JUDGED = 200
"""Characters; a longer text carries something, such as a page to return to, and its randomness cannot be judged."""

_UUID = r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_ALPHABETS = ((r"[0-9]*", 10), (r"[0-9a-f]*|[0-9A-F]*", 16), (r"[a-z]*|[A-Z]*", 26), (r"[a-z0-9]*|[A-Z0-9]*", 36))

KNOWN = frozenset(
    [
        "xyz",
        "af0ifjsldkj",
        "xcoiv98y2kd22vusuye3kch",
        "n-0S6_WzA2Mj",
        "12345",
        "123456",
        "1234567890",
        "abc",
        "abc123",
        "state",
        "nonce",
        "test",
        "foo",
        "random",
        "random_state",
        "xyzABC123",
        "YOUR_STATE",
        "STATE",
        "none",
        "null",
        "undefined",
    ]
)
"""From the examples of specifications and tutorials, and what an unset variable becomes."""


def check_unguessable(name: str, value: str) -> tuple[Finding, ...]:
    """One finding when there is little to guess.

    Args:
        name: "state" or "nonce".
        value: what was sent.
    """
    sentence = _weakness(name, value)
    if sentence is None:
        return ()
    rule = {"state": RULES["url-state-weak"], "nonce": RULES["url-nonce-weak"]}[name]
    judge = rule.info if re.fullmatch(_UUID, value) else rule.warning
    return (judge(sentence, f"Draw the {name} anew for every request, from 16 random octets or more."),)


def _weakness(name: str, value: str) -> str | None:
    if value in KNOWN or value.lower() in KNOWN:
        return f"This {name} stands in examples, so everyone can guess it."
    if len(value) > _JUDGED:
        return None
    if len(set(value)) <= min(4, len(value) // 4):
        return f"This {name} is made of very few different characters."
    bits = _UUID_BITS if re.fullmatch(_UUID, value) else int(len(value) * log2(_alphabet(value)))
    if bits >= ENOUGH_BITS:
        return None
    return f"This {name} has at most {bits} bits to guess, and {ENOUGH_BITS} are the least."


def _alphabet(value: str) -> int:
    """How many characters it was drawn from at least, going by those that it uses."""
    return next((size for pattern, size in _ALPHABETS if re.fullmatch(pattern, value)), 64)


def generate_state() -> str:
    """Draw a new state; every authorization request needs its own (RFC 6749 §10.12)."""
    # RFC 6749 §10.10: "The probability of an attacker guessing generated tokens ... SHOULD be less than or equal to
    # 2^(-160)"; 32 octets leave 2^(-256).
    return encode_base64url(os.urandom(OCTETS_MIN))


def generate_nonce() -> str:
    """Draw a new nonce; every authorization request for an ID token needs its own (OIDC Core §15.5.2)."""
    return encode_base64url(os.urandom(OCTETS_MIN))
