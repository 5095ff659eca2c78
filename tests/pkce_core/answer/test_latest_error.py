"""The error that counts: the last one, unless tokens came after it."""

from __future__ import annotations

from pkce_core.answer.gathered import gather
from pkce_core.answer.latest_error import LatestError, find_latest_error
from tests.support.login_texts import COMMAND, REDIRECT_URI, STATE

GRANT = '{"error":"invalid_grant","error_description":"Code expired"}'
TOKENS = '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer"}'
DENIED = f"{REDIRECT_URI}?error=access_denied&state={STATE}"


def test_a_later_error_replaces_an_earlier_one() -> None:
    """The words of the earlier one don't stay with the code of the later one."""
    assert find_latest_error(gather([GRANT, '{"error":"invalid_client"}'])) == LatestError("invalid_client", "")
    assert find_latest_error(gather([GRANT, "invalid_client"])) == LatestError("invalid_client", "")
    gathered = gather(["invalid_client", GRANT])
    assert find_latest_error(gathered) == LatestError("invalid_grant", "Code expired")
    assert [each.replaced for each in gathered.values if each.name == "error"] == [True]


def test_the_place() -> None:
    """An error in the redirect came before any token request."""
    assert find_latest_error(gather([GRANT, DENIED])) == LatestError("access_denied", "", in_redirect=True)
    assert find_latest_error(gather([DENIED, GRANT])) == LatestError("invalid_grant", "Code expired")


def test_tokens() -> None:
    """Tokens after an error end it; an error after tokens is one of a second try."""
    assert find_latest_error(gather([COMMAND, GRANT, TOKENS])) is None
    assert find_latest_error(gather([COMMAND, TOKENS, GRANT])) == LatestError(
        "invalid_grant", "Code expired", after_tokens=True
    )


def test_words_of_another_text() -> None:
    """Only a message that a known server writes belongs to a code that came apart from it."""
    apart = gather(["invalid_grant", "Code not valid"])
    assert find_latest_error(apart) == LatestError("invalid_grant", "Code not valid")
    gathered = gather(["invalid_grant", "redirect_uri not allowed in config; see notes"])
    assert find_latest_error(gathered) == LatestError("invalid_grant", "")
    assert gathered.unread == (1,)


def test_none() -> None:
    """Without an error there is none."""
    assert find_latest_error(gather([TOKENS])) is None
