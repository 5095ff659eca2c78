"""A refresh against what came before it: token, client, scope, rotation, user."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, TokenResponse, parse_flow
from pkce_core.flow.consistency import consistency_findings
from pkce_core.flow.refresh_consistency import compare_responses
from pkce_core.text.base64url import encode_base64url
from tests.support.flows import id_token
from tests.support.reports import levels

TOKENS: dict[str, Any] = {"access_token": "at-one", "refresh_token": "rt-one", "scope": "openid mail files"}
FIRST = {"token_request": {"client_id": "a", "grant_type": "authorization_code"}, "token_response": TOKENS}


def refresh(request: dict[str, Any], response: dict[str, Any] | None = None, *earlier: Any) -> dict[str, Level]:
    sent = {"grant_type": "refresh_token", "client_id": "a", "refresh_token": "rt-one", **request}
    flow = {"token_request": sent, "token_response": response or {}, "earlier": [*earlier]}
    found: dict[str, Level] = {}
    for finding in consistency_findings(parse_flow(flow)):
        if found.get(finding.rule, Level.PASS) is Level.PASS:
            found[finding.rule] = finding.level
    return found


@pytest.mark.parametrize(
    ("request_", "earlier", "rule", "level"),
    [
        ({}, [FIRST], "refresh-token-differs", Level.PASS),
        ({"refresh_token": "rt-0ne"}, [FIRST], "refresh-token-differs", Level.ERROR),
        ({"refresh_token": "at-one"}, [FIRST], "refresh-token-differs", Level.ERROR),
        ({}, [FIRST], "refresh-token-of-another", Level.PASS),
        ({"client_id": "b"}, [FIRST], "refresh-token-of-another", Level.ERROR),
        ({"scope": "mail"}, [FIRST], "scope-widened", Level.PASS),
        ({"scope": "mail more"}, [FIRST], "scope-widened", Level.ERROR),
        ({"scope": "a b c d e"}, [FIRST], "scope-widened", Level.ERROR),
        (
            {},
            [FIRST, {"token_response": {"access_token": "at-two", "refresh_token": "rt-two"}}],
            "refresh-token-used",
            Level.ERROR,
        ),
        (
            {},
            [{"token_request": {"refresh_token": "rt-one"}, "token_response": {"refresh_token": "rt-two"}}],
            "refresh-token-used",
            Level.ERROR,
        ),
    ],
)
def test_the_request(request_: dict[str, Any], earlier: list[Any], rule: str, level: Level) -> None:
    """RFC 6749 §6: the token of the last response, of the same client, for no more scope."""
    assert refresh(request_, None, *earlier)[rule] is level


@pytest.mark.parametrize(
    ("header", "claims", "kind"),
    [
        ({"typ": "at+jwt"}, {}, "an access token"),
        ({"typ": "application/at+jwt"}, {}, "an access token"),
        ({"typ": "JWT"}, {"typ": "Bearer"}, "an access token"),
        ({"typ": "JWT"}, {"typ": "ID"}, "an ID token"),
        ({"alg": "RS256"}, {"nonce": "n"}, "an ID token"),
        ({"typ": "JWT"}, {"typ": "Refresh"}, ""),
        ({"alg": "RS256"}, {"token_use": "access"}, "an access token"),
        ({"alg": "RS256"}, {"token_use": "id"}, "an ID token"),
    ],
)
def test_a_token_of_another_kind(header: dict[str, str], claims: dict[str, str], kind: str) -> None:
    """RFC 9068 §2.1: an access token that is a JWT says so, and isn't sent to refresh."""
    token = ".".join(encode_base64url(json.dumps(each).encode()) for each in (header, claims)) + ".c2ln"
    flow = parse_flow({"token_request": {"grant_type": "refresh_token", "refresh_token": token}})
    said = [each.message for each in consistency_findings(flow) if each.rule == "refresh-token-differs"]
    assert said == ([f"The refresh_token is {kind}, by what its JWT says of itself."] if kind else [])
    assert "refresh-token-differs" not in refresh({"refresh_token": "eyJ.no.jwt"})


@pytest.mark.parametrize(
    ("header", "claims", "looks"),
    [
        ({"alg": "dir", "enc": "A128CBC-HS256"}, None, "an encrypted JWT (JWE) whose alg is dir"),
        ({"alg": "RSA-OAEP", "enc": "A256GCM", "cty": "JWT"}, None, ""),
        ({"alg": "dir", "enc": "A256GCM", "typ": "oi_reft+jwt"}, None, ""),
        ({"alg": "RS256"}, {"scp": "files"}, "a JWT with the claim scp, which lists what it gives access to"),
        ({"alg": "RS256"}, {"scp": "files", "kind": "refresh"}, ""),
        ({"alg": "RS256"}, {"sub": "a"}, ""),
    ],
)
def test_a_token_that_looks_like_another_kind(
    header: dict[str, str], claims: dict[str, str] | None, looks: str
) -> None:
    """It may be a refresh token, so that is only a warning, and none if the token came as one."""
    token = encode_base64url(json.dumps(header).encode())
    token += "..aXY.Y3Q.dGFn" if claims is None else f".{encode_base64url(json.dumps(claims).encode())}.c2ln"
    request = {"grant_type": "refresh_token", "refresh_token": token}
    found = [each for each in consistency_findings(parse_flow({"token_request": request}))
             if each.rule == "refresh-token-differs"]  # fmt: skip
    assert [each.level for each in found] == [Level.WARNING] * bool(looks)
    assert all(each.message.startswith(f"The refresh_token is {looks}. Many") for each in found)
    first = {**FIRST, "token_response": {**TOKENS, "refresh_token": token}}
    assert refresh({"refresh_token": token}, None, first)["refresh-token-differs"] is Level.PASS
    assert "refresh-token-differs" not in refresh({"refresh_token": "eyJhbGciOi[removed]"})


def test_without_what_came_before() -> None:
    """What isn't known isn't compared, and no value of a code is missed."""
    assert refresh({}) == {"grant-type": Level.PASS, "client-id-missing": Level.PASS}
    assert refresh({"refresh_token": ""})["parameter-missing"] is Level.ERROR
    only = {"token_request": {"refresh_token": "rt", "scope": "more"}, "authorization_request": {"scope": "openid"}}
    found = {each.rule: each.level for each in consistency_findings(parse_flow(only))}
    assert found == {"scope-widened": Level.WARNING}


@pytest.mark.parametrize(
    ("response", "rule", "level"),
    [
        ({}, "refresh-rotation", Level.PASS),
        ({"refresh_token": "rt-one"}, "refresh-rotation", Level.PASS),
        ({"refresh_token": "rt-two"}, "refresh-rotation", Level.INFO),
        ({"scope": "openid"}, "scope-not-granted", Level.WARNING),
        ({"scope": "files,mail,openid"}, "scope-not-granted", Level.PASS),
        ({"id_token": id_token(sub="eve")}, "refresh-id-token", Level.ERROR),
        ({"id_token": id_token(nonce="another")}, "refresh-id-token", Level.ERROR),
    ],
)
def test_the_response(response: dict[str, Any], rule: str, level: Level) -> None:
    """The new response against the first: rotation, scope, user."""
    first = {**FIRST, "token_response": {**TOKENS, "id_token": id_token()}}
    assert refresh({}, {"access_token": "at-two", **response}, first)[rule] is level


def test_a_scope_in_another_form_rules_nothing_out() -> None:
    """It's only probable that it is the same."""
    first = {**FIRST, "token_response": {**TOKENS, "scope": "User.Read"}}
    found = refresh({"scope": "user.read"}, {"access_token": "at-two", "scope": "USER.READ"}, first)
    assert not {"scope-widened", "scope-not-granted"} & found.keys()


def test_the_same_user_and_unreadable_tokens() -> None:
    """An ID token of the same user has nothing wrong, and one that can't be read isn't compared."""
    first = {**FIRST, "token_response": {**TOKENS, "id_token": id_token()}}
    assert "refresh-id-token" not in refresh({}, {"access_token": "b", "id_token": id_token()}, first)
    assert "refresh-id-token" not in refresh({}, {"access_token": "b", "id_token": "x.y"}, first)
    assert "refresh-rotation" not in refresh({"refresh_token": ""}, {"access_token": "b", "refresh_token": "c"})


def test_two_responses() -> None:
    """The command compares two responses without a request."""
    new = TokenResponse(access_token="b", refresh_token="rt-two", scope="openid")
    report = compare_responses(TokenResponse(**TOKENS), new, None)
    assert levels(report)["refresh-rotation"] is Level.INFO
    assert levels(report)["scope-not-granted"] is Level.WARNING


@given(st.text(min_size=8), st.text(min_size=8))
def test_no_token_is_repeated(sent: str, received: str) -> None:
    """No message contains a token."""
    secret = f"MARK{sent}MARK"
    first = {"token_response": {"access_token": "a", "refresh_token": f"MARK{received}MARK"}}
    flow = {"token_request": {"grant_type": "refresh_token", "refresh_token": secret}, "earlier": [first]}
    for finding in consistency_findings(parse_flow(flow)):
        assert "MARK" not in finding.message + finding.hint
