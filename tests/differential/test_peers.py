"""This library and its peers judge the same inputs, and differ in exactly what docs/differences.md says.

Every trait of `tests.differential` goes in alone, which has to give the rows of the page and no others. Then traits go
in together, and each difference has to come from one that the page explains.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.differential import challenges, id_tokens, redirects, requests, responses, urls
from tests.differential.subject import Subject, word

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "differences.md"
SUBJECTS = [each.SUBJECT for each in (challenges, urls, redirects, requests, responses, id_tokens)]
COMBINED = 150
VERDICTS = {"accepted": "accepted", "sent": "accepted", "refused": "refused"}


class Row(NamedTuple):
    """One row of the page."""

    here: str
    peers: frozenset[str]
    why: str


def rows(title: str) -> dict[str, Row]:
    """The rows under a heading: trait -> what the page says of it."""
    section = PAGE.read_text("utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if "|" in line]
    return {trait: Row(here, frozenset(re.split(", ", peers)), why) for trait, here, peers, why in cells[2:]}


def differing(verdicts: dict[str, str]) -> frozenset[str]:
    """The peers whose verdict is another one, or who accept another value."""
    here = verdicts["here"]

    def same(there: str) -> bool:
        return there == here or (word(there) == word(here) == "refused")

    return frozenset(peer for peer, there in verdicts.items() if not same(there))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.title)
def test_single_traits_differ_as_the_page_says(subject: Subject) -> None:
    """A sound input suits everyone; each trait alone gives its row in the table, or none."""
    inputs = subject.single()
    judged = list(zip(inputs, subject.judge(inputs), strict=True))
    assert not differing(judged[0][1]), "everyone accepts the sound input"
    found = {
        titles[0]: (VERDICTS[word(verdicts["here"])], differing(verdicts))
        for titles, verdicts in judged[1:]
        if differing(verdicts)
    }
    assert found == {trait: (row.here, row.peers) for trait, row in rows(subject.title).items()}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.title)
def test_combined_traits_differ_for_the_same_reasons(subject: Subject) -> None:
    """Where several traits meet, whoever differs does so for a trait that the page names it for."""
    known = rows(subject.title)
    inputs = subject.combined(COMBINED)
    unexplained = [
        (titles, peer, verdicts["here"], verdicts[peer])
        for titles, verdicts in zip(inputs, subject.judge(inputs), strict=True)
        for peer in differing(verdicts)
        if not any(peer in known[title].peers for title in titles if title in known)
    ]
    assert not unexplained


def test_every_row_says_why() -> None:
    """A reason names the section it rests on, or says that it is a choice."""
    every = [row for subject in SUBJECTS for row in rows(subject.title).values()]
    assert every
    assert all("§" in row.why or "choice" in row.why for row in every)
