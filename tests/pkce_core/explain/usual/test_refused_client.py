"""`refused_client`: whether an access_denied is about the client, and not the user."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.flow.values import FlowValues

BODY = '{"error":"access_denied","error_description":"Unauthorized"}'


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Unauthorized\n{BODY}",
        f"HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n\r\n{BODY}",
        'Request failed with status code 401 {"error":"access_denied"}',
        '401 {"error":"access_denied"}',
        '{"status": 401, "error":"access_denied"}',
        '{"error":"access_denied","statusCode":"401"}',
        "OAuthError: access_denied: Unauthorized",
        "TokenError: Unauthorized\n    at OAuth2Strategy.parseErrorResponse (/a/node_modules/passport-oauth2/s.js:3:1)",
    ],
)
def test_an_endpoint_refuses_the_client(text: str) -> None:
    """The word and the status 401 are an endpoint's."""
    found = explain_error(text)
    assert [each.slug for each in found.causes[:3]] == ["secret-wrong", "secret-missing", "auth-method"]
    assert "endpoint" in found.causes[0].evidence


@pytest.mark.parametrize(
    "text",
    [
        "https://app.example/cb?error=access_denied&error_description=Unauthorized&state=x",
        "https://app.example/cb#error=access_denied&error_description=Unauthorized&state=x",
        '{"error":"access_denied","error_description":"The user denied the request"}',
        '{"error":"access_denied"}',
        '{"error":"access_denied","line": 401}',
        'after 401 tries {"error":"access_denied"}',
        'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n\r\n{"error":"access_denied"}',
        "access_denied",
    ],
)
def test_a_user_refuses(text: str) -> None:
    """A redirect, a user's refusal in words and the code alone say nothing of the client."""
    assert explain_error(text).causes[0].slug == "user-denied"


def test_the_redirect_of_a_flow() -> None:
    """Where the flow's redirect has the error, it is none of the token endpoint."""
    flow = FlowValues(authorization_response={"error": "access_denied", "error_description": "Unauthorized"})
    assert explain_error("access_denied", flow=flow).causes[0].slug == "user-denied"
    flow = FlowValues(token_response={"error": "access_denied", "error_description": "Unauthorized"})
    assert explain_error("access_denied", flow=flow).causes[0].slug == "secret-wrong"
