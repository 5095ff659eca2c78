"""Exact edges of rules, and every argument that one function hands on to another: what mutation testing asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_core import Report


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report}


VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
