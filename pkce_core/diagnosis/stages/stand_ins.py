"""Texts that are hashed instead of the verifier: the name of a variable, a word for nothing, another value.

`HashInput` is here because both kinds of hash input need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import Deviations, cost_of, deviation
from pkce_core.diagnosis.stages.digest_renderings import OBJECT_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator


class HashInput(NamedTuple):
    """Octets that may have been hashed.

    Attributes:
        octets: what may have been hashed.
        deviations: how that differs from the verifier.
        cost: what the deviations cost, with those around the verifier.
        around_verifier: what happened to the reader's copy of the verifier, but not to what was hashed.
    """

    octets: bytes
    deviations: Deviations
    cost: int
    around_verifier: Deviations = ()


def hash_input(octets: bytes, deviations: Deviations) -> HashInput:
    """Octets with what their deviations cost."""
    return HashInput(octets, deviations, cost_of(deviations))


def stand_ins_of(text: str, what: str, rarity: int) -> Iterator[HashInput]:
    """A text that may have been hashed instead of the verifier, alone and with a line end.

    Args:
        text: the text.
        what: what it is, in words that continue "from".
        rarity: how much rarer it is than a common mistake.
    """
    ends = (("", ""), ("\n", " and a newline"), ("\r\n", " and a Windows line end"))
    for more, (line_end, name) in enumerate(ends if text else (ends[0],)):
        slug = "other-text-hashed" if text.strip() else "empty-hashed"
        phrase = f"from {what}{name} instead of the verifier"
        octets = f"{text}{line_end}".encode("utf-8", "surrogatepass")
        yield hash_input(octets, deviation(slug, rarity + min(more, 1), phrase))


def _empty(text: str, what: str, rarity: int) -> HashInput:
    return hash_input(text.encode(), deviation("empty-hashed", rarity, f"from {what} instead of the verifier"))


_WORDS = ("undefined", "null", "None", "NaN", "nil", "true", "false")
_NAMES = ("code_verifier", "codeVerifier", "CODE_VERIFIER", "verifier", "VERIFIER", "CodeVerifier", "code-verifier",
          "pkce_verifier", "code_challenge", "codeChallenge")  # fmt: skip
_PLACEHOLDERS = ("$NAME", "${NAME}", "$(NAME)", "$env:NAME", "{NAME}", "{{NAME}}", "{{ NAME }}", "<NAME>", "%NAME%",
                 "#{NAME}", ":NAME", "YOUR_NAME", "your_NAME")  # fmt: skip

STAND_INS = (
    _empty("", "an empty text", 2),
    *(_empty(text, "an empty line", rarity) for text, rarity in (("\n", 3), ("\r\n", 4))),
    _empty(" ", "a space", 4),
    _empty("\0", "a NUL character", 4),
    _empty('""', "two double quotes", 4),
    _empty("''", "two single quotes", 4),
    *(each for word in _WORDS for each in stand_ins_of(word, f"the word {word}", 4)),
    *(each for name in _NAMES for each in stand_ins_of(name, f"the name {name}", 4)),
    *(
        each
        for name in _NAMES[:5]
        for text in (placeholder.replace("NAME", name) for placeholder in _PLACEHOLDERS)
        for each in stand_ins_of(text, f"the text {text}", 4)
    ),
    *(each for text in OBJECT_TEXTS for each in stand_ins_of(text, f"the text {text}", 4)),
)
"""What is hashed if a variable is empty, or if its name is used instead of its value."""
