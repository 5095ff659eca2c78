"""Rules for the values of known providers."""

from __future__ import annotations

from pkce_core.rule import define_rules

RULES = define_rules(
    "metadata",
    (
        ("provider-uncertain", "warning info", "",
         "Where an entry of a built-in provider is uncertain, the finding says so, and the client uses its metadata."),
    ),
)  # fmt: skip
"""Each rule by its slug. A row has the slug, the levels, the sections, and what the rule requires."""
