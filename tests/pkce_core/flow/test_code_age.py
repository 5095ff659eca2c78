"""How old a code was when it was redeemed."""

from __future__ import annotations

from pkce_core import Level, check_flow
from tests.support.flows import NOW, assert_first_error, flow, rules


def test_a_code_that_was_too_old() -> None:
    """RFC 6749 §4.1.2: ten minutes are the recommended maximum."""
    says = "10 minutes and 1 second old when it was redeemed"
    assert_first_error({"token_requested_at": NOW + 601}, "code-old", says)


def test_the_age_of_a_code() -> None:
    """RFC 6749 §4.1.2: ten minutes at most, and one minute is what many servers allow; unknown times say nothing."""
    waiting = {"token_request": ..., "token_response": ..., "token_requested_at": ...}
    assert rules(check_flow(flow(**waiting), now=NOW + 30), Level.PASS)[-1] == "code-old"
    assert rules(check_flow(flow(**waiting), now=NOW + 90), Level.WARNING) == ["code-old"]
    assert "old by now" in check_flow(flow(**waiting), now=NOW + 900).errors[0].message
    assert "code-old" not in rules(check_flow(flow(**waiting)), Level.PASS)
    assert "code-old" not in {finding.rule for finding in check_flow(flow(token_requested_at=NOW + 90))}
    refused = {"token_response": {"error": "invalid_grant"}}
    known = {"authorization_requested_at": NOW, "token_requested_at": NOW + 10}
    assert rules(check_flow(flow(**refused, **known)), Level.PASS).count("code-old") == 1
    # Without the start, the age that counts from the redirect is only a lower bound.
    assert "code-old" not in {found.rule for found in check_flow(flow(**refused, token_requested_at=NOW + 10))}
    assert rules(check_flow(flow(**refused, token_requested_at=NOW + 11)), Level.INFO) == ["code-old"]
