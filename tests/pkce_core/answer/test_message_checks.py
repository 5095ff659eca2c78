"""The checks of each message and of all of them together, each finding once."""

from __future__ import annotations

from collections import Counter

from pkce_core.answer.gathered import gather
from pkce_core.answer.message_checks import check_messages
from pkce_core.findings import Level
from pkce_core.pkce.derivation import s256
from tests.support.id_tokens import NOW, token
from tests.support.login_texts import CHALLENGE, COMMAND, METADATA, REDIRECT, STATE, URL, VERIFIER

TOKENS = '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer","expires_in":3600,"scope":"profile"}'


def test_every_message_is_checked() -> None:
    """Each message gives its own findings, and nothing that only says what is missing is left."""
    report, diagnosis = check_messages(gather([URL, REDIRECT, COMMAND, TOKENS, METADATA]), 1_767_225_600)
    rules = {finding.rule for finding in report}
    assert {"pair-match", "state-mismatch", "redirect-uri-differs", "scope-not-granted"} <= rules
    assert diagnosis is None
    assert "flow-gap" not in {finding.rule for finding in check_messages(gather([COMMAND]), None).report}


def test_an_id_token_alone() -> None:
    """Its claims are checked; what they must equal is compared once the authorization URL or the metadata is there."""
    alone = {finding.rule: finding.level for finding in check_messages(gather([token(nonce="n1")]), NOW).report}
    assert alone["exp"] is Level.PASS
    assert alone["aud-not-compared"] is alone["iss-not-compared"] is Level.WARNING
    with_url = {finding.rule: finding.level for finding in check_messages(gather([URL, token(nonce="n1")]), NOW).report}
    assert with_url["aud-mismatch"] is Level.ERROR
    late = {finding.rule: finding.level for finding in check_messages(gather([token(nonce="n1")]), NOW + 10**6).report}
    assert late["exp-passed"] is Level.ERROR
    assert not list(check_messages(gather([token(nonce="n1")]), None).report)


def test_each_finding_is_there_once() -> None:
    """No message is said twice, and no rule passes twice."""
    report, _ = check_messages(gather([URL, REDIRECT.replace(STATE, "other"), COMMAND]), None)
    assert max(Counter(finding.message for finding in report).values()) == 1
    assert max(Counter(finding.rule for finding in report if finding.level is Level.PASS).values()) == 1


def test_values_of_the_flow_may_have_been_hashed() -> None:
    """The diagnosis knows the other values of the flow."""
    _, diagnosis = check_messages(gather([URL.replace(CHALLENGE, s256(STATE.encode())), COMMAND]), None)
    assert diagnosis is not None
    assert "state" in diagnosis.explanation


def test_a_verifier_alone() -> None:
    """A verifier without a challenge is checked on its own; plain has no diagnosis."""
    report, _ = check_messages(gather([f"code_verifier={VERIFIER}"]), None)
    assert report.ok
    assert len(report) > 0
    plain = URL.replace("S256", "plain").replace(CHALLENGE, VERIFIER[::-1])
    assert check_messages(gather([plain, COMMAND]), None).diagnosis is None
