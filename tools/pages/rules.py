"""docs/rules.md: every rule of the catalog, by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.markdown import define, page_head, sections, sentence, whole
from pkce_core import RULE_STEPS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Rule

HEAD = f"""
The checks of this site and of the [`pkce` command](command-line.md) follow these {len(RULES)} rules. Each finding names
its rule: `--json` has it as `rule`. Each rule has an address of its own: follow its name.

An **error** fails a check. A **warning** asks you to look, and an **info** is worth knowing; neither fails. A
**pass** says that something was compared and is right. A rule without a section comes from practice.
"""


def write_rules() -> str:
    """The page, whole."""
    description = "Every rule that the checks know, by the step of the flow, with the section that states it."
    return whole(page_head("Rules", description, "rules.py"), HEAD, *_steps())


def _steps() -> Iterator[str]:
    for step, title in RULE_STEPS.items():
        yield f"## {title} {{ #{step} }}\n"
        yield from (_entry(rule) for rule in RULES.values() if rule.step == step)


def _entry(rule: Rule) -> str:
    levels = ", ".join(level.value for level in rule.levels)
    place = f" · {sections(rule.specs)}" if rule.specs else ""
    return define(f"[`{rule.slug}`](#{rule.slug}){{ #{rule.slug} }}", f"{sentence(rule.text)}<br>{levels}{place}")
