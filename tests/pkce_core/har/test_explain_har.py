"""`explain_har`: the attempts of a recording, judged from what was sent."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from pkce_core import derive_code_challenge
from pkce_core.errors import InvalidValueError, UsageError
from pkce_core.har.explain_har import explain_har
from pkce_core.har.recorded.kinds import Kind
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
        ({"client_id": "app-2"}, "client-differs"),
    ],
)
def test_what_was_sent_is_proof(changes: dict[str, str], rule: str) -> None:
    """A mistake in the token request is found, and proves the cause of the error."""
    wrong = token(status=400, answer={"error": "invalid_grant"}, **changes)  # type: ignore[arg-type]
    answer = explain_har(har(authorization(), callback(), wrong))
    assert rule in rules(answer)
    assert len(answer.attempts) == 1
    explanation = answer.attempts[0].explanation
    assert explanation is not None
    assert [cause.slug for cause in explanation.causes if cause.status == "proved"] == [rule]


def test_two_attempts() -> None:
    """Two tabs: each step goes to the attempt of its state, and nothing is mixed up."""
    other = {"state": "Second3a91c2d4XkP0vB8nLw", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}
    requests = [authorization(1), authorization(2, **other)]
    for each in requests:  # pages for signing in, and each redirect comes later
        each["response"] |= {"status": 200, "headers": [], "redirectURL": ""}
    redirects = [callback(3, state=other["state"], code="second-code"), callback(4)]
    answer = explain_har(har(*requests, *redirects, token(5)))
    assert [[step.number for step in attempt.steps] for attempt in answer.attempts] == [[1, 4, 5], [2, 3]]
    assert rules(answer) == set()


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
    assert {each.rule for each in alone.attempts[0].report} == {"har-elsewhere", "har-tokens"}
    assert rules(alone) == set()


def test_what_succeeded() -> None:
    """Tokens came: so the login succeeded as far as the server is concerned, whatever is to be said of it."""
    found = explain_har(
        har(authorization(), callback(), token(), refresh(5, REFRESH, status=400, answer={"error": "x"}))
    )
    assert ["har-tokens" in [each.rule for each in one.report] for one in found.attempts] == [True, False]


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
    assert kinds(answer)[0][3:] == ["UserInfo request", "revocation request"]
    assert kinds(answer)[1:] == [["refresh request"]]
    assert [attempt.title for attempt in answer.attempts] == ["login", "refresh"]
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
    for _ in range(120):
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
    shown = repr(answer) + json.dumps(answer.to_dict()) + json.dumps(answer.all_findings.to_dict())
    assert not [secret for secret in SECRETS if secret in shown]
    assert AUTHORIZE in shown


def answered(entry_: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The entry with another answer."""
    entry_["response"] |= {"status": status, "headers": pairs(headers or {}), "redirectURL": ""}
    return entry_


def page(at: int = 1, **changes: str) -> dict[str, Any]:
    """An authorization request that a page for signing in answers."""
    return answered(authorization(at, **changes), 200)


def refresh(at: int, token_: str, *, answer: object, status: int = 200, **changes: str) -> dict[str, Any]:
    form = {"grant_type": "refresh_token", "refresh_token": token_, "client_id": "app-1", **changes}
    return entry("POST", TOKEN, at=at, form=form, answer=answer, status=status)


def test_a_wrong_state() -> None:
    """A redirect with another state goes to the one request that waits for it, and is an error."""
    answer = explain_har(har(page(), callback(state="Another3a91c2d4XkP0vB8n")))
    assert len(answer.attempts) == 1
    assert rules(answer) == {"response-state-mismatch"}
    assert not [each for each in answer.all_findings if "Copy" in each.hint]


def test_what_is_not_certain_stands_alone() -> None:
    """Two requests wait, or code and verifier are both others: nothing is compared, so nothing is called wrong."""
    two = [page(1), page(2, state="Second3a91c2d4XkP0vB8nLw", nonce="n")]
    assert len(explain_har(har(*two, callback(3, state="Third3a91c2d4XkP0vB8nLw"))).attempts) == 3
    other = token(4, code="code-of-another-login", code_verifier="m" * 43)
    answer = explain_har(har(authorization(), callback(), other))
    assert kinds(answer) == [["authorization request", "redirect"], ["token request"]]
    assert rules(answer) == set()
    assert len(explain_har(har(page(), token(client_id="app-2", code_verifier="m" * 43))).attempts) == 2
    refused = callback()
    refused["request"]["url"] = f"{REDIRECT}?error=access_denied&state={STATE}"
    assert len(explain_har(har(page(), refused, token(code="c", code_verifier="m" * 43))).attempts) == 2


def test_pages_of_the_server() -> None:
    """The same request on the server's next page isn't another attempt; after an answer, it is."""
    login_page = page(2)
    login_page["request"]["url"] = login_page["request"]["url"].replace("/authorize?", "/login?")
    answer = explain_har(har(page(1), login_page, callback(3)))
    assert kinds(answer) == [["authorization request", "redirect"]]
    again = explain_har(har(authorization(1), callback(2), authorization(4)))
    assert len(again.attempts) == 2


def test_a_redirect_that_is_passed_on() -> None:
    """A page that hands the code to its own server sends no second redirect; how that server fails is said."""
    passed = entry("GET", f"https://app.example/api/login?code={CODE}&state={STATE}&x=1", at=3, status=500)
    answer = explain_har(har(page(), callback(), passed, token(4)))
    assert kinds(answer) == [["authorization request", "redirect", "token request"]]
    assert rules(answer) == {"har-status"}
    assert "status 500" in answer.attempts[0].report.findings[0].message
    first = answered(entry("GET", "https://app.example/start"), 302, {"location": page()["request"]["url"]})
    assert kinds(explain_har(har(first, page(), callback()))) == [["authorization request", "redirect"]]


def test_form_post() -> None:
    """The redirect is a POST of the browser with the parameters in its body."""
    posted = entry("POST", REDIRECT, at=2, form={"code": CODE, "state": STATE})
    answer = explain_har(har(page(), posted, token()))
    assert kinds(answer) == [["authorization request", "redirect", "token request"]]
    assert rules(answer) == set()


def pushed(form: dict[str, str], *, answer: object, status: int = 201) -> dict[str, Any]:
    return entry("POST", "https://op.example/as/par", at=0, form=form, answer=answer, status=status)


PUSHED = {
    "response_type": "code", "client_id": "app-1", "redirect_uri": REDIRECT, "scope": "api", "state": STATE,
    "code_challenge": derive_code_challenge(VERIFIER), "code_challenge_method": "S256",
    "client_secret": "pushed-s3cret-value",
}  # fmt: skip
URI = "urn:ietf:params:oauth:request_uri:6esc-11ACC5bwc014ltc14eY22c"


def test_a_pushed_request() -> None:
    """What was pushed is what the rest is compared with; the secret that was pushed belongs to no authorization URL."""
    opened = entry("GET", f"{AUTHORIZE}?client_id=app-1&request_uri={URI}", at=1)
    push = pushed(PUSHED, answer={"request_uri": URI, "expires_in": 60})
    right = explain_har(har(push, opened, callback(), token()))
    assert kinds(right) == [["pushed authorization request", "authorization request", "redirect", "token request"]]
    assert rules(right) == set()
    assert "client_secret" not in right.attempts[0].flow.authorization_request
    wrong = token(status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43)
    answer = explain_har(har(push, opened, callback(state="Another3a91c2d4XkP0vB8n"), wrong))
    assert {"verifier-mismatch", "response-state-mismatch"} <= rules(answer)
    shown = json.dumps(answer.to_dict())
    assert "s3cret" not in shown
    assert URI not in shown
    apart = explain_har(har(opened, callback(), token()))  # a server pushed it, so nothing is known of it
    assert rules(apart) == set()
    unknown_path = pushed(PUSHED, answer={"request_uri": URI, "expires_in": 60})
    unknown_path["request"]["url"] = "https://op.example/requests"
    assert kinds(explain_har(har(unknown_path))) == [["pushed authorization request"]]


def test_a_refused_pushed_request() -> None:
    """Its error is explained like any other."""
    refused = pushed(PUSHED, answer={"error": "invalid_redirect_uri"}, status=400)
    answer = explain_har(har(refused))
    assert "pushed-response-error" in rules(answer)
    assert answer.attempts[0].explanation is not None
    bare = pushed(PUSHED, answer={"request_uri": URI, "expires_in": 60})
    del bare["request"]["postData"], bare["response"]["content"]
    bare["request"]["bodySize"] = -1
    assert rules(explain_har(har(bare))) == set()


def test_a_refresh() -> None:
    """A refresh is judged by the tokens before it, of the same client at the same server."""
    new = {
        "access_token": "new-access-token",
        "token_type": "Bearer",
        "expires_in": 60,
        "refresh_token": "new-refresh-1",
    }
    used = refresh(6, REFRESH, status=400, answer={"error": "invalid_grant"})
    answer = explain_har(har(authorization(), callback(), token(), refresh(5, REFRESH, answer=new), used))
    assert [attempt.title for attempt in answer.attempts] == ["login", "refresh", "refresh"]
    assert "refresh-token-used" in rules(answer)
    explanation = answer.attempts[2].explanation
    assert explanation is not None
    assert explanation.causes[0].slug == "refresh-token-used"
    other = refresh(5, "refresh-of-another-client", answer=new, client_id="app-2")
    assert rules(explain_har(har(authorization(), callback(), token(), other))) == set()
    alone = explain_har(har(refresh(5, REFRESH, answer=new)))
    assert rules(alone) == set()
    assert [each.rule for each in alone.attempts[0].report] == ["har-tokens"]


def test_json_and_other_grants() -> None:
    """A token request in JSON is read; one of another grant is named, and belongs to no login."""
    asked = token()
    values = {each["name"]: each["value"] for each in asked["request"]["postData"]["params"]}
    asked["request"]["postData"] = {"mimeType": "application/json", "text": json.dumps(values)}
    answer = explain_har(har(authorization(), callback(), asked))
    assert kinds(answer) == [["authorization request", "redirect", "token request"]]
    json_refresh = token()
    body = json.dumps({"grant_type": "refresh_token", "refresh_token": REFRESH})
    json_refresh["request"]["postData"] = {"mimeType": "application/json", "text": body}
    assert kinds(explain_har(har(json_refresh))) == [["refresh request"]]
    form = {"grant_type": "client_credentials", "client_id": "m"}
    machine = entry("POST", TOKEN, at=5, form=form, answer={"error": "x"})
    alone = explain_har(har(page(), machine))
    assert [attempt.title for attempt in alone.attempts] == ["login", "token request"]
    assert "other-grant" in {each.rule for each in alone.all_findings}


def test_a_second_try_that_works() -> None:
    """A first token request that failed isn't held against the one that brought tokens."""
    failed = token(3, status=401, answer={"error": "invalid_client"})
    assert "code-reused" not in rules(explain_har(har(authorization(), callback(), failed, token(4))))


def test_each_token_request_is_judged() -> None:
    """The mistake of the first one is said of the first one."""
    first = token(3, status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43)
    answer = explain_har(har(authorization(), callback(), first, token(4)))
    found = [[each.rule for each in step.report.errors] for step in answer.attempts[0].steps[2:]]
    assert "verifier-mismatch" in found[0]
    assert found[1] == []


def test_two_servers() -> None:
    """Each attempt is judged by the metadata of its own server, and by none when that isn't certain."""
    other = {name: str(value).replace("op.example", "other.example") for name, value in METADATA.items()}
    documents = [
        entry("GET", f"https://{host}/.well-known/openid-configuration", answer=document)
        for host, document in (("op.example", METADATA), ("other.example", other))
    ]
    answer = explain_har(har(*documents, authorization(), callback(iss="https://op.example"), token()))
    assert answer.attempts[0].flow.issuer == "https://op.example"
    assert rules(answer) == set()
    tenants = METADATA | {"issuer": "https://op.example/{tenantid}/v2.0"}
    any_tenant = entry("GET", "https://op.example/.well-known/openid-configuration", answer=tenants)
    assert explain_har(har(any_tenant, authorization())).attempts[0].flow.issuer is None


def test_an_error_page() -> None:
    """A server that refuses a request on a page of its own: what the page says is explained, if it is known."""
    google = page()
    google["response"] |= {"status": 400, "content": {"text": "<h1>Error 400: redirect_uri_mismatch</h1>", "size": 9}}
    answer = explain_har(har(google))
    assert rules(answer) == {"har-status"}
    assert answer.attempts[0].explanation is not None
    json_error = page()
    json_error["response"] |= {"status": 400, "content": {"text": '{"error":"invalid_request"}', "size": 9}}
    found = explain_har(har(json_error)).attempts[0].explanation
    assert found is not None
    assert found.error == "invalid_request"
    for content in ({"text": "<h1>Oops</h1>", "size": 9}, {"size": -1}):
        unknown = page()
        unknown["response"] |= {"status": 500, "content": content}
        assert explain_har(har(unknown)).attempts[0].explanation is None


def test_a_refused_call() -> None:
    """UserInfo says in a header what is wrong with the token."""
    headers = {"WWW-Authenticate": 'Bearer error="invalid_token"', "access-control-allow-origin": "*"}
    call = entry("GET", "https://op.example/userinfo", headers={"authorization": f"Bearer {ACCESS}"})
    answer = explain_har(har(authorization(), callback(), token(), answered(call, 401, headers)))
    assert "api-invalid-token" in rules(answer)


def test_a_redacted_recording() -> None:
    """What another program has hidden isn't judged: the length of a verifier is no verifier."""
    wrong = token(status=400, answer={"error": "invalid_grant"}, code_verifier="43-characters", code="[REDACTED]")
    answer = explain_har(har(authorization(), callback(), wrong))
    assert rules(answer) == {"har-status"}
    assert any("are hidden" in each.message for each in answer.all_findings)
    explanation = answer.attempts[0].explanation
    assert explanation is not None
    assert not [cause for cause in explanation.causes if cause.status == "proved"]
    tokens = token(answer={"access_token": "[access_token redacted]", "id_token": "***", "token_type": "Bearer"})
    assert rules(explain_har(har(authorization(), callback(), tokens))) == set()
    hidden_request = authorization(code_challenge="(43 characters)")
    assert rules(explain_har(har(hidden_request, callback(), token()))) == set()


def test_a_request_object() -> None:
    """What is in a request object that can't be opened is unknown, so no state is called unexpected."""
    signed = entry("GET", f"{AUTHORIZE}?client_id=app-1&response_type=code&request=abc", at=1)
    signed["response"]["headers"] = pairs({"location": f"{REDIRECT}?code={CODE}&state={STATE}"})
    answer = explain_har(har(signed))
    assert not [rule for rule in rules(answer) if rule.startswith("response-")]


def test_too_many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops at a number of steps that no login has, and says so."""
    monkeypatch.setattr("pkce_core.har.explain_har._MOST_STEPS", 2)
    answer = explain_har(har(authorization(), callback(), token()))
    assert "only the first ones were read" in answer.report.findings[0].message


def test_a_call_that_an_api_refused() -> None:
    """It is found by the login's own token, and judged by what the API says; of very many, the first are kept."""
    said = {"www-authenticate": 'Bearer error="invalid_token", error_description="The audience is invalid"'}
    own = {"authorization": f"Bearer {ACCESS}"}
    calls = [
        entry("GET", f"https://api.example/{number}", at=5, status=401, headers=own, answered=said)
        for number in range(60)
    ]
    answer = explain_har(har(authorization(), callback(), token(), *calls))
    found = [step for step in answer.attempts[0].steps if step.kind is Kind.CALL]
    assert len(found) == 50
    assert [each.rule for each in found[0].report.errors] == ["api-invalid-token"]
    right = [entry("GET", "https://api.example/1", at=5, headers=own)]
    assert explain_har(har(authorization(), callback(), token(), *right)).all_findings.ok


def test_requests_that_only_look_like_a_redirect() -> None:
    """A file without a login has none, and one with a login has no other."""
    shop = entry("GET", "https://shop.example/api/coupon?code=SUMMER24&state=CA", answer={"ok": True})
    alone = explain_har(har(shop))
    assert (alone.attempts, [each.rule for each in alone.report]) == ((), ["har-no-flow"])
    assert len(explain_har(har(shop, authorization(), callback(), token())).attempts) == 1
