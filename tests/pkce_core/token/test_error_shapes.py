"""Errors in JSON of the shapes that servers send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import TokenErrorResponse, TokenResponse, parse_token_response
from pkce_core.token.error_shapes import read_error_shape


@pytest.mark.parametrize(
    ("members", "error", "description"),
    [
        ({"error": "invalid_grant", "error_description": "Gone"}, "invalid_grant", "Gone"),
        ({"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, "invalid_client",
         "Invalid client_id or client_secret"),
        ({"error": {"message": "Bad code", "type": "OAuthException", "code": 100}}, "OAuthException", "Bad code"),
        ({"ok": False, "error": "invalid_code"}, "invalid_code", ""),
        ({"ok": False, "error": "bad_redirect_uri", "response_metadata": {"messages": ["[WARN] Must use https", 1]}},
         "bad_redirect_uri", "messages: [WARN] Must use https"),
        ({"errors": [{"message": "One"}, {"message": "Two"}, "Three", 4]}, "", "One. Two. Three"),
        ({"error": "invalid_grant", "error_codes": [70008, "x", 54005], "error_description": "AADSTS70008: old"},
         "invalid_grant", "AADSTS70008: old AADSTS54005"),
        ({"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "No code"}, "",
         "No code. Bad Request"),
        ({"message": "Parameter redirect_uri does not match registered URI", "status": 400}, "",
         "Parameter redirect_uri does not match registered URI"),
        ({"errorCode": "E0000011", "errorSummary": "Invalid token"}, "E0000011", "Invalid token"),
        ({"fault": {"faultstring": "Invalid client"}}, "", "Invalid client"),
        ({"ok": False, "message": "Gone"}, "", "Gone"),
        ({"error": "invalid_grant", "error_description": "General.", "hint": "Gone"}, "invalid_grant", "General. Gone"),
        ({"__type": "NotAuthorizedException", "message": "Gone"}, "NotAuthorizedException", "Gone"),
        ({"errors": {"code_verifier": ["is missing", 4], "a b": ["x"], "n": 1}}, "", "code_verifier: is missing"),
        ({"errors": {"code": {"_errors": [{"message": "is gone"}]}}}, "", "code: is gone"),
        ({"errors": [{"field": "redirect_uri", "code": "invalid"}]}, "invalid", "redirect_uri: invalid"),
        ({"errors": [{"errorType": "invalid_grant", "message": "Gone"}], "success": False}, "invalid_grant", "Gone"),
        ({"errorType": "TypeError", "errorMessage": "Gone"}, "", "Gone"),
        ({"title": "invalid_grant", "status": 400, "detail": "Gone"}, "invalid_grant", "Gone"),
        ({"error": "invalid_request", "error_description": "Bad", "secondary_message": "No domain"},
         "invalid_request", "Bad. No domain"),
        ({"error": "The code is gone", "success": False}, "", "The code is gone"),
        ({"error": {"error": {"error": {"message": "too deep"}}}, "message": "x"}, "", "x"),
    ],
)  # fmt: skip
def test_a_shape(members: dict[str, object], error: str, description: str) -> None:
    """The code and the words, wherever they are."""
    assert read_error_shape(members) == (error, description)


@pytest.mark.parametrize(
    "members",
    [{}, {"access_token": "x", "error": "y"}, {"message": "hello"}, {"error": {}}, {"status": True, "message": "x"}],
)
def test_what_is_no_error(members: dict[str, object]) -> None:
    """A response with a token, or an object that says nothing of a failure."""
    assert read_error_shape(members) is None


def test_a_token_response_of_such_a_shape() -> None:
    """`parse_token_response` reads it as an error."""
    response = parse_token_response('{"error":{"message":"Bad code","type":"OAuthException"}}')
    assert isinstance(response, TokenErrorResponse)
    assert (response.error, response.error_description) == ("OAuthException", "Bad code")
    assert isinstance(parse_token_response('{"message":"hello","token_type":"Bearer"}'), TokenResponse)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["error", "errors", "message"]), inner),
)


@given(st.dictionaries(st.sampled_from(["error", "errors", "message", "status", "error_codes", "detail"]), JSON))
def test_any_object_is_read(members: dict[str, object]) -> None:
    """Any object gives two texts, or nothing."""
    found = read_error_shape(members)
    assert found is None or all(isinstance(each, str) for each in found)
