"""The rules against the sources: every finding has a rule, and every rule makes a finding."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from pkce_core import RULE_STEPS, RULES
from pkce_widgets.view.rules import PAGE_RULES, ROWS

ROOT = Path(__file__).parents[1]
SOURCES = {
    path.relative_to(ROOT): path.read_text("utf-8")
    for folder in ("pkce_core", "site_plugins")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
CALLERS = "\n".join(source for path, source in SOURCES.items() if not path.stem.endswith("rules"))
LEVELS = {"passed": "pass", "info": "info", "warning": "warning", "error": "error"}


def test_the_catalog_is_complete() -> None:
    """Each rule is used in the sources with the levels that it claims, and the sources name no other rule."""
    core = "\n".join(source for path, source in SOURCES.items() if path.parts[0] == "pkce_core")
    for name, rules in ((r"\b(?:PKCE_)?RULES", RULES), (r"\bPAGE_RULES", PAGE_RULES)):
        uses: dict[str, set[str]] = {}
        for slug, use in re.findall(rf'{name}\["([^"]+)"\](?:\.(passed|info|warning|error)\b)?', CALLERS):
            uses.setdefault(slug, set()).add(LEVELS.get(use, ""))
        assert set(uses) <= set(rules)
        for slug, rule in rules.items():
            assert f'"{slug}"' in (core if rules is RULES else CALLERS), f"nothing uses {slug}"
            found = uses.get(slug, {""})  # "": the rule is handed on whole, or named by its slug alone
            claimed = {level.value for level in rule.levels}
            assert found - {""} <= claimed, slug
            assert found == claimed or "" in found, f"nothing finds {slug} as {claimed - found}"


def test_the_rules_of_the_page_are_its_own() -> None:
    """A rule of the page has a slug that no other rule has, and is part of a step of the catalog."""
    assert len(PAGE_RULES) == len(ROWS)
    assert PAGE_RULES.keys().isdisjoint(RULES)
    assert {rule.step for rule in PAGE_RULES.values()} <= RULE_STEPS.keys()


def test_a_rule_makes_every_finding() -> None:
    """Nothing but `Rule` makes a finding, so a finding without a rule can't be made."""
    makers = [path.as_posix() for path, source in SOURCES.items() if re.search(r"(?<!class )\bFinding\(", source)]
    assert makers == ["pkce_core/rule.py"]


def test_no_check_loads_the_catalog() -> None:
    """No check needs the whole catalog, so none waits for it."""
    code = (
        "import sys, pkce_core; pkce_core.check_pair('v' * 43, 'c'); pkce_core.check_flow({'code': 'x'});"
        "pkce_core.explain_error('x');"
        "sys.exit('pkce_core.rules' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
