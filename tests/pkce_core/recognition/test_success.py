"""`is_success`: a token response in a text is no error, and its names aren't read as words."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.recognition.success import is_success, without_responses
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

TOKENS = '{"access_token":"AT-1","expires_in":3600,"user":{"name":"a {b}"}}'


@pytest.mark.parametrize(
    ("text", "success"),
    [
        (TOKENS, True),
        (f"Got this: {TOKENS}", True),
        (f"HTTP/1.1 200 OK\nNel: failure\n\n{TOKENS}", True),
        (f"< HTTP/2 200\n< x-error: none\n<\n{TOKENS}", True),
        ("{'access_token': 'AT-1', 'scope': 'it'}", True),
        ('"{\\"access_token\\":\\"AT-1\\",\\"token_type\\":\\"Bearer\\"}"', True),
        ('HTTP/1.1 200 OK\n\n{"access_token":"AT-1"}', True),
        ('got {"accessToken":"AT-1","expiresIn":3600}', True),
        ('{"access_token":"AT-1"}', False),
        ('POST /debug body {"method":"GET","access_token":"AT-1"}', False),
        ('POST /refresh {"access_token":"AT-1","refresh_token":"RT-1"}', False),
        ('curl -d {"access_token":"AT-1","scope":"a"}', False),
        ('config saved: {"access_token": "AT-1", "endpoint": "https://a.example"}', False),
        ('{"access_token":"<your token>","token_type":"Bearer"}', False),
        ('{"access_token":"${TOKEN}","token_type":"Bearer"}', False),
        (f"HTTP/1.1 400 Bad Request\n\n{TOKENS}", False),
        (f"Could not parse: error in {TOKENS}", False),
        ('{"access_token":"AT-1","error":"invalid_grant"}', False),
        ('{"access_token":""}', False),
        ('{"error":"invalid_grant"}', False),
        ('say "access_token": "AT-1"', False),
        ('{"a":1} "access_token":"AT-1"', False),
        (TOKENS + " " * 20_000, False),
        ("{} " * 30 + TOKENS, False),
        ('{"access_token":"AT-1","scope":"a"', True),
        ("", False),
    ],
)
def test_a_success(text: str, success: bool) -> None:
    """It has tokens, and nothing around them speaks of trouble."""
    assert is_success(text) is success


def test_what_is_left() -> None:
    """Only the token responses go."""
    assert without_responses(f'a {TOKENS} b {{"error":"c"}}') == 'a   b {"error":"c"}'
    assert without_responses("plain {text}") == "plain {text}"


def test_names_of_a_response_are_no_words() -> None:
    """What expires_in and client_secret say of an error beside them is nothing."""
    text = 'Error: could not read {"access_token":"AT-1","expires_in":3600,"client_secret_expires_at":0}'
    assert explain_error(text).causes == ()
    assert explain_error("invalid_grant", error_description=TOKENS).causes[0].evidence == ""


@pytest.mark.parametrize("piece", ["{", '{"', "'{", '\\"{', '"access_token":"a"{', "}'"])
def test_reading_is_fast(piece: str) -> None:
    """Repetition costs no more than other text."""
    text = '"access_token":"a"' + piece * (10**6 // len(piece))
    assert cost_per_character(lambda: without_responses(text), 10**6) < FAR_TOO_MUCH
