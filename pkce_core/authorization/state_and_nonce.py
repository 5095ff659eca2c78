"""state and nonce: new ones, whether one is easy to guess, and whether the state that came back is the one sent.

How a text was generated cannot be seen from the text, so the check knows an upper bound only: it warns when even the
best generator of such texts would leave too little to guess.
"""

from __future__ import annotations

import os
import re
from math import log2
from typing import TYPE_CHECKING

from pkce_core.authorization.request_rules import RULES as REQUEST_RULES
from pkce_core.authorization.response import StateExpectation
from pkce_core.authorization.response_rules import RULES as RESPONSE_RULES
from pkce_core.relation.explain import explain
from pkce_core.text.alphabets import VSCHAR
from pkce_core.text.base64url import encode_base64url
from pkce_core.text.characters import describe_strays, mark_strays
from pkce_core.text.differences import is_same

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
    rule = {"state": REQUEST_RULES["url-state-weak"], "nonce": REQUEST_RULES["url-nonce-weak"]}[name]
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


def check_returned_state(state: str | None, expected: str | StateExpectation, how: set[str]) -> Findings:
    """Judge the state of a response: missing, unexpected and different are three findings, from three mistakes.

    Args:
        state: what came back; None when nothing did.
        expected: what was sent, or why it isn't compared.
        how: the names of the rules that say how the response was read.
    """
    # RFC 6749 §4.1.2: "state REQUIRED if the "state" parameter was present in the client authorization request. The
    # exact value received from the client."
    if expected is StateExpectation.UNCHECKED:
        message = "state wasn't compared with the one sent, so this response may belong to someone else's request."
        return (
            RESPONSE_RULES["response-state-unchecked"].warning(message, "Compare it with the state of your request."),
        )
    if expected is StateExpectation.NONE_SENT:
        if state is None:
            return (RESPONSE_RULES["response-state-none"].info("No state was sent, and none came back."),)
        message = "A state came back, although none was sent, so this is the response to another request."
        return (RESPONSE_RULES["response-state-unexpected"].error(message, "Don't redeem the code."),)
    if state is None and "response-bare-code" in how:
        message = "A state was sent. Whether it came back can't be seen from a code alone."
        return (RESPONSE_RULES["response-state-missing"].error(message, "Paste the whole address."),)
    if state is None:
        message = "A state was sent, but none came back."
        hint = "Copy the whole address. If it has no state, start again."
        if "response-delivered" in how:
            hint = "Without state, the response can't be matched to your request. Start again."
        return (RESPONSE_RULES["response-state-missing"].error(message, hint),)
    if is_same(state, str(expected)):
        return (RESPONSE_RULES["response-state-match"].passed("state is the one you sent."),)
    message, hint = _explain_state(str(expected), state)
    marks, total = mark_strays(state, VSCHAR)
    if total and not mark_strays(str(expected), VSCHAR)[1]:
        message = f"state isn't the one you sent. {describe_strays(marks, total, 'state that came back')}"
        if re.sub("[^ -~]", "", state) == str(expected):
            hint = "Without that, it's the one you sent. Copy the address again."
    return (RESPONSE_RULES["response-state-mismatch"].error(message, hint),)


def _explain_state(expected: str, state: str) -> tuple[str, str]:
    """What became of a state, and what to do about it; it stays a mismatch (RFC 6749 §4.1.2: "the exact value")."""
    relation = explain("state", expected, state, "the state that you sent")
    if relation.ways:
        return f"state isn't the one you sent. {relation.sentence}", relation.advice
    message = (
        "state isn't the one you sent: either this is the response to another request, or state was changed on its way."
    )
    return message, f"{relation.sentence} Don't redeem the code. Start again with a new state."
