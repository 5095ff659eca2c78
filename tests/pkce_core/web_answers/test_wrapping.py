"""What stands around the body of an answer."""

from __future__ import annotations

import pytest

from pkce_core.web_answers.wrapping import without_attempts, without_page, without_php_messages
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

BODY = '{"access_token":"a"}'


@pytest.mark.parametrize(
    "before",
    [
        "",
        '<br />\n<b>Warning</b>:  Undefined array key "code" in /var/www/cb.php on line 12<br />\n',
        "PHP Notice:  Undefined index: state in /cb.php on line 3\n",
        "Deprecated: x in a.php on line 1\nWarning: y in b.php on line 2\n",
    ],
)
def test_php(before: str) -> None:
    """Each message at the start is taken away, and nothing else."""
    assert without_php_messages(f"{before}{BODY}") == BODY
    assert without_php_messages(f"{BODY}{before}").startswith(BODY)


def test_many_messages() -> None:
    """Not more than twenty are."""
    line = "Notice: x in a.php on line 1\n"
    assert without_php_messages(line * 21 + BODY) == line + BODY


def test_a_page() -> None:
    """A page that shows an object is its text; another page stays."""
    assert without_page(f"<pre>{BODY}</pre>", {"access_token"}) == BODY
    assert without_page("<pre>{}</pre>", {"access_token"}) == "<pre>{}</pre>"
    assert without_page(BODY, {"access_token"}) == BODY


def test_time() -> None:
    """A long hostile text takes time in proportion to its length."""
    for piece in ("Warning: ", "<br />", "Warning: x on line "):
        cost = cost_per_character(lambda piece=piece: without_php_messages(piece * (10**5 // len(piece))), 10**5)  # type: ignore[misc]
        assert cost < FAR_TOO_MUCH


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Error redeeming code during OAuth2 callback: EOF", "EOF"),
        ("token exchange failed: EOF", "EOF"),
        ("authorize_and_exchange_code_failed, EOF", ", EOF"),
        ("Failed to get token: exchange_code_failed: EOF", ": EOF"),
        ("Connection error making token request to 'https://as.example/t': EOF", "Connection EOF"),
        ("Error processing redirect_uri: not registered", "Error processing redirect_uri: not registered"),
        ("Failed to exchange code: it has expired.", "Failed to exchange code: it has expired."),
        ("Failed to exchange code: not found", "not found"),
        ("Failed to exchange code: invalid client_secret", "invalid client_secret"),
        ("exchange_code_failed: expired", "exchange_code_failed: expired"),
        # What was tried is all that there is, or is what failed.
        ("exchange_code_failed", "exchange_code_failed"),
        ("Failed to exchange code", "Failed to exchange code"),
        ("Failed to verify code_verifier: mismatch", "Failed to verify code_verifier: mismatch"),
    ],
)
def test_what_a_program_tried(text: str, left: str) -> None:
    """What it says that it tried is left out where an error follows."""
    assert " ".join(without_attempts(text).split()) == left


@pytest.mark.parametrize("piece", ["Failed to get ", "authorize_", "error making x ", "token exchange failed: "])
def test_attempts_in_linear_time(piece: str) -> None:
    """A long hostile text takes time in proportion to its length."""
    assert cost_per_character(lambda: without_attempts(piece * (10**5 // len(piece))), 10**5) < FAR_TOO_MUCH
