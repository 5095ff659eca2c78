"""`explain_relation`: the cheapest explanation of how one text was made from another.

Each way of a table is tried alone, and then each pair: the second has to make the text that was found out of what the
first made. The cheapest explanation is the simplest. When two cost the same, both are named.

The lengths are bounded, and so are the texts that a way makes, so the time is bounded.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.relation.url_relations import differing_parts
from pkce_core.relation.ways import USUAL, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.relation.ways import Table, Way

LONGEST = 10_000
"""Characters of a text that is explained; no value of a flow that is compared has as many."""
LONGEST_IN_PAIRS = 1_000
_MOST_TEXTS = 12
_MOST_NAMED = 2
_TOGETHER = 1
"""What a second change costs besides its own cost."""


class Relation(NamedTuple):
    """How one text was made from another.

    Attributes:
        sentence: the explanation, or that there is none; one or two sentences.
        advice: whose mistake it is and what to do, in sentences; may be "".
        ways: the slugs of the cheapest explanations, each in the order of the changes; empty without an explanation.
        cost: what the cheapest explanation costs; 0 without one.
    """

    sentence: str
    advice: str = ""
    ways: tuple[tuple[str, ...], ...] = ()
    cost: int = 0

    @property
    def text(self) -> str:
        """Sentence and advice."""
        return f"{self.sentence} {self.advice}".rstrip()


class _Found(NamedTuple):
    cost: int
    ways: tuple[str, ...]
    phrases: tuple[str, ...]
    advice: tuple[str, ...]


def explain_relation(expected: str, actual: str, table: Table, noun: str) -> Relation:
    """Say how a text was made from the one that it should equal. Neither is shown, except hosts, ports and paths.

    Args:
        expected: the text that it should equal.
        actual: another text.
        table: the changes to try.
        noun: what the expected text is, such as "the state that you sent".
    """
    if not expected or not actual:
        return Relation("One of them is empty.")
    if max(len(expected), len(actual)) > LONGEST:
        return Relation(f"One of them has {max(len(expected), len(actual)):,} characters, too many to explain more.")
    found = _cheapest(expected, actual, table)
    if not found:
        return Relation(_say_nothing_fits(expected, actual))
    phrases = [", then ".join(each.phrases) for each in found]
    sentence = f"It's {noun}, {phrases[0]}."
    if len(found) > 1:
        sentence = f"It's {noun}, {phrases[0]}, or just as likely {phrases[1]}."
    advice = dict.fromkeys(text for each in found for text in each.advice if text)
    return Relation(sentence, " ".join(advice), tuple(each.ways for each in found), found[0].cost)


def _say_nothing_fits(expected: str, actual: str) -> str:
    sentence = "No usual change makes one from the other, such as a cut, another encoding or letter case."
    if "://" not in expected or "://" not in actual:
        return sentence
    return f"They differ in {differing_parts(expected, actual)}. {sentence}"


def _cheapest(expected: str, actual: str, table: Table) -> list[_Found]:
    """Every explanation of the lowest cost, at most two, each with other ways."""
    found = [*_alone(expected, actual, table)]
    cheap = any(each.cost <= 2 * USUAL + _TOGETHER for each in found)
    if not cheap and max(len(expected), len(actual)) <= LONGEST_IN_PAIRS:
        found += _pairs(expected, actual, table)
    best: list[_Found] = []
    for each in found:
        if not best or each.cost < best[0].cost:
            best = [each]
        elif each.cost == best[0].cost and all(set(each.ways) != set(other.ways) for other in best):
            best.append(each)
    return best[:_MOST_NAMED]


def _alone(expected: str, actual: str, table: Table) -> Iterator[_Found]:
    for way in table:
        if actual in _texts(way, expected, actual):
            yield _found(way, expected, actual)


def _pairs(expected: str, actual: str, table: Table) -> Iterator[_Found]:
    """Each pair of ways that leads from one text to the other, in either order."""
    together = [way for way in table if not way.alone]
    for first in together:
        for between in _texts(first, expected, actual):
            for second in together:
                if second is not first and actual in _texts(second, between, actual):
                    one, other = _found(first, expected, between), _found(second, between, actual)
                    yield _Found(
                        one.cost + other.cost + _TOGETHER,
                        one.ways + other.ways,
                        one.phrases + other.phrases,
                        one.advice + other.advice,
                    )


def _texts(way: Way, before: str, guide: str) -> list[str]:
    return [text for text in islice(way.change(before, guide), _MOST_TEXTS) if text != before]


def _found(way: Way, before: str, after: str) -> _Found:
    return _Found(way.cost, (way.slug,), (say(way.phrase, before, after),), (say(way.advice, before, after),))
