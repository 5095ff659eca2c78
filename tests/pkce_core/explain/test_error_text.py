"""An error as it was given: a code, a sentence, JSON, or one in another."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.explain.error_text import error_of, read_error_text, sent_white_space
from pkce_core.flow.values import parse_flow
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("error", "description", "code", "words", "inner"),
    [
        (" invalid_grant\n", "Code expired", "invalid_grant", "Code expired", ""),
        ("invalid grant", "", "invalid grant", "", ""),
        ("Error: invalid_grant: code expired", "", "invalid_grant", "Error: invalid_grant: code expired", ""),
        ("PKCE verification failed", "", "", "PKCE verification failed", ""),
        ('{"error":"invalid_client","error_description":"Bad"}', "", "invalid_client", "Bad", ""),
        ('{"ok":false,"error":"invalid_code"}', "", "invalid_code", "", ""),
        ('{"a":1}', "", "", '{"a":1}', ""),
        ("INVALID_CLIENT: Bad", "", "invalid_client", "INVALID_CLIENT: Bad", ""),
        ("INVALID_REQUEST: bad redirect_uri", "", "invalid_request", "INVALID_REQUEST: bad redirect_uri", ""),
        ("INVALID_REQUEST: no such place", "", "", "INVALID_REQUEST: no such place", ""),
        ("ACCESS_DENIED to the registry key", "", "", "ACCESS_DENIED to the registry key", ""),
        ("{{{{{{{{", "", "{{{{{{{{", "", ""),
        ("server_error", 'said {"error":"invalid_grant","message":"expired"} now', "server_error", "said expired now",
         "invalid_grant"),
        ("x", '"{\\"error\\":\\"invalid_grant\\"}"', "x", '" "', "invalid_grant"),
        ("server_error", "upstream: access_denied", "server_error", "upstream: access_denied", "access_denied"),
        ("invalid_grant", "invalid_grant", "invalid_grant", "invalid_grant", ""),
        ("error=invalid_grant&error_description=It+has%20expired&state=x", "", "invalid_grant", "It has expired", ""),
        ("https://a.example/cb?error=x_y", "", "x_y", "", ""),
        ('Bearer error="invalid_token", error_description="It expired"', "", "invalid_token", "It expired", ""),
        ('error="invalid_grant: It expired"', "", "invalid_grant", "", ""),
        ("level=error error='bad reply' at=1", "", "", "level=error error='bad reply' at=1", ""),
        ("msg=a error=oauth2: no answer", "", "", "msg=a error=oauth2: no answer", ""),
        ("GET /cb?error=odd HTTP/1.1", "", "odd", "", ""),
        ("invalid_request", "redirect_uri=invalid_scope", "invalid_request", "redirect_uri=invalid_scope", ""),
    ],
)  # fmt: skip
def test_what_is_read(error: str, description: str, code: str, words: str, inner: str) -> None:
    """The code, the words, and the code of an error inside them."""
    assert read_error_text(error, description)[:3] == (code, words, inner)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Unsupported grant_type: [authorization_code\\r\\n]", "authorization_code"),
        ("Unsupported grant_type: [authorization_code\r\n]", "authorization_code"),
        ("'authorization_code%0D%0A' is not supported", "authorization_code"),
        ('"authorization_code\\u000a"', "authorization_code"),
        ("[authorization_code]", ""),
        ("a\nb", ""),
    ],
)
def test_a_line_end_that_a_message_shows(text: str, value: str) -> None:
    """A value in brackets or quotes with a line end after it."""
    assert sent_white_space(text) == value


@given(st.text(max_size=40) | st.dictionaries(st.text(max_size=9), st.text(max_size=9)).map(json.dumps), st.text())
def test_any_text_is_an_error(error: str, description: str) -> None:
    """Any two texts give a code and words."""
    assert all(isinstance(each, str) for each in read_error_text(error, description)[:3])


@pytest.mark.parametrize(
    ("error", "description", "is_answer"),
    [
        ("invalid_grant", "", False),
        ("invalid_grant", "Code expired", True),
        ("zsh: no matches found: x", "", False),
        ("", "zsh: no matches found: x", False),
        ('{"message": "the code is invalid"}', "", True),
        ("error=x_y&error_description=bad+code", "", True),
        ("", 'said {"error": "invalid_grant"} now', True),
    ],
)
def test_what_was_given_as_an_answer(error: str, description: str, is_answer: bool) -> None:
    """JSON, form encoding, and words beside a code are a server's answer; words alone may be anyone's."""
    assert read_error_text(error, description).is_answer is is_answer


def test_a_long_text_is_read_in_time() -> None:
    """A megabyte of hostile text costs little."""
    for piece in ("{", '{"', '\\"{', "invalid_", "['a", '{"error":'):
        text, words = piece * (10**6 // len(piece)), piece * 10**5
        cost = cost_per_character(lambda one=text, other=words: read_error_text(one, other), 10**6)  # type: ignore[misc]
        assert cost < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("flow", "error"),
    [
        ({"token_response": {"error": "a", "error_description": "b"}}, ("a", "b")),
        ({"token_response": {"errors": [{"code": "invalid_grant", "message": "b"}]}}, ("invalid_grant", "b")),
        ({"authorization_response": {"error": "a"}}, ("a", "")),
        ({"token_response": {"error": "ab", "error_description": "b", "error_hint": "c"}}, ("ab", "b. c")),
        ({"token_response": {"access_token": "t"}}, ("", "")),
        ({"token_response": {"message": "405: Method Not Allowed", "code": 0}}, ("405: Method Not Allowed", "")),
    ],
)
def test_the_error_of_a_flow(flow: dict[str, object], error: tuple[str, str]) -> None:
    """That of the token response, in any shape, or else of the redirect."""
    assert error_of(parse_flow(flow)) == error


def test_what_is_left_of_a_token_response_is_text() -> None:
    """Two words around an object are no error code; one word is."""
    assert read_error_text('config saved: {"access_token":"AT-1"}', "")[:2] == ("", "config saved:")
    assert read_error_text('my_code {"access_token":"AT-1"}', "")[:2] == ("my_code", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("INVALID_CLIENT: Invalid client", "invalid_client"),
        ("Login error: INVALID_CLIENT", "invalid_client"),
        ("INVALID_SCOPE: Invalid scope: user-read-all", "invalid_scope"),
        ("the Keycloak page says INVALID_GRANT", "invalid_grant"),
        ("INVALID_SCOPE in CSS compiler", ""),
        ("INVALID_CLIENT: SMTP relay rejected the sender", ""),
        ("INVALID_REQUEST: it is wrong", ""),
        ("INVALID_REQUEST: the redirect_uri is wrong", "invalid_request"),
    ],
)
def test_a_code_in_capitals(text: str, code: str) -> None:
    """Other programs have such words, so the text has to be about OAuth, or about nothing else."""
    assert read_error_text(text, "").error == code
