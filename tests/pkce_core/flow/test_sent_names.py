"""Names of parameters: misspelled, missing, or cut off by the shell."""

from __future__ import annotations

import pytest

from pkce_core import Level, check_flow, parse_flow
from pkce_core.flow.sent_names import right_name

HTTP = "POST /t HTTP/1.1\nHost: op.example\n\n"
FORM = "grant_type=authorization_code&code=x1y2z3w4&client_id=abc"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("code_verifier", "code_verifier"), ("codeVerifier", "code_verifier"), ("code_verifer", "code_verifier"),
        ("code_verifeir", "code_verifier"), ("code-verifierr", "code_verifier"), ("amp;code", "code"),
        ("redirect_url", "redirect_uri"), ("redirect_uris", "redirect_uri"), ("authorization_code", "code"),
        ("grand_type", "grant_type"), ("codes", None), ("clientid", "client_id"), ("state", None), ("x" * 99, None),
        ("client_key", None), ("appid", None),
    ],
)  # fmt: skip
def test_the_right_name(name: str, right: str | None) -> None:
    """One slip in a long name is forgiven, and names that people write instead are known; others are others."""
    assert right_name(name) == right


@pytest.mark.parametrize(
    ("request_", "rule", "says"),
    [
        ("curl https://op.example/token -d grant_type=authorization_code&code=x1y2&client_id=abc", "parameter-missing",
         "The & before code is outside quotes, so the shell ends the command there, and code and client_id weren't"),
        ("curl https://op.example/token -d grant_type=authorization_code&code=x1y2", "parameter-missing",
         "code wasn't sent"),
        ("curl https://op.example/token\n -d grant_type=authorization_code\n -d code=x1", "parameter-missing",
         "ends at a line end"),
        ("curl https://op.example/token ^\n -d 'grant_type=authorization_code'", "value-quoted", "cmd.exe"),
        ("curl https://op.example/token -d \u201cgrant_type=authorization_code\u201d", "value-quoted", "typographic"),
        ("grant_type=authorization_code&client_id=abc", "parameter-missing", "has no code."),
        ("grant_type=refresh_token&client_id=abc", "parameter-missing", "has no refresh_token."),
        (FORM.replace("code=", "auth_code="), "parameter-name", "auth_code must be written code"),
    ],
)  # fmt: skip
def test_what_is_said_of_names(request_: str, rule: str, says: str) -> None:
    """Each mistake with names is an error that says what the shell or the server makes of it."""
    found = [each for each in check_flow(parse_flow({"token_request": request_})) if each.rule == rule]
    assert [each.level for each in found] == [Level.ERROR]
    assert says in found[0].message


@pytest.mark.parametrize(
    "request_",
    [FORM, "curl https://op.example/token -d @body.txt", {"grant_type": "authorization_code"}, "see the screenshot",
     "POST /token HTTP/1.1\nHost: op.example", "curl $URL -d grant_type=authorization_code -d \"$REST\"",
     "requests.post(url, data={'grant_type': 'authorization_code', 'client_id': 'a', **more})"],
)  # fmt: skip
def test_what_may_be_there_is_not_missing(request_: object) -> None:
    """A body that isn't shown may have every parameter."""
    rules = {each.rule for each in check_flow(parse_flow({"token_request": request_})) if each.level is Level.ERROR}
    assert not rules & {"parameter-missing", "grant-type", "verifier-missing", "redirect-uri-missing"}


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"grant_type": "authorization_code", "client_id": "a"}, "has no code, as it is given here."),
        ({"grant_type": "refresh_token", "client_id": "a", "x": "y"}, "has no refresh_token, as it is given here."),
        ({"grant_type": "authorization_code", "auth_code": "x"}, ""),
        ({"grant_type": "authorization_code", "refresh_token": "x"}, ""),  # another finding says so
        ({"client_id": "a"}, ""),
    ],
)
def test_an_object_that_was_answered(request_: dict[str, str], says: str) -> None:
    """Once there is an answer, an object without the code is one that was sent without it, or given without it."""
    for answer, expected in (({"error": "invalid_grant"}, says), ({}, "")):
        report = check_flow(parse_flow({"token_request": request_, "token_response": answer}))
        found = [each for each in report if each.rule == "parameter-missing"]
        assert [each.level for each in found] == ([Level.WARNING] if expected else [])
        assert not expected or found[0].message.endswith(expected)


def test_the_name_of_a_refresh_token() -> None:
    """What stands for it in a refresh is another parameter elsewhere."""
    assert right_name("token", "refresh_token") == right_name("RT", "refresh_token") == "refresh_token"
    assert right_name("token") is right_name("token", "authorization_code") is None
    command = "curl https://op.example/token -d grant_type=refresh_token -d token=x1y2"
    found = [each.message for each in check_flow(parse_flow({"token_request": command})).errors]
    assert found == ["The parameter token must be written refresh_token."]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ("grant_type=authorization_code&code=x1y2&client_id=web-7code_verifier=v",
         "before code_verifier=, so the server reads it as part of the client_id, and finds no code_verifier."),
        (f"{HTTP}grant_type=authorization_code\n&code=x1y2\n&client_id=a\ncode_verifier=v", "before code_verifier="),
        ("grant_type=authorization_code&code=x1y2&client_id=a\nclient_secret=s", "before client_secret="),
        ("grant_type=authorization_code&code=x1y2&redirect_uri=https://a.example/cbclient_id=a", "before client_id="),
        ("grant_type=authorization_code&code=x1y2 scope=a&client_id=a", "before scope="),
        ("grant_type=authorization_code&code=x1client_id=a&client_id=a", "as part of the code."),
    ],
)  # fmt: skip
def test_a_missing_and(request_: str, says: str) -> None:
    """RFC 6749 Appendix B: without an & the second parameter is a part of the first one's value."""
    found = [each for each in check_flow(parse_flow({"token_request": request_})) if each.rule == "parameters-joined"]
    assert [each.level for each in found] == [Level.ERROR]
    assert says in found[0].message


@pytest.mark.parametrize(
    "request_",
    [
        FORM, f"{FORM}&redirect_uri=https://a.example/cb?client_id=a&code_verifier=v", f"{FORM}&scope=https://a.example/?code=1",
        "grant_type=authorization_codeclient_id=a&code=x",
        f"{HTTP}grant_type=authorization_code\ncode=x1y2\nclient_id=a",
        "code=x1y2\nredirect_uri=https://a.example/cb?x=1&y=2\nclient_id=a\ngrant_type=authorization_code",
    ],
)  # fmt: skip
def test_what_is_joined_rightly(request_: str) -> None:
    """An address has parameters of its own, and a list of parameters on lines isn't what was sent."""
    found = {each.rule for each in check_flow(parse_flow({"token_request": request_}))}
    assert "parameters-joined" not in found
    assert "parameter-missing" not in found
