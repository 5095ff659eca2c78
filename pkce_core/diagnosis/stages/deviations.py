"""What an explanation of a wrong challenge consists of.

A `Deviation` is one departure from BASE64URL(SHA256(ASCII(code_verifier))), RFC 7636 §4.2. A `Reconstruction` is one
whole explanation: the deviations at each stage on the way from the verifier to the challenge.
"""

from __future__ import annotations

from typing import NamedTuple

A_MISTAKE = 10
"""What a common mistake costs. A rarer one costs more, but in most cases less than two."""


class Deviation(NamedTuple):
    """One departure from the derivation of RFC 7636 §4.2.

    Attributes:
        mistake: its slug in `MISTAKES`.
        cost: `A_MISTAKE`, and more the rarer it is.
        phrase: how it is described. At the stage of the hash input it continues "This challenge was made from the
            verifier", such as " plus a newline", or says "from ... instead of the verifier". At all other stages it
            continues "it" or "your verifier", such as "is in quotes".
    """

    mistake: str
    cost: int
    phrase: str


Deviations = tuple[Deviation, ...]


def deviation(mistake: str, rarity: int, phrase: str) -> Deviations:
    """A single deviation as a tuple, ready to be added to others."""
    return (Deviation(mistake, A_MISTAKE + rarity, phrase),)


def cost_of(deviations: Deviations) -> int:
    """What these deviations cost together."""
    return sum(each.cost for each in deviations)


class Reconstruction(NamedTuple):
    """One explanation: how the challenge was made, stage by stage.

    Attributes:
        around_verifier: what happened to the reader's copy of the verifier.
        hash_input: how the text that was hashed differs from the verifier.
        hash_function: what was used instead of SHA-256.
        rendering: what the digest became before it was encoded.
        encoding: what was written instead of base64url.
        around_challenge: what happened to the finished challenge.
        hashed: the octets that were hashed.
    """

    around_verifier: Deviations = ()
    hash_input: Deviations = ()
    hash_function: Deviations = ()
    rendering: Deviations = ()
    encoding: Deviations = ()
    around_challenge: Deviations = ()
    hashed: bytes = b""

    @property
    def deviations(self) -> Deviations:
        """The deviations of all stages, in the order in which they were made."""
        made = self.hash_input + self.hash_function + self.rendering + self.encoding
        return self.around_verifier + made + self.around_challenge

    @property
    def cost(self) -> int:
        """What they cost together; the cheapest reconstruction is the simplest explanation."""
        return cost_of(self.deviations)

    @property
    def is_swapped(self) -> bool:
        """Whether verifier and challenge were exchanged; that is always the last deviation."""
        return any(each.mistake == "swapped" for each in self.around_challenge)
