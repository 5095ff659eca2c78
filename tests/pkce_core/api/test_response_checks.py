"""What an API says of the access token, what is missing, and what to ask for next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level
from pkce_core.api.response_checks import check_api_response
from tests.support.reports import levels


def answer(status: int, challenge: str = "", body: str = "") -> str:
    header = f"WWW-Authenticate: {challenge}\r\n" if challenge else ""
    return f"HTTP/1.1 {status} X\r\n{header}\r\n{body}"


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        (answer(401, "Bearer"), "no-token", "names no error"),
        (answer(401, 'Bearer error="invalid_token", error_description="expired"'), "invalid-token", '"expired"'),
        (answer(403, 'Bearer error="insufficient_scope", scope="a b"'), "scope", "the scope b."),
        (answer(403, 'Bearer error="insufficient_scope", scope="a"'), "scope", "another one"),
        (answer(403, 'Bearer error="insufficient_scope"'), "scope", "doesn't name it"),
        (answer(401, 'Bearer error="insufficient_user_authentication", acr_values="mfa", max_age="60"'),
         "sign-in", "acr_values=mfa and max_age=60"),
        (answer(401, 'Bearer error="insufficient_user_authentication"'), "sign-in", "the acr_values that"),
        (answer(401, 'DPoP error="invalid_dpop_proof"'), "dpop", "doesn't accept the DPoP proof"),
        (answer(401, 'DPoP error="invalid_dpop_proof", error_description="No DPoP header"'), "dpop", "found no DPoP"),
        (answer(401, "DPoP algs=ES256"), "dpop", "bound to a key"),
        (answer(400, 'Bearer error="invalid_request"'), "request", "can't read"),
        (answer(401, 'Bearer error="odd"'), "refused", "odd"),
        (answer(401, "Bearer", '{"error":"invalid_token"}'), "invalid-token", "expired"),
        (answer(403, "", '{"error":"insufficient_scope"}'), "scope", "doesn't name it"),
        (answer(401), "refused", "without saying"),
        (answer(401, "", "{}"), "refused", "without saying"),
        (answer(403, "Negotiate"), "refused", "403"),
        (answer(401, 'Basic realm="x"'), "refused", "a user name and a password"),
        (answer(401, "ApiKey"), "refused", "another scheme than Bearer"),
        (answer(400, "", '{"error":"invalid_token","error_description":"jwt expired"}'), "invalid-token", "expired"),
        (answer(401, "Bearer", '{"error":"invalid_grant"}'), "no-token", '"invalid_grant"'),
        (answer(401, "Bearer", '{"error":"odd","message":"no"}'), "no-token", '"odd: no"'),
        (answer(302).replace("X\r\n", "X\r\nLocation: https://op.example/oauth2/authorize\r\n"), "refused", "a login"),
        (answer(401, "Negotiate"), "refused", "a login of a Windows network"),
        (answer(401, "DPoP algs=ES256", '{"error":"unauthorized"}'), "dpop", "bound to a key"),
        (answer(401, "Bearer", '{"message":"The token has expired"}'), "invalid-token", "has expired"),
        (answer(401, "", "Jwt is expired"), "invalid-token", '"Jwt is expired"'),
        (answer(401, "", '{"message":"Unauthorized"}'), "refused", "how to authenticate."),
        (answer(403, "", "no entry"), "refused", 'with 403. It says: "no entry"'),
        (answer(403, "", '{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}'),
         "refused", "Microsoft Graph"),
        (answer(403, "", '{"error":{"code":403,"message":"Request had insufficient authentication scopes."}}'), "scope",
         "doesn't name it"),
        (answer(403, 'Bearer error="insufficient_scope", error_description="Missing email scope"'), "scope",
         "the scope email."),
        (answer(403, 'Bearer error="insufficient_scope", scope="https://www.googleapis.com/auth/a '
         'https://www.googleapis.com/auth/b"'), "scope", "one of the scopes"),
        (answer(401, 'DPoP error="invalid_dpop_proof", error_description="htu is wrong"'), "dpop", "each slash"),
        (answer(302).replace("X\r\n", "X\r\nLocation: https://op.example/login\r\n"), "refused", "a login page"),
        (answer(200, "", "<html><input type=password>"), "refused", "looks only for the session"),
        (answer(200, "", '{"ok":false,"error":"not_authed"}'), "refused", "the call failed: not_authed"),
        (answer(200, "", '{"errors":[{"message":"Not signed in"}],"data":null}'), "refused", '"Not signed in"'),
        ("nothing", "form", "no answer"),
        ('Bearer error="invalid_token"', "invalid-token", "expired"),
    ],
)  # fmt: skip
def test_refusals(text: str, rule: str, says: str) -> None:
    """RFC 6750 §3.1, RFC 9470 §3, RFC 9449 §7.1: each says what to ask for next."""
    report = check_api_response(text, granted_scope="openid a")
    assert levels(report, "api-") == {rule: Level.ERROR}
    assert says in report.errors[0].message + report.errors[0].hint


def test_no_token_is_repeated() -> None:
    """A token that the API's words repeat isn't shown."""
    report = check_api_response(answer(401, "", "bad token eyJhbGciOiJSUzI1NiJ9.MARK.MARK"))
    assert "MARK" not in str(report.to_dict())


def test_others() -> None:
    """A nonce is no failure, a success is one, and another status says nothing of the token."""
    nonce = answer(401, 'DPoP error="use_dpop_nonce"').replace("\r\n\r\n", "\r\nDPoP-Nonce: MARK\r\n\r\n")
    report = check_api_response(nonce)
    assert levels(report) == {"api-dpop": Level.INFO}
    assert "MARK" not in str(report.to_dict())
    assert "of this answer" in report.findings[0].hint
    assert "of the answer" in check_api_response('DPoP error="use_dpop_nonce"').findings[0].hint
    assert [each.rule for each in check_api_response(answer(200, "", "{}").encode())] == ["api-accepted"]
    assert levels(check_api_response(answer(404))) == {"api-not-about-token": Level.WARNING}
    named = check_api_response(answer(401, 'Bearer resource_metadata="https://api.example/.well-known/x"'))
    assert levels(named)["api-other-server"] is Level.INFO
    missing = check_api_response(answer(403, 'Bearer error="insufficient_scope", scope="a b"'))
    assert "scope a b." in missing.errors[0].message


@given(st.text(), st.integers(100, 599))
def test_any_text(text: str, status: int) -> None:
    """Any answer has a report."""
    assert len(check_api_response(answer(status, text, text), granted_scope=text)) > 0
