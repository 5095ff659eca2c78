"""What a file shows, as data that is safe to show."""

from __future__ import annotations

import json

from pkce_core.har.explain_har import explain_har
from tests.support.har import SECRETS, authorization, callback, entry, har, login, token


def test_json() -> None:
    """Steps with their findings and the explanation of the error, and no secret."""
    wrong = token(status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43)
    answer = explain_har(har(entry("GET", "https://op.example/jwks", status=404), authorization(), callback(), wrong))
    found = json.loads(json.dumps(answer.to_dict()))
    assert found["entries"] == 4
    (attempt,) = found["attempts"]
    assert attempt["title"] == "login"
    assert [step["kind"] for step in attempt["steps"]] == ["authorization request", "redirect", "token request"]
    assert attempt["explanation"]["error"] == "invalid_grant"
    assert [step["kind"] for step in found["others"]] == ["key set"]
    assert answer.numbers == {1, 2, 4}
    assert not [secret for secret in (*SECRETS, "m" * 43) if secret in json.dumps(found)]


def test_findings() -> None:
    """All findings, in the order of the file."""
    answer = explain_har(login())
    assert answer.all_findings.ok
    assert answer.attempts[0].to_dict()["explanation"] is None
    undated = token()
    del undated["startedDateTime"]
    undated["response"]["status"] = 0
    (attempt,) = explain_har(har(undated)).attempts
    assert (attempt.steps[0].to_dict()["at"], attempt.steps[0].to_dict()["status"]) == (None, None)
