"""`check_flow`: the order of the messages, and a flow in which everything matches."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import (
    Level,
    UsageError,
    check_flow,
    parse_flow,
)
from tests.support.flows import NOW, SOUND, flow, rules


def test_a_sound_flow() -> None:
    """RFC 6749 §4.1, RFC 7636 §4: every comparison between two steps passes and says so."""
    report = check_flow(flow(), now=NOW)
    assert report.ok
    assert not report.warnings[1:]
    assert rules(report, Level.WARNING) == ["client-secret-short"]
    assert rules(report, Level.PASS)[:20] == [
        "state-mismatch", "iss-mismatch", "redirect-uri-missing", "redirect-uri-differs", "redirect-uri-unregistered",
        "verifier-missing", "challenge-missing", "challenge-required", "verifier-malformed", "challenge-malformed",
        "verifier-mismatch", "method-missing",
        "client-differs", "secret-missing", "secret-empty", "secret-is-client-id",
        "client-id-missing", "grant-type",
        "code-differs", "code-old",
    ]  # fmt: skip
    check_flow(SOUND, now=NOW).raise_errors()


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({}, []),
        ({"client_id": "c"}, []),
        ({"authorization_response": {"error": "access_denied"}}, ["flow-gap"]),
        ({"client_id": "c", "code": "x"}, []),
        ({"code": "x"}, ["flow-gap"]),
        ({"token_request": {"code": "x"}}, ["flow-gap"]),
        ({"token_response": {"error": "invalid_grant"}}, ["flow-gap"]),
        (
            {"authorization_request": {"client_id": "c"}, "authorization_response": {"error": "x"},
             "token_request": {"code": "y"}},
            ["flow-order"],
        ),
    ],
)  # fmt: skip
def test_the_order_of_the_steps(values: dict[str, Any], order: list[str]) -> None:
    """A gap before a message is reported; a message after a refusal is an error."""
    parsed = parse_flow(values)
    assert [finding.rule for finding in check_flow(parsed) if finding.rule.startswith("flow-")] == order


def test_a_response_that_cannot_be_read() -> None:
    """What it is is said, and the other messages are compared all the same."""
    values = {
        "authorization_request": {"client_id": "a", "response_type": "code"},
        "token_request": {"grant_type": "authorization_code", "code": "c", "client_id": "b"},
        "token_response": "<html>502</html>",
    }
    report = check_flow(values)
    assert "client-differs" in rules(report)
    gap = next(each for each in report if each.message.startswith("The token_response can't be read"))
    assert (gap.rule, gap.level) == ("flow-gap", Level.INFO)
    assert "This is an HTML page, not a token response." in gap.message


def test_wrong_use() -> None:
    """A time that is not a finite number is a wrong use."""
    with pytest.raises(UsageError, match="finite number"):
        check_flow(flow(), now=float("nan"))
