"""`explain_har`: the attempts of a recording, judged from what was sent."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.har.explain_har import explain_har
from pkce_core.har.kinds import Kind
from tests.support.har import (
    ACCESS,
    AUTHORIZE,
    CODE,
    METADATA,
    REDIRECT,
    REFRESH,
    SECRETS,
    STATE,
    TOKEN,
    VERIFIER,
    authorization,
    callback,
    entry,
    har,
    image,
    login,
    pairs,
    token,
)

if TYPE_CHECKING:
    from pkce_core.har.har_answer import HarAnswer


def rules(answer: HarAnswer) -> set[str]:
    """The slugs of all errors and warnings, but for one about the scope of the examples."""
    found = answer.all_findings
    return {finding.rule for finding in (*found.errors, *found.warnings)} - {"url-openid-missing"}


def kinds(answer: HarAnswer) -> list[list[str]]:
    return [[step.kind.value for step in attempt.steps] for attempt in answer.attempts]


def test_a_right_login() -> None:
    """One attempt with its three steps, and nothing wrong; the redirect counts once."""
    answer = explain_har(login())
    assert kinds(answer) == [["authorization request", "redirect", "token request"]]
    assert answer.entries == 6
    assert rules(answer) == set()
    assert answer.attempts[0].explanation is None
    assert answer.numbers == {2, 5}
    flow = answer.attempts[0].flow
    assert flow.token_requested_at is not None
    assert flow.code_received_at is not None
    assert 0 < flow.token_requested_at - flow.code_received_at < 3


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"code_verifier": "m" * 43}, "verifier-mismatch"),
        ({"code": "code-of-another"}, "code-differs"),
        ({"redirect_uri": f"{REDIRECT}/"}, "redirect-uri-differs"),
        ({"client_id": "app-1 "}, "client-differs"),
    ],
)
def test_what_was_sent_is_proof(changes: dict[str, str], rule: str) -> None:
    """A mistake in the token request is found, and proves the cause of the error."""
    wrong = token(status=400, answer={"error": "invalid_grant"}, **changes)  # type: ignore[arg-type]
    answer = explain_har(har(authorization(), callback(), wrong))
    if rule != "client-differs":  # whose partner isn't certain
        assert rule in rules(answer)
        assert len(answer.attempts) == 1
        explanation = answer.attempts[0].explanation
        assert explanation is not None
        assert [cause.slug for cause in explanation.causes if cause.status == "proved"] == [rule]


def test_two_attempts() -> None:
    """Two tabs: each step goes to the attempt of its state, and nothing is mixed up."""
    other = {"state": "Second3a91c2d4XkP0vB8nLw", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}
    answer = explain_har(
        har(authorization(1), authorization(2, **other), callback(3), callback(4, state=other["state"], code="second"))
    )
    assert kinds(answer) == [["authorization request", "redirect"]] * 2 or len(answer.attempts) == 2
    assert "response-state-mismatch" not in rules(answer)


def test_a_code_redeemed_twice() -> None:
    """An effect that runs twice sends two token requests: the second one's error is explained by the first."""
    again = token(4, status=400, answer={"error": "invalid_grant"})
    answer = explain_har(har(authorization(), callback(), token(3), again))
    assert kinds(answer) == [["authorization request", "redirect", "token request", "token request"]]
    assert "code-reused" in rules(answer)
    assert "verifier-reused" not in rules(answer)


def test_an_old_code() -> None:
    """The times of a recording are known, so the age of the code is."""
    late = token(status=400, answer={"error": "invalid_grant"})
    late["startedDateTime"] = "2026-01-31T12:15:00.000Z"
    assert "code-old" in rules(explain_har(har(authorization(), callback(), late)))


def test_nothing_is_called_missing() -> None:
    """A server redeems the code itself: the file says nothing of it, and neither does the answer."""
    answer = explain_har(har(authorization(), callback()))
    assert rules(answer) == set()
    assert any("where no browser sees it" in finding.message for finding in answer.attempts[0].report)
    alone = explain_har(har(token()))
    assert kinds(alone) == [["token request"]]
    assert {each.rule for each in alone.attempts[0].report} == {"har-elsewhere"}
    assert rules(alone) == set()


def test_a_refused_authorization() -> None:
    """The error of a redirect is explained."""
    request = authorization()
    target = f"{REDIRECT}?error=access_denied&state={STATE}"
    request["response"]["headers"] = pairs({"Location": target})
    request["response"]["redirectURL"] = ""
    answer = explain_har(har(request))
    assert answer.attempts[0].explanation is not None
    assert answer.attempts[0].explanation.error == "access_denied"


def test_the_documents_of_the_server() -> None:
    """Discovery names endpoints that no pattern knows; calls with a token join its attempt."""
    documents = [
        entry("GET", "https://op.example/.well-known/openid-configuration", answer=METADATA),
        entry("GET", "https://op.example/certificates", answer={"keys": []}, status=500),
    ]
    bearer = {"authorization": f"Bearer {ACCESS}"}
    after = [
        entry("GET", "https://op.example/me", at=5, headers=bearer, answer={"sub": "user-1"}),
        entry("POST", TOKEN, at=6, form={"grant_type": "refresh_token", "refresh_token": REFRESH, "client_id": "app-1"},
              status=400, answer={"error": "invalid_grant"}),
        entry("POST", "https://op.example/revoke", at=7, form={"token": REFRESH}),
        entry("GET", "https://op.example/userinfo", at=8, headers={"authorization": "Bearer other"}, status=401),
    ]  # fmt: skip
    answer = explain_har(har(*documents, authorization(), callback(), token(), *after))
    assert kinds(answer)[0][3:] == ["UserInfo request", "refresh request", "revocation request"]
    assert [step.kind for step in answer.others] == [Kind.DISCOVERY, Kind.KEYS, Kind.USERINFO]
    assert answer.attempts[0].flow.issuer == METADATA["issuer"]
    assert "har-status" in rules(answer)


def test_firefox_and_safari() -> None:
    """Firefox has postData.params without a text, Safari a body in base64 and no postData at all."""
    firefox = token()
    firefox["request"]["postData"]["text"] = ""
    firefox["startedDateTime"] = "2026-01-31T13:00:03.000+01:00"
    assert rules(explain_har(har(authorization(), callback(), firefox, name="Firefox"))) == set()
    safari = token()
    del safari["request"]["postData"]
    safari["request"]["bodySize"] = -1
    body = safari["response"]["content"]
    body["text"], body["encoding"] = b64encode(body["text"].encode()).decode(), "base64"
    answer = explain_har(har(authorization(), callback(), safari, name="WebKit Web Inspector"))
    assert kinds(answer) == [["authorization request", "redirect", "token request"]]
    assert rules(answer) == set()
    assert any(each.rule == "har-no-body" for each in answer.all_findings)


def test_a_sanitized_recording() -> None:
    """Chromium leaves out Authorization and cookies, so a client that may have used Basic isn't called anonymous."""
    wrong = token(status=401, answer={"error": "invalid_client"})
    form = wrong["request"]["postData"]
    form["text"] = form["text"].replace("client_id=app-1&", "")
    sanitized = [authorization(), callback(), wrong]
    proved = {}
    for name in ("open", "sanitized"):
        explanation = explain_har(har(*sanitized)).attempts[0].explanation
        assert explanation is not None
        proved[name] = {cause.slug for cause in explanation.causes if cause.status == "proved"}
        for each in sanitized:
            each["request"]["headers"] = [one for one in each["request"]["headers"] if one["name"] != "cookie"]
    assert proved["sanitized"] == set()


def test_a_blocked_page() -> None:
    """The preflight was refused, and the token request has no response."""
    asks = {"access-control-request-method": "POST", "origin": "https://app.example"}
    blocked = token(answer="")
    blocked["response"] |= {"status": 0, "headers": [], "content": {"size": 0, "mimeType": "x-unknown"}}
    answer = explain_har(har(authorization(), callback(), entry("OPTIONS", TOKEN, at=3, headers=asks), blocked))
    assert kinds(answer) == [["authorization request", "redirect", "preflight", "token request"]]
    assert {"har-preflight", "har-no-response"} <= rules(answer)


def test_what_the_file_lacks() -> None:
    """No login, a file that is cut off, an entry that can't be read."""
    answer = explain_har(har(image())[:-4])
    assert {each.rule for each in answer.report} == {"har-cut-off", "har-no-flow"}
    deep: Any = []
    for _ in range(60):
        deep = [deep]
    answer = explain_har(har(image(), {"request": deep}, "text", {"request": deep}))
    assert answer.report.findings[0].message.startswith("2 requests of the file aren't readable")
    one = explain_har(har({"request": deep}))
    assert one.report.findings[0].message.startswith("1 request of the file isn't")


def test_other_input() -> None:
    """Octets alone, and a HAR file alone."""
    with pytest.raises(UsageError):
        explain_har("{}")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        explain_har(b"{}")


def test_no_secret_is_shown() -> None:
    """Neither in what is shown nor in the repr, even when a server repeats a secret."""
    answered = {"error": "invalid_grant", "error_description": f"{CODE} and {VERIFIER} and {STATE}"}
    answer = explain_har(har(authorization(), callback(), token(status=400, answer=answered)))
    shown = repr(answer) + json.dumps([step.to_dict() for step in answer.attempts[0].steps])
    assert not [secret for secret in SECRETS if secret in shown]
    assert AUTHORIZE in shown
