"""state and nonce: new ones, and whether one is easy to guess.

How a text was generated cannot be seen from the text, so the check knows an upper bound only: it warns when even the
best generator of such texts would leave too little to guess.
"""

from __future__ import annotations

import os
import re
from math import log2
from typing import TYPE_CHECKING

from pkce_core.authorization.request_rules import RULES
from pkce_core.relation.explain import explain
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from pkce_core.findings import Findings

# RFC 6749 §10.10: "The probability of an attacker guessing generated tokens (and other credentials not intended for
# handling by end-users) MUST be less than or equal to 2^(-128) and SHOULD be less than or equal to 2^(-160)."
_REQUIRED_BITS = 128
_OCTETS = 32
_UUID_BITS = 122
_LONGEST_JUDGED = 200
"""Characters; a longer text carries data, such as a page to return to, so its randomness cannot be judged."""

_UUID = r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_ALPHABETS = ((r"[0-9]*", 10), (r"[0-9a-f]*|[0-9A-F]*", 16), (r"[a-z]*|[A-Z]*", 26), (r"[a-z0-9]*|[A-Z0-9]*", 36))

_WELL_KNOWN = frozenset(
    (
        "xyz", "af0ifjsldkj", "xcoiv98y2kd22vusuye3kch", "n-0S6_WzA2Mj", "12345", "123456", "1234567890", "abc",
        "abc123", "state", "nonce", "test", "foo", "random", "random_state", "xyzABC123", "YOUR_STATE", "STATE", "none",
        "null", "undefined",
    )
)  # fmt: skip
"""From the examples of specifications and tutorials, and what an unset variable becomes."""


def generate_state() -> str:
    """Generate a new state; every authorization request needs its own (RFC 6749 §10.12)."""
    return encode_base64url(os.urandom(_OCTETS))


def generate_nonce() -> str:
    """Generate a new nonce; every authorization request for an ID token needs its own (OIDC Core §15.5.2)."""
    return encode_base64url(os.urandom(_OCTETS))


def check_unguessable(name: str, value: str) -> Findings:
    """One finding when the value is easy to guess.

    Args:
        name: "state" or "nonce".
        value: what was sent.
    """
    weakness = _describe_weakness(name, value)
    if weakness is None:
        return ()
    rule = {"state": RULES["url-state-weak"], "nonce": RULES["url-nonce-weak"]}[name]
    judge = rule.info if re.fullmatch(_UUID, value) else rule.warning
    return (judge(weakness, f"Generate a new {name} for every request, from at least 16 random octets."),)


def _describe_weakness(name: str, value: str) -> str | None:
    if value in _WELL_KNOWN or value.lower() in _WELL_KNOWN:
        return f"This {name} appears in published examples, so anyone can guess it."
    if len(value) > _LONGEST_JUDGED:
        return None
    if len(set(value)) <= min(4, len(value) // 4):
        return f"This {name} consists of very few different characters."
    bits = _UUID_BITS if re.fullmatch(_UUID, value) else int(len(value) * log2(_alphabet_size(value)))
    if bits >= _REQUIRED_BITS:
        return None
    return f"This {name} has at most {bits} bits to guess. It needs at least {_REQUIRED_BITS}."


def _alphabet_size(value: str) -> int:
    """The size of the smallest usual alphabet that contains all its characters."""
    return next((size for pattern, size in _ALPHABETS if re.fullmatch(pattern, value)), 64)


def explain_state(expected: str, state: str) -> tuple[str, str]:
    """What became of a state, and what to do about it; it stays a mismatch (RFC 6749 §4.1.2: "the exact value")."""
    relation = explain("state", expected, state, "the state that you sent")
    if relation.ways:
        return f"state isn't the one you sent. {relation.sentence}", relation.advice
    message = (
        "state isn't the one you sent: either this is the response to another request, or state was changed on its way."
    )
    return message, f"{relation.sentence} Don't redeem the code. Start again with a new state."
