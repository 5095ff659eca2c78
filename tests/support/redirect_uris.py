"""Redirect URIs for tests: any texts, and a short way to check one and to read the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

import pkce_core

if TYPE_CHECKING:
    from pkce_core import Finding, Report

PIECES = st.sampled_from(
    ["http://", "https://", "localhost", "127.0.0.1", "[::1]", ":8080", "/cb", "?a=b", "&", "#", "%20", "%", "@", "..",
     "*", "\\", " ", "é", "xn--", "com.example.app:/", "A", ""]
)  # fmt: skip
URIS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=7).map("".join))


def check(uri: str | bytes, profile: str = "generic", registered: str | None = None) -> Report:
    return pkce_core.check_redirect_uri(uri, profile=profile, registered=registered)


def slugs(report: Report, *levels: str) -> list[str]:
    """The slugs of the errors and warnings, or of other levels, without their common start."""
    wanted = levels or ("error", "warning")
    return [finding.rule.removeprefix("redirect-uri-") for finding in report if finding.level.value in wanted]


def find(report: Report, rule: str) -> Finding:
    """The first finding of a rule, named without the common start."""
    return next(finding for finding in report if finding.rule == f"redirect-uri-{rule}")
