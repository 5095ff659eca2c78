"""Rules for the errors of a server."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "flow",
    (
        ("error-unknown", "warning", "",
         "A specification or a known server defines the error code, in this letter case."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
