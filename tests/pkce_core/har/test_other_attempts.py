"""Whose verifier was sent, if the file has its attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from pkce_core import derive_code_challenge
from pkce_core.har.explain_har import explain_har
from tests.support.har import AUTHORIZE, METADATA, REDIRECT, STATE, VERIFIER, authorization, entry, har, token

if TYPE_CHECKING:
    from pkce_core.har.har_answer import HarAttempt

OTHER = "another-verifier-that-is-long-enough-0123456789"
REFUSED = {"error": "invalid_grant"}


def second(at: int = 2) -> dict[str, Any]:
    """An authorization request in another tab, answered with another code."""
    values = {
        "response_type": "code", "client_id": "app-1", "redirect_uri": REDIRECT, "scope": "api",
        "state": "another-state-0123456789", "code_challenge": derive_code_challenge(OTHER),
        "code_challenge_method": "S256",
    }  # fmt: skip
    target = f"{REDIRECT}?{urlencode({'code': 'another-code-9876', 'state': values['state']})}"
    return entry("GET", f"{AUTHORIZE}?{urlencode(values)}", at=at, status=302, answered={"location": target})


def evidence(attempt: HarAttempt) -> str:
    assert attempt.explanation is not None
    return next(cause.evidence for cause in attempt.explanation.causes if cause.slug == "verifier-mismatch")


def test_two_tabs() -> None:
    """Each attempt says which other one has its verifier, in the step and in the explanation; no value is shown."""
    swapped = token(4, code="another-code-9876", code_verifier=VERIFIER, answer=REFUSED, status=400)
    first, other = explain_har(
        har(authorization(), second(), token(code_verifier=OTHER, answer=REFUSED, status=400), swapped)
    ).attempts
    assert "The code_verifier that was sent is that of attempt 2." in evidence(first)
    assert "The code_verifier of this attempt was sent in attempt 2." in evidence(first)
    assert "is that of attempt 1. The code_verifier of this attempt was sent in attempt 1." in evidence(other)
    said = " ".join(each.message for each in first.all_findings)
    assert "is that of attempt 2" in said
    assert OTHER not in said


@pytest.mark.parametrize("verifier", ["x" * 43, "", VERIFIER])
def test_no_owner(verifier: str) -> None:
    """A verifier that belongs to no attempt, or to its own, has no other owner."""
    attempt = explain_har(
        har(authorization(), second(), token(code_verifier=verifier, answer=REFUSED, status=400))
    ).attempts[0]
    assert attempt.explanation is not None
    assert "attempt 2" not in str(attempt.explanation.to_dict())


def test_tokens_that_came_before() -> None:
    """What brought tokens is no cause of the next error: the code, its server, the client, the verifier."""
    again = explain_har(har(authorization(), token(), token(4, answer=REFUSED, status=400))).attempts[0]
    assert again.explanation is not None
    assert [cause.slug for cause in again.explanation.causes] == ["code-reused"]
    later = token(6, code="another-code-9876", code_verifier="y" * 43, answer=REFUSED, status=400)
    next_one = explain_har(har(authorization(), token(), second(5), later)).attempts[1]
    assert next_one.explanation is not None
    slugs = [cause.slug for cause in next_one.explanation.causes]
    assert slugs[0] == "verifier-mismatch"
    assert not {"wrong-environment", "code-damaged", "redirect-uri-unregistered"} & {*slugs}
    assert STATE not in str(next_one.explanation.to_dict())


def test_a_pushed_request_has_a_request_uri() -> None:
    """Its parameters are known, and a request_uri that was used before stays a cause."""
    uri = "urn:ietf:params:oauth:request_uri:x9"
    form = {"response_type": "code", "client_id": "app-1", "redirect_uri": REDIRECT, "state": STATE}
    pushed = entry("POST", "https://op.example/par", at=1, form=form, answer={"request_uri": uri, "expires_in": 60})
    query = urlencode({"client_id": "app-1", "request_uri": uri})
    target = f"{REDIRECT}?{urlencode({'error': 'invalid_request_uri', 'state': STATE})}"
    refused = entry("GET", f"{AUTHORIZE}?{query}", at=2, status=302, answered={"location": target})
    explanation = explain_har(har(pushed, refused)).attempts[0].explanation
    assert explanation is not None
    assert explanation.causes[0].slug == "request-uri-used"


@pytest.mark.parametrize(
    ("changes", "is_out"),
    [({}, True), ({"token_endpoint": "https://op.example/other"}, False), ({"client_id": "app-2"}, False)],
)
def test_both_endpoints_of_one_document(changes: dict[str, str], is_out: bool) -> None:
    """A code that came from the server whose token endpoint got it is no other server's."""
    document = {**METADATA, **{name: value for name, value in changes.items() if name in METADATA}}
    metadata = entry("GET", "https://op.example/.well-known/openid-configuration", answer=document)
    values: dict[str, Any] = {name: value for name, value in changes.items() if name not in METADATA}
    refused = token(code_verifier="x" * 43, answer=REFUSED, status=400, **values)
    explanation = explain_har(har(metadata, authorization(), refused)).attempts[0].explanation
    assert explanation is not None
    assert ("wrong-environment" in {cause.slug for cause in explanation.ruled_out}) is is_out
    assert ("wrong-environment" in {cause.slug for cause in explanation.causes}) is not is_out
