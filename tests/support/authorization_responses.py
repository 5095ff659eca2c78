"""A right redirect, and what the checks say about others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import reports

if TYPE_CHECKING:
    from pkce_core import Finding, Report

STATE = "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI"
CODE = "x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"
ISSUER = "https://honest.as.example"
RIGHT = f"https://client.example/cb?code={CODE}&state={STATE}"


def rules(report: Report) -> list[str]:
    """The rules of all findings, without the start that all of them share."""
    return [finding.rule.removeprefix("response-") for finding in report]


def find(report: Report, rule: str) -> Finding:
    """The first finding of a rule, named without that start."""
    return reports.find(report, f"response-{rule}")
