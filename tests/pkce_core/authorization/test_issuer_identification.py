"""iss: every row of the table, and how two issuers differ."""

from __future__ import annotations

import itertools

import pytest

from pkce_core import AuthorizationResponse, StateExpectation, check_authorization_response
from pkce_core.authorization.issuer_identification import ISS_DECISIONS
from tests.support.authorization_responses import CODE, ISSUER, find
from tests.support.reports import hint

CALLBACK = "https://client.example/cb?code=abc&state=xyz"


@pytest.mark.parametrize("promised", [True, False, None])
@pytest.mark.parametrize("case", ["absent", "equal", "different", "unknown"])
def test_every_row_of_the_issuer_table(case: str, promised: bool | None) -> None:
    """RFC 9207 §2.4: each combination of response, expectation and metadata has its decision."""
    iss = None if case == "absent" else "https://other.example" if case == "different" else ISSUER
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss=iss),
        state=StateExpectation.NONE_SENT,
        issuer=None if case == "unknown" else ISSUER,
        iss_parameter_supported=promised,
    )
    judge, message = ISS_DECISIONS[case, promised]
    decided = judge(message)
    assert (report.findings[0].rule, report.findings[0].level) == (decided.rule, decided.level)
    must_fail = case == "different" or (case == "absent" and promised is True)
    assert report.ok != must_fail
    assert ("response-code" in [finding.rule for finding in report]) != must_fail


def test_the_issuer_table_is_complete() -> None:
    """No combination is left to chance."""
    cases = itertools.product(("absent", "equal", "different", "unknown"), (True, False, None))
    assert set(ISS_DECISIONS) == set(cases)


def test_an_issuer_with_a_slash_is_another_issuer() -> None:
    """RFC 9207 §2.4: simple string comparison; the difference is named."""
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss=f"{ISSUER}/"), state=StateExpectation.NONE_SENT, issuer=ISSUER
    )
    assert "slash at the end" in find(report, "iss-mismatch").hint
    report = check_authorization_response(
        AuthorizationResponse(code=CODE, iss="https://evil.example"), state=StateExpectation.NONE_SENT, issuer=ISSUER
    )
    hint = find(report, "iss-mismatch").hint
    assert hint.startswith("They differ in the host.")
    assert hint.endswith("Don't redeem the code.")


def test_the_hint_of_an_issuer_that_nobody_compared() -> None:
    """RFC 9207 §2.4: only an iss that nothing was compared with gets the hint to compare it."""
    text = f"{CALLBACK}&iss=https%3A%2F%2Fhonest.as.example"
    assert hint(check_authorization_response(text, state="xyz"), "response-iss-unchecked")
    assert hint(check_authorization_response(text, state="xyz", issuer=ISSUER), "response-iss-match") == ""
    assert hint(check_authorization_response(CALLBACK, state="xyz"), "response-iss-absent") == ""
