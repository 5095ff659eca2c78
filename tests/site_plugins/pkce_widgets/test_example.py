"""The worked example: its values keep the rules that the parts explain with them."""

from __future__ import annotations

from pkce_core import Level, check_authorization_url
from pkce_widgets import example


def test_the_request_draws_no_warning() -> None:
    """Its state and nonce are as hard to guess as what this site makes."""
    report = check_authorization_url(example.AUTHORIZATION_URL)
    doubts = [finding.rule for finding in report if finding.level in (Level.WARNING, Level.ERROR)]
    assert [rule for rule in doubts if "nonce" in rule or "state" in rule] == []
    for name in ("client_id", "state", "nonce", "code_challenge"):
        assert f"{name}={example.REQUEST[name]}" in example.AUTHORIZATION_URL
    assert len(example.NONCE) == 43
