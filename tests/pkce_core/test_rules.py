"""The catalog of rules: complete, and saying of each rule what its findings carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pkce_core import RULE_STEPS, RULES, Finding, Level, Rule, Spec, check_code_challenge
from pkce_core.pkce import checks

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.slug)
def test_a_rule_is_a_sentence(rule: Rule) -> None:
    """Each rule says in one sentence what it requires, and is part of a step."""
    assert rule.text.endswith(".")
    assert "\n" not in rule.text
    assert 12 < len(rule.text) < 120
    assert rule.step in RULE_STEPS
    assert rule.levels == tuple(sorted(rule.levels, key=list(Level).index, reverse=True))
    assert all(spec.url.startswith("https://") for spec in rule.specs)


def test_every_step_has_rules() -> None:
    """The steps of the catalog are those of the flow, and none is empty."""
    assert list(dict.fromkeys(rule.step for rule in RULES.values())) == list(RULE_STEPS)


def test_a_rule_as_json() -> None:
    """The wire form has plain values only."""
    assert RULES["method-plain"].to_dict() == {
        "rule": "method-plain",
        "text": "code_challenge_method is S256, not plain.",
        "step": "pair",
        "levels": ["error", "warning"],
        "specs": ["RFC 7636 §4.3", "RFC 7636 §7.2"],
    }


def test_the_catalog_is_read_only() -> None:
    """Nobody can change it for everybody else."""
    with pytest.raises(TypeError):
        RULES["verifier-length"] = RULES["verifier-empty"]  # type: ignore[index]


def test_a_finding_that_the_catalog_does_not_know_fails(catalog: Callable[[Finding], None]) -> None:
    """Every test of this folder is held against the catalog: slug, level and section of what the package finds."""
    known = RULES["verifier-length"]
    finding = Finding(rule=known.slug, level=Level.ERROR, message="short", spec=known.specs[0])
    catalog(finding)
    right: dict[str, Any] = {"rule": known.slug, "level": Level.ERROR, "message": "short", "spec": known.specs[0]}
    for changes in (
        {"rule": "no-such-rule"},
        {"level": Level.INFO},
        {"spec": None},
        {"spec": Spec(document="RFC 7636", section="4.2")},
    ):
        wrong = Finding(**{**right, **changes})
        with pytest.raises(AssertionError):
            catalog(wrong)


def test_every_finding_of_the_package_is_held_against_the_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package cannot make a finding past it."""
    wrong = RULES["challenge-length"].replace(specs=(Spec(document="RFC 7636", section="9"),))
    monkeypatch.setitem(checks._LENGTH, "challenge", wrong)
    with pytest.raises(AssertionError, match="challenge-length"):
        check_code_challenge("short")
