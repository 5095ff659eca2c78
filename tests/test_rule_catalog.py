"""The catalog of rules against the source of the package: every finding has a rule, and every rule makes a finding."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from pkce_core import RULES

PACKAGE = Path(__file__).parents[1] / "pkce_core"
SOURCES = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
LEVELS = {"passed": "pass", "info": "info", "warning": "warning", "error": "error"}


def test_the_catalog_is_complete() -> None:
    """Each rule is used in the source with the levels that it claims, and the source names no other rule."""
    text = "\n".join(source for path, source in SOURCES.items() if not path.stem.endswith("rules"))
    assert set(re.findall(r'RULES\["([^"]+)"\]', text)) <= set(RULES)
    for slug, rule in RULES.items():
        assert f'"{slug}"' in text, f"nothing uses {slug}"
        uses = re.findall(rf'RULES\["{slug}"\](?:\.(passed|info|warning|error)\b)?', text) or [""]
        levels = {LEVELS[use] for use in uses if use}
        claimed = {level.value for level in rule.levels}
        assert levels <= claimed, slug
        assert levels == claimed or "" in uses, f"nothing finds {slug} as {claimed - levels}"  # "": handed on whole


def test_a_rule_makes_every_finding() -> None:
    """Nothing but `Rule` makes a finding, so a finding without a rule can't be made."""
    makers = [path.name for path, source in SOURCES.items() if re.search(r"(?<!class )\bFinding\(", source)]
    assert makers == ["rule.py"]


def test_no_check_loads_the_catalog() -> None:
    """No check needs the whole catalog, so none waits for it."""
    code = (
        "import sys, pkce_core; pkce_core.check_pair('v' * 43, 'c'); pkce_core.check_flow({'code': 'x'});"
        "pkce_core.explain_error('x');"
        "sys.exit('pkce_core.rules' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
