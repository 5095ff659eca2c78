"""Several texts as one attempt: which values they have, where each came from, and which message carries it."""

from __future__ import annotations

import json

import pytest

from pkce_core.answer.gathered import Gathered, gather
from tests.support.login_texts import CHALLENGE, COMMAND, METADATA, REDIRECT, URL, VERIFIER


def sources(gathered: Gathered) -> dict[tuple[str, str], str]:
    return {(each.name, each.source): each.value for each in gathered.values}


def test_every_message() -> None:
    """Each message fills its place in the flow, and the values in it name it as their source."""
    gathered = gather([URL, f"{REDIRECT}\n{COMMAND}", '{"error":"invalid_grant","error_description":"bad"}', METADATA])
    flow = gathered.flow
    assert flow.value("authorization_request", "code_challenge") == CHALLENGE
    assert flow.value("authorization_response", "code") == "x1y2z3w4"
    assert flow.value("token_request", "code_verifier") == VERIFIER
    assert dict(flow.token_response) == {"error": "invalid_grant", "error_description": "bad"}
    assert (flow.issuer, flow.token_endpoint) == ("https://op.example", "https://op.example/token")
    found = sources(gathered)
    assert found["code", "the redirect"] == found["code", "your token request"] == "x1y2z3w4"
    assert found["code_challenge", "the authorization URL"] == CHALLENGE
    assert found["error", "the server's answer"] == "invalid_grant"
    assert gathered.unread == ()


def pair_of(*texts: str) -> tuple[str | None, str | None]:
    flow = gather(texts).flow
    return flow.verifier, flow.value("authorization_request", "code_challenge")


def test_values_on_their_own() -> None:
    """A verifier and a challenge without names are a pair, the verifier first unless the values show the opposite."""
    assert pair_of(f"{VERIFIER}\n{CHALLENGE}") == pair_of(VERIFIER, CHALLENGE) == (VERIFIER, CHALLENGE)
    assert pair_of(CHALLENGE, VERIFIER) == (VERIFIER, CHALLENGE)
    assert pair_of(VERIFIER, VERIFIER[::-1]) == (VERIFIER, VERIFIER[::-1])
    assert pair_of(VERIFIER, VERIFIER[::-1], CHALLENGE) == (VERIFIER[::-1], CHALLENGE)
    assert gather([VERIFIER, CHALLENGE]).flow.value("authorization_request", "code_challenge_method") == "S256"


def test_one_value_that_may_be_either() -> None:
    """One value alone may be either; beside a message that has one of the two, it is the other."""
    assert gather([CHALLENGE]).value("code_verifier_or_challenge") == CHALLENGE
    assert pair_of(CHALLENGE) == (None, None)
    assert gather([URL, VERIFIER]).value("code_verifier") == VERIFIER
    assert pair_of(COMMAND, CHALLENGE) == (VERIFIER, CHALLENGE)
    assert gather([URL, COMMAND, VERIFIER[::-1]]).value("code_verifier") == VERIFIER


def test_a_later_value_takes_the_place_of_an_earlier_one() -> None:
    """What came out of the earlier message goes with it; the new value says that it replaced one."""
    gathered = gather([URL, URL.replace(CHALLENGE, "x" * 43).replace("&state=q8wJd0sKx72nZ1q8wJd0sKx", "")])
    assert gathered.flow.value("authorization_request", "code_challenge") == "x" * 43
    assert gathered.value("state") == ""
    (url,) = [each for each in gathered.values if each.name == "authorization_request"]
    assert url.replaced
    assert url.text == 1
    assert not gather([URL, URL]).values[0].replaced


@pytest.mark.parametrize(
    ("text", "error", "description"),
    [
        ("invalid_grant", "invalid_grant", ""),
        ("OAuthError: invalid_grant (bad code)", "invalid_grant", "OAuthError: (bad code)"),
        ("The requested redirect URL is not permitted.", "", "The requested redirect URL is not permitted."),
        ('{"error":{"message":"code_verifier was incorrect"}}', "", "code_verifier was incorrect"),
    ],
)
def test_an_error(text: str, error: str, description: str) -> None:
    """A code, a line of a log, a server's words, and JSON are all an error."""
    gathered = gather([text])
    assert (gathered.value("error"), gathered.value("error_description")) == (error, description)


def test_a_flow_as_json() -> None:
    """The JSON that `pkce report` reads gives the values of its messages."""
    gathered = gather([json.dumps({"authorization_request": URL, "token_request": {"code_verifier": VERIFIER}})])
    assert gathered.value("code_verifier") == VERIFIER
    assert gathered.value("code_challenge") == CHALLENGE


@pytest.mark.parametrize("text", ["hello world", "", "x" * 5_000, "?" * 50])
def test_nothing(text: str) -> None:
    """A text without a value is named by its number."""
    gathered = gather([URL, text])
    assert gathered.unread == (1,)
    assert "unread" not in gathered.value("authorization_request")


def test_the_repr_has_no_value() -> None:
    """A value stays out of every repr."""
    assert VERIFIER not in repr(gather([VERIFIER, URL, COMMAND]))
    assert CHALLENGE not in repr(gather([VERIFIER, URL, COMMAND]))


def test_a_message_with_a_name_twice() -> None:
    """A URL that no flow can have is kept as text, so that its own check can say what is wrong."""
    gathered = gather([f"{URL}&state=again", VERIFIER])
    assert gathered.value("authorization_request").endswith("&state=again")
    assert dict(gathered.flow.authorization_request) == {}


@pytest.mark.parametrize("text", ['{"error": 5}', '{"error_code": "x", "error": null}'])
def test_an_error_that_is_no_token_error_response(text: str) -> None:
    """It is said to be an error, and nothing is read out of it."""
    gathered = gather([text])
    assert gathered.values == ()
    assert gathered.others == ("an error response",)


def test_metadata_of_the_wrong_types() -> None:
    """The document is there to be checked; the flow takes nothing from it."""
    gathered = gather(['{"issuer": "https://a.example", "token_endpoint": ["https://a.example/t"]}'])
    assert gathered.value("metadata")
    assert gathered.flow.issuer is None
