"""Whether a sentence is about OAuth."""

from __future__ import annotations

import pytest

from pkce_core.explain.words import is_of_oauth, read_words
from pkce_core.recognition.oauth_words import COMMON, names_oauth, names_refresh, names_reload, other_subjects

EVERYDAY = (
    "The state machine is in an invalid state",
    "enter your parking code: the code has expired",
    "invalid nonce; got 5, expected 7 (ethereum transaction)",
    "The scope of variable x is wrong",
    "Your audience score is wrong",
    "The session has expired, please log in to the VPN",
    "The secret ingredient is missing",
    "Your library card token is invalid",
    "The tenant of this flat is unknown",
    "Callback of the timer failed",
    "Consumer resource not found in the cluster",
    "Your challenge to the champion was refused",
    "Elevator request expired",
)
OF_OAUTH = (
    ("Invalid state", "state"),
    ("state does not match", "state"),
    ("The code has expired", "code"),
    ("Unknown client: bookshop", "client"),
    ("Unknown client 'bookshop'", "client"),
    ("The authorization code of this parking lot has expired", "code"),
    ("OAuth error: your parking code has expired", "code"),
    ("the client bookshop is not registered for this redirect_uri", "redirect"),
)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words(text: str) -> None:
    """A word of OAuth is none where the sentence is about something else."""
    assert read_words(text, of_oauth=False) == ()
    assert not is_of_oauth(text)


@pytest.mark.parametrize(("text", "subject"), OF_OAUTH)
def test_words_of_oauth(text: str, subject: str) -> None:
    """It counts beside something that only OAuth has, and where nothing else is spoken of."""
    assert read_words(text, of_oauth=False)[0].subject == subject


def test_what_runs_over_http() -> None:
    """A connection that failed is one, whatever the sentence is about."""
    assert [each.subject for each in read_words("The elevator's state: ECONNREFUSED", of_oauth=False)] == ["network"]


def test_the_parts() -> None:
    """Names are told by themselves; values, common words and what is known are no other subject."""
    assert names_oauth("no client id was sent")
    assert not names_oauth("the client left")
    assert other_subjects("your parking code 'abc def' has expired: x", "code|expired") == {"parking"}
    assert {"please", "request"} <= COMMON


@pytest.mark.parametrize(
    ("text", "refresh", "reload"),
    [
        ("failed to refresh the access token", True, False),
        ("during refresh", True, False),
        ("after refreshing the page", False, True),
        ("on refresh the page shows an error", False, True),
        ("a hard reload", False, True),
        ("the page was reloaded", False, True),
        ("please refresh the page", False, False),
        ("browser refresh token", False, False),
        ("failed to refresh the cache", False, False),
        ("", False, False),
    ],
)
def test_a_refresh_and_a_reload(text: str, refresh: bool, reload: bool) -> None:
    """A page that is loaded again refreshes no token."""
    assert names_refresh(text) is refresh
    assert names_reload(text) is reload
