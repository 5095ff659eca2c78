"""Well-formed verifiers that are easy to guess: published, repeated, or made from too few characters.

Each test gives an upper bound of the entropy, and the message says so: no check can see how a text was made, only how
much entropy it has at best.
"""

from __future__ import annotations

from itertools import pairwise
from math import log2

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pkce_core.findings import Finding

    Weakness = tuple[str, str, float]

# RFC 7636 §7.1: "The client SHOULD create a "code_verifier" with a minimum of 256 bits of entropy."
ENOUGH_BITS = 256

PUBLISHED = {
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk": "the example of RFC 7636 Appendix B",
    "3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed": "the example of the OAuth 2.1 draft",
}

_UUID = r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_HEX_DIGITS = (frozenset("0123456789abcdef"), frozenset("0123456789ABCDEF"))
_UUID_BITS = 122  # of 128; the other six say that it is a random UUID (RFC 9562 §5.4)
_BITS_PER_CHARACTER = log2(66)
_FEW = 12
"""32 random octets in base64url use about 31 different characters, and 12 or fewer less than once in 10^18."""


def find_weakness(verifier: str) -> Weakness | None:
    """Find what makes a well-formed verifier easy to guess.

    Args:
        verifier: a verifier that follows the grammar of RFC 7636 §4.1.

    Returns:
        The slug of the rule, a sentence, and an upper bound of the entropy in bits; None when nothing is wrong. When
        several tests apply, the first one answers.
    """
    return next((found for test in _TESTS if (found := test(verifier))), None)


def weakness_finding(verifier: str) -> Finding | None:
    """The weakness as a finding: a warning below 256 bits, otherwise for information; None when there is none."""
    weakness = find_weakness(verifier)
    if weakness is None:
        return None
    from pkce_core.pkce.rules import RULES  # only here: `pkce challenge` needs only `find_weakness`

    slug, sentence, bits = weakness
    rule = RULES[slug]
    if bits >= ENOUGH_BITS:
        return rule.info(sentence)
    return rule.warning(sentence, "Make a new verifier from 32 random octets, for example with `pkce verifier`.")


def _published(verifier: str) -> Weakness | None:
    if where := PUBLISHED.get(verifier):
        return "verifier-published", f"This verifier is {where}, so everyone knows it. Use it for tests only.", 0
    return None


def _repeated(verifier: str) -> Weakness | None:
    period = (verifier + verifier).find(verifier[: len(verifier) // 2 + 1], 1)
    if period == 1 and len(set(verifier)) == 1:
        return "verifier-one-character", "This verifier is one character repeated, so it's easy to guess.", 6
    if period <= len(verifier) // 2 and verifier == (verifier[:period] * len(verifier))[: len(verifier)]:
        bits = period * _BITS_PER_CHARACTER
        return "verifier-repeated", f"This verifier repeats the same {period} characters: {_at_most(bits)}.", bits
    return None


def _few_characters(verifier: str) -> Weakness | None:
    different = len(set(verifier))
    if different > _FEW:
        return None
    digits = verifier.isdecimal()
    bits = len(verifier) * log2(10 if digits else different)
    used = "digits" if digits else f"{different} different characters"
    return "verifier-few-characters", f"This verifier uses only {used}: {_at_most(bits)}.", bits


def _sequence(verifier: str) -> Weakness | None:
    steps = sum(ord(after) - ord(before) == 1 for before, after in pairwise(verifier))
    if steps < len(verifier) // 2:
        return None
    return "verifier-sequence", "This verifier runs through the alphabet or the digits, so it's easy to guess.", 0


def _uuid(verifier: str) -> Weakness | None:
    if verifier.count("-") < 4:
        return None
    import re  # only here: it takes longer to load than all of `pkce challenge`

    uuids = len(re.findall(_UUID, verifier))
    bits = uuids * _UUID_BITS + (len(verifier) - 36 * uuids) * _BITS_PER_CHARACTER
    if not uuids or bits >= ENOUGH_BITS:
        return None
    what = f"a UUID with {_UUID_BITS} random bits"
    if uuids > 1:
        what = f"{uuids} UUIDs with {_UUID_BITS} random bits each"
    return "verifier-uuid", f"This verifier contains {what}: {_at_most(bits)}.", bits


def _hex(verifier: str) -> Weakness | None:
    if not any(digits.issuperset(verifier) for digits in _HEX_DIGITS):
        return None
    bits = 4 * len(verifier)
    return "verifier-hex", f"This verifier consists of hex digits with 4 bits each: {_at_most(bits)}.", bits


def _at_most(bits: float) -> str:
    return f"at most {int(bits)} bits of entropy, and {ENOUGH_BITS} are recommended"


_TESTS: tuple[Callable[[str], Weakness | None], ...] = (_published, _repeated, _sequence, _few_characters, _uuid, _hex)
