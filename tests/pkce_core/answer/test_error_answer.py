"""What an error is put down to: never to what the other texts disprove, or to what was never sent."""

from __future__ import annotations

import pytest

from pkce_core import answer_texts
from tests.support.login_texts import CHALLENGE, COMMAND, METADATA, REDIRECT, REDIRECT_URI, STATE, URL, VERIFIER

GRANT = '{"error":"invalid_grant"}'
TOKENS = '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer","id_token":"a.b.c"}'
DENIED = f"{REDIRECT_URI}?error=access_denied&state={STATE}"
NEWLINE = "e2fiWzwGsP2zvfO2qY2fVjKkKCZ6MiPEcmzNrPPP5sU"
SLASH = COMMAND.replace("com/cb", "com/cb/")


def slugs(*texts: str) -> list[str]:
    explanation = answer_texts(texts).explanation
    assert explanation is not None
    return [cause.slug for cause in explanation.causes]


def test_single_values_rule_nothing_out() -> None:
    """Nobody said that a pair on its own was sent."""
    explanation = answer_texts([f"code_verifier={VERIFIER}", f"code_challenge={CHALLENGE}", GRANT]).explanation
    assert explanation is not None
    assert explanation.ruled_out == ()
    assert "verifier-mismatch" in {cause.slug for cause in explanation.causes}


def test_a_pair_with_a_known_mistake() -> None:
    """That the challenge was made wrongly is proved; that it is why, only if the two were sent."""
    answer = answer_texts([VERIFIER, NEWLINE, GRANT])
    assert (answer.status, answer.detail) == ("proved", "If these are the two that you sent, this is why.")
    assert "newline" in answer.title
    assert answer.explanation is not None
    assert answer.explanation.causes[0].status == "likely"


def test_an_error_in_the_redirect() -> None:
    """No token request had been sent, so none of its mistakes is the cause, and none is asked for."""
    answer = answer_texts([URL, DENIED, SLASH])
    assert answer.status == "unknown"
    assert answer.explanation is not None
    assert {cause.slug for cause in answer.explanation.causes} == {"user-denied", "policy-denied", "admin-consent"}
    assert answer.next_text is None
    other = answer_texts([URL, DENIED.replace(STATE, "other")])
    assert other.explanation is not None
    assert "state-mismatch" not in {cause.slug for cause in other.explanation.causes}


def test_the_authorization_url_explains_an_error_in_the_redirect() -> None:
    """A mistake in the URL that was refused is the likeliest reason."""
    url = URL.replace("&code_challenge_method=S256", "")
    answer = answer_texts([url, DENIED.replace("access_denied", "invalid_request")])
    assert answer.status == "likely"
    assert "without a method" in answer.title
    assert answer.detail == "The server answered invalid_request."
    assert answer_texts([URL, DENIED.replace("access_denied", "invalid_request")]).status == "unknown"


def test_a_state_of_another_attempt() -> None:
    """The client compares the state, so it is no proof of why the server refused; but the code is of another login."""
    answer = answer_texts([URL, REDIRECT.replace(STATE, "other"), COMMAND, GRANT])
    assert answer.status == "likely"
    assert "another attempt" in answer.title


def test_an_issuer_of_another_server() -> None:
    """What the client compares is no proof of why a server refused, and the issuer says nothing of attempts."""
    iss = "&iss=https%3A%2F%2Fother.example"
    answer = answer_texts([URL, METADATA, REDIRECT + iss, COMMAND, GRANT])
    assert answer.status in ("likely", "unknown")
    assert answer.explanation is not None
    (cause,) = [each for each in answer.explanation.causes if each.slug == "iss-mismatch"]
    assert cause.status == "possible"
    assert "another attempt" not in cause.evidence


def test_the_true_mistake_of_a_verifier_comes_first() -> None:
    """A variable that the shell doesn't fill in explains the mismatch."""
    assert slugs(URL, COMMAND.replace(VERIFIER, "$VERIFIER"), GRANT)[0] == "variable-not-filled"


def test_a_body_alone_shows_no_header() -> None:
    """A client may authenticate in a header, which a body doesn't show."""
    refused = '{"error":"invalid_client"}'
    body = "grant_type=authorization_code&code=x1y2z3w4&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&client_id=abc"
    assert "if the request had no Authorization header" in answer_texts([body, refused]).detail
    assert "Authorization header" not in answer_texts([COMMAND, refused]).detail


def test_an_error_after_tokens() -> None:
    """A code that brought tokens is used up."""
    answer = answer_texts([URL, REDIRECT, COMMAND, TOKENS, GRANT])
    assert answer.status == "likely"
    assert answer.title.startswith("The code was redeemed before.")
    assert "if they are for the same code" in answer.detail


def test_tokens_after_an_error() -> None:
    """What the server gave last counts."""
    answer = answer_texts([COMMAND, GRANT, '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer"}'])
    assert answer.explanation is None


def test_words_that_fit_several_causes() -> None:
    """Keycloak's message has three causes, so none of them is the headline."""
    answer = answer_texts(["Code not valid"])
    assert (answer.status, answer.title) == ("unknown", "The server's words fit 3 causes.")
    yes = answer_texts(["Code not valid"], replies={"code-reused": True})
    assert yes.status == "likely"


def test_words_that_the_values_contradict() -> None:
    """The server says one thing and the values another: nobody can tell which was sent."""
    words = '{"error":"invalid_grant","error_description":"code verifier does not match"}'
    answer = answer_texts([words, URL, COMMAND])
    assert answer.status == "unknown"
    assert answer.title == "The server's message contradicts the values that are here."


def test_the_servers_own_trouble() -> None:
    """What is wrong with a request isn't why a server breaks down."""
    assert slugs('{"error":"server_error"}', URL, SLASH)[0] == "server-trouble"
    assert answer_texts(['{"error":"server_error"}', URL, SLASH]).status == "unknown"


def test_what_no_command_shows_has_no_such_condition() -> None:
    """Only a command may have been edited before it was run."""
    http = (
        "POST /token HTTP/1.1\nHost: op.example\nContent-Type: application/json\n\n"
        '{"grant_type":"authorization_code","code":"x1y2z3w4","redirect_uri":"https://app.example.com/cb"}'
    )
    assert "command" not in answer_texts([http, GRANT]).detail
    assert answer_texts([SLASH, URL, GRANT]).detail == "This is so if you sent the request unchanged."


@pytest.mark.parametrize("single", ["client_id=other", "code=otherCodeValue123456"])
def test_a_value_of_another_login_is_said(single: str) -> None:
    """A value on its own that isn't the one in a message may be of another login."""
    assert "isn't the one in" in answer_texts([URL, REDIRECT, single, GRANT]).detail


def test_no_cause_fits() -> None:
    """Where the values exclude every usual cause, the answer says so, and why that can be."""
    answer = answer_texts([URL, REDIRECT, COMMAND, '{"error":"redirect_uri_mismatch"}'])
    assert answer.explanation is not None
    assert not answer.explanation.causes
    assert answer.title.endswith("redirect_uri.")
    assert answer.detail.startswith("None of its usual causes fits these values.")
