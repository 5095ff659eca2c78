"""The cheapest explanation, alone or in a pair; two of the same cost; none; and bounded work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.relation import tables
from pkce_core.relation.search import LONGEST, explain_relation
from tests.support.growth import FAR_TOO_MUCH, cost_per_character, seconds

if TYPE_CHECKING:
    from pkce_core.relation.ways import Table

TABLES = [tables.STATE, tables.CODE, tables.NONCE, tables.CLIENT, tables.ISSUER, tables.REDIRECT_URI]
SECRET = "s3cr3t-Value_0123456789"


def test_two_changes() -> None:
    """Both are named, in their order."""
    relation = explain_relation("ab+cd/ef==", "ab cd/ef", tables.STATE, "the state that you sent")
    assert relation.sentence == (
        "It's the state that you sent, with a space for each +, then without the = at its end."
    )
    assert relation.ways == (("plus-to-space", "padding-lost"),)


def test_two_explanations() -> None:
    """When two cost the same, both are named: here the cut may be anywhere."""
    relation = explain_relation("abcdabcd", "abcd", tables.STATE, "it")
    assert len(relation.ways) == 2
    assert "or just as likely" in relation.sentence


def test_none() -> None:
    """What nothing explains is said to be that."""
    relation = explain_relation("abcdefgh", "12345678", tables.STATE, "it")
    assert (relation.ways, relation.cost, relation.advice) == ((), 0, "")
    assert relation.text.startswith("No usual change makes one from the other")
    assert explain_relation("", "a", tables.STATE, "it").text == "One of them is empty."


@given(st.text(), st.text())
def test_any_two_texts(one: str, other: str) -> None:
    """No text is an error, and each answer is a sentence."""
    for table in TABLES:
        assert explain_relation(one, other, table, "it").sentence.endswith(".")


@pytest.mark.parametrize(
    "piece", ["a", "+", "%25", "&", "=", "/", " ", "https://a.b.c/", "&amp;", "{t}/", "\n", "\ud800"]
)
def test_hostile_text(piece: str) -> None:
    """Long texts are explained by one change or none, and the longest aren't compared."""
    for length in (999, LONGEST):
        text = (piece * length)[:length]
        for table in (tables.NONCE, tables.ISSUER):
            assert seconds(partial(explain_relation, text, text[:-3] + "zz", table, "it")) < 5
    megabyte = (piece * 1_000_000)[:1_000_000]
    call = partial(explain_relation, megabyte, megabyte[1:], tables.ISSUER, "it")
    assert cost_per_character(call, 1_000_000) < FAR_TOO_MUCH
    assert "999,999" in explain_relation("a", megabyte[1:], tables.STATE, "it").sentence


@given(st.sampled_from([tables.STATE, tables.CODE, tables.NONCE, tables.CLIENT]), st.data())
def test_a_secret_is_never_shown(table: Table, data: st.DataObject) -> None:
    """However a code or a secret was changed, no part of it is in the answer."""
    way = data.draw(st.sampled_from([way for way in table if not way.slug.startswith("very")]))
    for actual in way.change(SECRET, SECRET[:-4]):
        said = explain_relation(SECRET, actual, table, "it").text
        assert "s3cr3t" not in said.lower()
        assert "0123456789" not in said
