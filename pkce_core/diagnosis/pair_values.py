"""A verifier, a challenge, and two that belong together, with what may be shown of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pkce_core.pkce.grammar import is_s256_challenge
from pkce_core.text.wording import join_words

_SHOWN = 8
"""Characters of a challenge that name it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PairValue:
    """A verifier or a challenge in a text.

    Attributes:
        kind: "verifier", "challenge", or "either" for one without a name that has no partner.
        value: the text; not in the repr.
        lines: the lines that it is in, counted from 1, in their order.
    """

    kind: str
    value: str = field(repr=False)
    lines: tuple[int, ...]

    @property
    def title(self) -> str:
        """What it is and where; a challenge by its start, a verifier by its length, because it is secret."""
        where = f"line{'s' if len(self.lines) > 1 else ''} {join_words(map(str, self.lines))}"
        if self.kind == "challenge" and is_s256_challenge(self.value):
            return f"challenge {self.value[:_SHOWN]}... in {where}"
        what = "verifier or challenge" if self.kind == "either" else self.kind
        return f"{what} of {len(self.value):,} characters in {where}"

    def to_dict(self) -> dict[str, object]:
        """Everything but the value."""
        return {"kind": self.kind, "title": self.title, "lines": list(self.lines)}


@dataclass(frozen=True, kw_only=True, slots=True)
class MatchedPair:
    """A verifier and a challenge that belong together.

    Attributes:
        verifier: the verifier.
        challenge: the challenge.
        mistakes: slugs of `MISTAKES`, in the order in which they were made; empty for a right pair.
        explanation: what made the challenge wrong, in a sentence or two, or that the method is plain; else "".
    """

    verifier: PairValue
    challenge: PairValue
    mistakes: tuple[str, ...] = ()
    explanation: str = ""

    def to_dict(self) -> dict[str, object]:
        """The pair as part of the output of `--json`."""
        return {
            "verifier": self.verifier.to_dict(),
            "challenge": self.challenge.to_dict(),
            "mistakes": list(self.mistakes),
            "explanation": self.explanation,
        }
