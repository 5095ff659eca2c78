"""An error as it is pasted: the code and the server's words come out of whatever they stood in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_widgets.parts.explain.pasted_error import NEITHER, REDIRECT, TOKENS, PastedError, read_error

GRANT = "invalid_grant"
SAID = "PKCE verification failed"


@pytest.mark.parametrize(
    ("text", "error", "description"),
    [
        (GRANT, GRANT, ""),
        (f" {GRANT}\n", GRANT, ""),
        ("AADSTS50148", "AADSTS50148", ""),
        (f'{{"error": "{GRANT}", "error_description": "{SAID}"}}', GRANT, SAID),
        (f'HTTP/1.1 400 Bad Request\r\n\r\n{{"error": "{GRANT}"}}', GRANT, ""),
        (f"http://localhost:8080/callback?error=access_denied&error_description={SAID.replace(' ', '+')}&state=s",
         "access_denied", SAID),
        ("error=access_denied&state=s", "access_denied", ""),
        (f"OAuthError: {GRANT} ({SAID})", GRANT, f"OAuthError: {GRANT} ({SAID})"),
        (f"{{'error': '{GRANT}'}}", GRANT, ""),
        ("AADSTS50148: The code_verifier does not match.", "", "AADSTS50148: The code_verifier does not match."),
        ("PKCE verification failed: Code mismatch", "", "PKCE verification failed: Code mismatch"),
    ],
)  # fmt: skip
def test_the_error_comes_out_of_what_it_stood_in(text: str, error: str, description: str) -> None:
    """A code, JSON, all that curl printed, an address, its parameters, a line of a log, a provider's message."""
    assert read_error(text) == PastedError(error=error, error_description=description)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"access_token": "t", "token_type": "Bearer"}', TOKENS),
        ("http://localhost:8080/callback?code=abc&state=s", REDIRECT),
        ("it does not work", NEITHER),
        ("{", ""),
        ("?error=", ""),
    ],
)
def test_what_is_no_error_is_said_to_be_none(text: str, problem: str) -> None:
    """Tokens and a code are named as what they are, and where they belong; the rest gets what to look for."""
    found = read_error(text)
    assert found.problem == (problem or NEITHER)
    assert (found.error, found.error_description) == ("", "")


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Whatever is pasted, there is an error, a message or a problem, unless there was nothing."""
    found = read_error(text)
    assert bool(found.error or found.error_description or found.problem) == bool(text.strip())
