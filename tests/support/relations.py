"""What the tests of `pkce_core/relation` share: is a change named that was really made?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.relation.search import Relation, explain_relation

if TYPE_CHECKING:
    from pkce_core.relation.ways import Table


def assert_named(table: Table, slug: str, expected: str, actual: str) -> Relation:
    """The change is among the cheapest explanations, or a cheaper one fits as well."""
    cost = next(way.cost for way in table if way.slug == slug)
    relation = explain_relation(expected, actual, table, "the text")
    assert relation.ways, (slug, expected, actual)
    assert relation.cost < cost or (slug,) in relation.ways or len(relation.ways) == 2, (relation.ways, slug)
    assert relation.sentence.startswith("It's the text, ")
    return relation
