"""`diagnose_challenge`: which mistake made a challenge wrong, in a sentence, and the line that fixes it.

`search` finds the mistakes, `explanation_text` describes them, and `fix_snippets` chooses the line to copy. If nothing
explains the pair, the diagnosis says what the challenge is, and what was tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pkce_core.diagnosis.challenge_alone import describe_alone, describe_certain
from pkce_core.diagnosis.explanation_text import describe_reconstruction
from pkce_core.diagnosis.fix_snippets import choose_fixes
from pkce_core.diagnosis.fixes.repairs import DERIVE
from pkce_core.diagnosis.mistakes import MISTAKES
from pkce_core.diagnosis.search import LONGEST_CHALLENGE, LONGEST_VERIFIER, NothingFound, search
from pkce_core.diagnosis.settled_report import settle_report
from pkce_core.diagnosis.stages.challenge_reading import Certain, find_certain
from pkce_core.errors import UsageError
from pkce_core.pkce.derivation import s256
from pkce_core.specifications import Spec
from pkce_core.text.differences import is_same
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from pkce_core.diagnosis.stages.deviations import Reconstruction
    from pkce_core.findings import Report

_LONGEST_HASHED = 2**20
"""Octets. Hashing this many takes a few milliseconds."""
_MOST_VALUES, _LONGEST_VALUE = 40, 512
"""How many values of the flow may have been hashed, and their characters."""
_LONGEST_NAME = 40
_DERIVATION = Spec(document="RFC 7636", section="4.2")


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnosis:
    """Why a challenge does not match a verifier.

    Attributes:
        mistakes: slugs of `MISTAKES` in the order in which the mistakes were made. Empty if nothing explains the pair.
        explanation: one or two sentences for the reader; a short one if nothing explains the pair.
        fixes: one line to copy in each language.
        fix_language: the language in which the first mistake usually happens.
        spec: the section that defines what is right.
        likely: if nothing explains the pair, what the challenge is, and what it may be; "" if something does.
        tried: what the search tried in vain; "" if something explains the pair or no search was made.
        may_be_of_another_verifier: whether the challenge may be the right one of another verifier, as far as its form
            shows; False if something explains the pair or no search was made.
        hashed: what was hashed instead of the verifier, if the diagnosis knows it; b"" otherwise. Not in the repr.
    """

    mistakes: tuple[str, ...]
    explanation: str
    fixes: Mapping[str, str]
    fix_language: str
    spec: Spec
    likely: str = ""
    tried: str = ""
    may_be_of_another_verifier: bool = False
    hashed: bytes = field(default=b"", repr=False)

    @property
    def fix(self) -> str:
        """The line in `fix_language`."""
        return self.fixes[self.fix_language]

    def settle(self, report: Report) -> Report:
        """The findings of a check of the same values, without the guesses that this diagnosis settles.

        Args:
            report: what `check_pair`, `check_code_verifier` or `check_code_challenge` found.
        """
        if not (self.mistakes or self.tried):
            return report
        another = self.may_be_of_another_verifier
        return settle_report(report, is_explained=bool(self.mistakes), may_be_of_another_verifier=another)

    def in_language(self, language: str) -> Diagnosis:
        """The same diagnosis with its fix in another language.

        Args:
            language: one of `fixes`.

        Raises:
            UsageError: there is no line in this language.
        """
        if language not in self.fixes:
            raise UsageError(f"There is no fix in this language. Choose from {', '.join(self.fixes)}.")
        return replace(self, fix_language=language)

    def to_dict(self) -> dict[str, object]:
        """The diagnosis as part of the output of `--json`."""
        return {
            "mistakes": list(self.mistakes),
            "explanation": self.explanation,
            "likely": self.likely,
            "tried": self.tried,
            "fix": self.fix,
            "fix_language": self.fix_language,
        }


def diagnose_challenge(
    verifier: str | bytes, challenge: str | bytes, *, flow: Mapping[str, str] | None = None
) -> Diagnosis | None:
    """Find the mistakes that turned a verifier into a wrong S256 challenge.

    Args:
        verifier: the code_verifier; any text or octets.
        challenge: the code_challenge that was made from it; any text or octets.
        flow: other values of the same flow by their names, such as client_id and state. One of them may have been the
            key of an HMAC, or may have been hashed. The diagnosis shows names, and never a value.

    Returns:
        None if the challenge is right. Otherwise the simplest explanation, or a diagnosis without `mistakes` if there
        is none. The time this takes is bounded for every input.

    Raises:
        UsageError: verifier or challenge is neither str nor bytes, or flow isn't a mapping of str to str.
    """
    octets, text = _as_octets(verifier), _as_text(challenge)
    values = _read_values(flow or {}, _as_text(verifier))
    if len(octets) > _LONGEST_HASHED or len(text) > LONGEST_CHALLENGE:
        return _too_long(verifier, challenge)
    if is_same(s256(octets), _as_octets(challenge)):
        return None
    if len(verifier) > LONGEST_VERIFIER:
        return _too_long(verifier, challenge)
    if not octets or not text:
        empty = "challenge" if octets else "verifier"
        return _unexplained(f"The {empty} is empty, so there is nothing to compare.")
    hashable = {name: value for name, value in values.items() if len(value) <= _LONGEST_VALUE}
    found = search(octets, text, hashable)
    if not isinstance(found, NothingFound):
        return _explained(found, octets, text)
    certain = find_certain(found.challenge)
    return _certain(certain, found, octets, values) if certain else _nothing_fits(found, octets, values, keys=hashable)


def _explained(reconstruction: Reconstruction, verifier: bytes, challenge: str) -> Diagnosis:
    fixes = choose_fixes(reconstruction, verifier, challenge)
    diagnosis = _named(reconstruction, describe_reconstruction(reconstruction), fixes)
    own_is_right = not reconstruction.around_verifier and not reconstruction.is_swapped
    return replace(diagnosis, hashed=reconstruction.hashed) if reconstruction.hash_input and own_is_right else diagnosis


def _certain(certain: Certain, nothing: NothingFound, verifier: bytes, flow: Mapping[str, str]) -> Diagnosis:
    return _named(certain.reconstruction, describe_certain(certain, nothing.challenge, verifier, flow), DERIVE)


def _named(reconstruction: Reconstruction, explanation: str, fixes: Mapping[str, str]) -> Diagnosis:
    mistakes = tuple(each.mistake for each in reconstruction.deviations)
    first = MISTAKES[mistakes[0]]
    language = "java" if "Java's" in explanation else first.language
    return Diagnosis(mistakes=mistakes, explanation=explanation, fixes=fixes, fix_language=language, spec=first.spec)


def _nothing_fits(
    nothing: NothingFound, verifier: bytes, flow: Mapping[str, str], *, keys: Mapping[str, str]
) -> Diagnosis:
    tried = ["line ends", "white space", "quotes", "UTF-16", "other hashes and encodings", "text made of the hash"]
    tried += ["HMAC with the other values of the flow"] if keys else ["HMAC with an empty key"]
    tried += ["cut-off and mistyped text"]
    tried += ["swapped values"] if nothing.tried_swapping else []
    tried += [nothing.tried_typos] if nothing.tried_typos else []
    unexplained = _unexplained("No known mistake leads from this verifier to this challenge.")
    likely, may_be_of_another = describe_alone(nothing.challenge, verifier, flow)
    return replace(
        unexplained,
        likely=likely,
        tried=f"Tried: {', '.join(tried[:-1])}, and {tried[-1]}.",
        may_be_of_another_verifier=may_be_of_another,
    )


def _too_long(verifier: str | bytes, challenge: str | bytes) -> Diagnosis:
    name, value = ("verifier", verifier) if len(verifier) > LONGEST_VERIFIER else ("challenge", challenge)
    too_long = f"The {name} has {len(value):,} characters, far more than any {name} can have"
    return _unexplained(f"{too_long}, so the search for a mistake was skipped.")


def _unexplained(explanation: str) -> Diagnosis:
    return Diagnosis(mistakes=(), explanation=explanation, fixes=DERIVE, fix_language="shell", spec=_DERIVATION)


def _read_values(flow: Mapping[str, str], verifier: str) -> Mapping[str, str]:
    """The values of a flow that are there and aren't the verifier, under names fit for a sentence."""
    if not isinstance(flow, Mapping) or not all(isinstance(each, str) for entry in flow.items() for each in entry):
        raise UsageError("The values of a flow are a mapping of names to texts.")
    others = {
        visible(name, _LONGEST_NAME): value for name, value in flow.items() if value.strip() and value != verifier
    }
    return dict(list(others.items())[:_MOST_VALUES])


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
