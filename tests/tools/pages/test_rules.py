"""docs/rules.md."""

from __future__ import annotations

from pathlib import Path

from pkce_core import RULE_STEPS, RULES
from tests.support.anchors import anchors

DOCS = Path(__file__).parents[3] / "docs"


def test_each_rule_has_an_address() -> None:
    """docs/rules.md#SLUG leads to the rule, and each anchor stands once."""
    found = anchors((DOCS / "rules.md").read_text(encoding="utf-8"))
    assert len(found) == len(set(found))
    assert set(found) == {*RULES, *RULE_STEPS}
