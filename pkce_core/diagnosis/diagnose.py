"""`diagnose_challenge`: which mistake made a challenge wrong, in a sentence, and the line that fixes it.

`search` finds the mistakes, `explanation_text` describes them, and `fix_snippets` chooses the line to copy. If nothing
explains the pair, the diagnosis says so, and what was tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkce_core.diagnosis.explanation_text import describe_reconstruction
from pkce_core.diagnosis.fix_snippets import DERIVE, choose_fixes
from pkce_core.diagnosis.mistakes import MISTAKES
from pkce_core.diagnosis.search import LONGEST_CHALLENGE, LONGEST_VERIFIER, NothingFound, search
from pkce_core.errors import UsageError
from pkce_core.pkce.derivation import s256
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same

if TYPE_CHECKING:
    from pkce_core.diagnosis.deviations import Reconstruction

_LONGEST_HASHED = 2**20
"""Octets. Hashing this many takes a few milliseconds."""
_DERIVATION = Spec(document="RFC 7636", section="4.2")


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """Why a challenge does not match a verifier.

    Attributes:
        mistakes: slugs of `MISTAKES` in the order in which the mistakes were made. Empty if nothing explains the pair,
            or if what explains it has no slug, such as a mistyped character.
        explanation: one or two sentences for the reader; a short one if nothing explains the pair.
        fix: one line to copy.
        fix_language: the language of that line: "shell", "powershell", "node" or "python".
        spec: the section that defines what is right.
        likely: the most likely reason if nothing explains the pair; "" if something does.
        tried: what the search tried in vain; "" if something explains the pair or no search was made.
    """

    mistakes: tuple[str, ...]
    explanation: str
    fix: str
    fix_language: str
    spec: Spec
    likely: str = ""
    tried: str = ""

    def to_dict(self) -> dict[str, object]:
        """The diagnosis as part of the output of `--json`."""
        return {
            "mistakes": list(self.mistakes),
            "explanation": self.explanation,
            "likely": self.likely,
            "tried": self.tried,
            "fix": self.fix,
        }


def diagnose_challenge(verifier: str | bytes, challenge: str | bytes) -> Diagnosis | None:
    """Find the mistakes that turned a verifier into a wrong S256 challenge.

    Args:
        verifier: the code_verifier; any text or octets.
        challenge: the code_challenge that was made from it; any text or octets.

    Returns:
        None if the challenge is right. Otherwise the simplest explanation, or a diagnosis without `mistakes` if there
        is none. The time this takes is bounded for every input.

    Raises:
        UsageError: verifier or challenge is neither str nor bytes.
    """
    octets, text = _as_octets(verifier), _as_text(challenge)
    if len(octets) > _LONGEST_HASHED or len(text) > LONGEST_CHALLENGE:
        return _too_long(verifier, challenge)
    if is_same(s256(octets), _as_octets(challenge)):
        return None
    if len(verifier) > LONGEST_VERIFIER:
        return _too_long(verifier, challenge)
    if not octets or not text:
        empty = "challenge" if octets else "verifier"
        return _unexplained(f"The {empty} is empty, so there is nothing to compare.")
    found = search(octets, text)
    return _nothing_fits(found) if isinstance(found, NothingFound) else _explained(found, octets, text)


def _explained(reconstruction: Reconstruction, verifier: bytes, challenge: str) -> Diagnosis:
    mistakes = tuple(each.mistake for each in reconstruction.deviations if each.mistake)
    first = MISTAKES[mistakes[0]] if mistakes else None
    language = first.language if first else "shell"
    return Diagnosis(
        mistakes=mistakes,
        explanation=describe_reconstruction(reconstruction),
        fix=choose_fixes(reconstruction, verifier, challenge)[language],
        fix_language=language,
        spec=first.spec if first else _DERIVATION,
    )


def _nothing_fits(nothing: NothingFound) -> Diagnosis:
    likely = "It most likely belongs to another verifier, such as one from an earlier attempt."
    if not nothing.looks_like_a_hash:
        likely = "It doesn't look like an encoded hash, so it may not be a challenge at all."
    tried = ["line ends", "white space", "quotes", "UTF-16", "other hashes and encodings", "cut-off and mistyped text"]
    tried += ["swapped values"] if nothing.tried_swapping else []
    tried += [nothing.tried_typos] if nothing.tried_typos else []
    unexplained = _unexplained("No known mistake leads from this verifier to this challenge.")
    return replace(unexplained, likely=likely, tried=f"Tried: {', '.join(tried[:-1])}, and {tried[-1]}.")


def _too_long(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    name, value = ("verifier", verifier) if len(verifier) > LONGEST_VERIFIER else ("challenge", challenge)
    too_long = f"The {name} has {len(value):,} characters, far more than any {name} can have"
    return _unexplained(f"{too_long}, so the search for a mistake was skipped.")


def _unexplained(explanation: str) -> Diagnosis:
    return Diagnosis(mistakes=(), explanation=explanation, fix=DERIVE["shell"], fix_language="shell", spec=_DERIVATION)


def _as_octets(value: str | bytes) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bytes):
        return value
    raise UsageError("A verifier and a challenge must be str or bytes.")


def _as_text(value: str | bytes) -> str:
    """Text as it is, and octets as UTF-8, or as Latin-1 if they are not UTF-8."""
    if isinstance(value, str):
        return value
    octets = _as_octets(value)[: LONGEST_CHALLENGE + 1]
    try:
        return octets.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return octets.decode("latin-1")
