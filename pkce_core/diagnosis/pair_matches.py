"""`match_pairs`: which verifiers and challenges of a text belong together, and which have no partner.

Two attempts at once, in two tabs, in two processes or by a retry, are the most common cause of a wrong verifier: the
verifier of one is sent for the challenge of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core.diagnosis.attempt_messages import find_crossings, read_messages
from pkce_core.diagnosis.diagnose import diagnose_challenge
from pkce_core.diagnosis.pair_values import MatchedPair, PairValue
from pkce_core.errors import UsageError
from pkce_core.pkce.derivation import s256
from pkce_core.recognition.recognize import LONGEST_TEXT, recognize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pkce_core.diagnosis.attempt_messages import AttemptMessage
    from pkce_core.recognition.recognized import Recognized

    Values = dict[str, tuple[int, ...]]

_MOST_VALUES = 2_000
_MOST_DIAGNOSED = 20
"""Pairs of values without a partner that are searched for a mistake; each takes some milliseconds."""
_LONGEST_DIAGNOSED = 320
_VALUE = re.compile(r"(?<![A-Za-z0-9\-._~%])[A-Za-z0-9\-_][A-Za-z0-9\-._~]{42,127}(?![A-Za-z0-9\-._~%])")
_NAME_BEFORE = re.compile(r"(?i)(verifier|challenge)[\"'\\]{0,2}\s{0,3}(?:[=:]|%3D|is)?[>\s\"'\\]{0,4}$")
_PADDING = re.compile(r"(?:={1,2}(?![\w=%]))?")
"""What base64 adds at its end, and base64url in PKCE doesn't: a part of the value, which is wrong for it."""
_NAME_LENGTH = 30
_BY_NAME, _UNNAMED = {"verifier": 0, "challenge": 1}, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PairMatches:
    """Which values belong together.

    Attributes:
        pairs: the pairs, right ones first, in the order of their challenges.
        verifiers: verifiers without a challenge.
        challenges: challenges without a verifier.
        others: values without a name and without a partner, which may be either.
        crossings: a sentence for each token request that sends the code of one attempt with the verifier of another.
        is_whole: whether all of the text was read; the rest of a very long one isn't.
    """

    pairs: tuple[MatchedPair, ...]
    verifiers: tuple[PairValue, ...]
    challenges: tuple[PairValue, ...]
    others: tuple[PairValue, ...] = ()
    crossings: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def summary(self) -> str:
        """What this means for the attempts, in two or three sentences; no value is shown."""
        if not (self.pairs or self.verifiers or self.challenges or self.others):
            return "The text has no verifier and no challenge."
        right = sum(not pair.mistakes for pair in self.pairs)
        made = {0: "No verifier belongs to a challenge.", 1: "One pair belongs together."}
        sentences = [made.get(right, f"{right} pairs belong together.")]
        if self.crossings:
            sentences.append("But two attempts were mixed up.")
        if wrong := len(self.pairs) - right:
            sentences.append(f"{'One more is a pair' if wrong == 1 else f'{wrong} more are pairs'} with a mistake.")
        if self.verifiers and self.challenges:
            sentences.append(
                "The others have no partner here. If a verifier among them was sent for a challenge among them, they "
                "probably come from two attempts: keep each verifier with the state of its own attempt."
            )
        elif self.verifiers:
            sentences.append(
                "A verifier without a challenge may be of an attempt whose authorization request isn't here."
            )
        elif self.challenges:
            sentences.append("A challenge without a verifier may be of an attempt whose token request isn't here.")
        if not self.is_whole:
            sentences.append("The text is so long that not all of it was read.")
        return " ".join(sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each pair and each value without a partner, with what made a pair wrong; no verifier is shown."""
        pairs = [
            f"The {pair.verifier.title} should belong to the {pair.challenge.title}. {pair.explanation}"
            if pair.mistakes
            else f"The {pair.verifier.title} belongs to the {pair.challenge.title}. {pair.explanation}".rstrip()
            for pair in self.pairs
        ]
        alone = (f"The {each.title} has no partner." for each in (*self.verifiers, *self.challenges, *self.others))
        return (*self.crossings, *pairs, *alone)

    def to_dict(self) -> dict[str, object]:
        """The matches as `--json` writes them, without a verifier or a challenge."""
        return {
            "pairs": [pair.to_dict() for pair in self.pairs],
            "verifiers": [each.to_dict() for each in self.verifiers],
            "challenges": [each.to_dict() for each in self.challenges],
            "others": [each.to_dict() for each in self.others],
            "crossings": list(self.crossings),
            "is_whole": self.is_whole,
            "summary": self.summary,
        }


def match_pairs(text: str) -> PairMatches:
    """Find out which verifiers and challenges belong together (RFC 7636 §4.6).

    Args:
        text: a list of values, a log, authorization URLs, token requests, or all of these. At most 1,000,000
            characters are read.

    Returns:
        The pairs, and what has no partner. A challenge that a known mistake made from a verifier counts as its partner
        when neither has another one; at most 20 such pairs are tried.

    Raises:
        UsageError: the text isn't str.
    """
    if not isinstance(text, str):
        raise UsageError("The text must be str.")
    found = recognize(text[:LONGEST_TEXT])
    messages = read_messages(text[:LONGEST_TEXT], found)
    (verifiers, challenges, unnamed, bare), is_whole = _find_values(text[:LONGEST_TEXT], found)
    either = {**bare, **unnamed}
    # RFC 7636 §4.6: "BASE64URL-ENCODE(SHA256(ASCII(code_verifier))) == code_challenge"
    hashes = {s256(value.encode("utf-8", "surrogatepass")): value for value in (*either, *verifiers)}
    pairs = []
    for challenge, lines in {**either, **challenges}.items():
        if (verifier := hashes.get(challenge)) is not None:
            first = PairValue(kind="verifier", value=verifier, lines=verifiers.get(verifier) or either[verifier])
            pairs.append(
                MatchedPair(verifier=first, challenge=PairValue(kind="challenge", value=challenge, lines=lines))
            )
    pairs += _plain_pairs(messages, verifiers, challenges)
    matched = {value for pair in pairs for value in (pair.verifier.value, pair.challenge.value)}
    alone = [_alone(kind, values, matched) for kind, values in (("verifier", verifiers), ("challenge", challenges))]
    wrong = tuple(_find_mistakes(*alone))
    explained = {value for pair in wrong for value in (pair.verifier.value, pair.challenge.value)}
    left = [tuple(each for each in values if each.value not in explained) for values in alone]
    ordered = sorted(pairs, key=lambda pair: pair.challenge.lines)
    return PairMatches(
        pairs=(*ordered, *wrong),
        verifiers=left[0],
        challenges=left[1],
        others=tuple(_alone("either", unnamed, matched)),
        crossings=tuple(find_crossings(messages)),
        is_whole=is_whole and len(text) <= LONGEST_TEXT,
    )


def _plain_pairs(messages: list[AttemptMessage], verifiers: Values, challenges: Values) -> Iterator[MatchedPair]:
    """RFC 7636 §4.2: with the method plain, the challenge is the verifier itself."""
    for value in dict.fromkeys(each.values.get("challenge", "") for each in messages if each.is_plain):
        if value in verifiers and value in challenges:
            yield MatchedPair(
                verifier=PairValue(kind="verifier", value=value, lines=verifiers[value]),
                challenge=PairValue(kind="challenge", value=value, lines=challenges[value]),
                explanation="With the method plain, they are the same text. Use S256 where the server knows it.",
            )


def _find_values(text: str, recognized: Sequence[Recognized]) -> tuple[tuple[Values, Values, Values, Values], bool]:
    """Each value with its lines, and whether all were read.

    Verifiers, challenges, values that may be either, and other texts of their form, which only count beside a partner.
    """
    named: tuple[Values, Values, Values, Values] = ({}, {}, {}, {})
    is_whole, places = True, {**_BY_NAME, "pair-value": _UNNAMED}
    found = [
        (each.start, _named(text, each.start, places[each.kind]), each.value)
        for each in recognized
        if each.kind in places
    ]
    known = {value for _, _, value in found}
    for number, match in enumerate(_VALUE.finditer(text)):
        if number == _MOST_VALUES:
            is_whole = False
            break
        value = match[0] + _PADDING.match(text, match.end())[0]  # type: ignore[index]  # which matches anywhere
        if value not in known:
            found.append((match.start(), _named(text, match.start(), 3), value))
    line, at = 1, 0
    for start, place, value in sorted(found):
        line, at = line + text.count("\n", at, start), start
        named[place][value] = tuple(dict.fromkeys((*named[place].get(value, ()), line)))
    return named, is_whole


def _named(text: str, start: int, place: int) -> int:
    """The place of a value: that of verifiers or challenges if such a name stands before it."""
    before = _NAME_BEFORE.search(text[max(0, start - _NAME_LENGTH) : start]) if place >= _UNNAMED else None
    return _BY_NAME[before[1].lower()] if before else place


def _alone(kind: str, values: Values, matched: Iterable[str]) -> list[PairValue]:
    return [PairValue(kind=kind, value=value, lines=lines) for value, lines in values.items() if value not in matched]


def _find_mistakes(verifiers: list[PairValue], challenges: list[PairValue]) -> Iterator[MatchedPair]:
    """The challenges that a known mistake made from a verifier; each value is in one pair at most."""
    tried, taken = 0, set[str]()
    for challenge in challenges:
        for verifier in verifiers:
            if verifier.value in taken or max(len(verifier.value), len(challenge.value)) > _LONGEST_DIAGNOSED:
                continue
            if (tried := tried + 1) > _MOST_DIAGNOSED:
                return
            diagnosis = diagnose_challenge(verifier.value, challenge.value)
            if diagnosis is not None and diagnosis.mistakes and "other-verifier" not in diagnosis.mistakes:
                taken.add(verifier.value)
                yield MatchedPair(
                    verifier=verifier,
                    challenge=challenge,
                    mistakes=diagnosis.mistakes,
                    explanation=diagnosis.explanation,
                )
                break
