"""What was really sent, beside what this page proposed."""

from __future__ import annotations

import pytest

from pkce_widgets import example
from pkce_widgets.parts.response.part import PART
from tests.support.views import view_of, words

FLOW = {
    "token_endpoint": example.TOKEN_ENDPOINT,
    "client_id": example.CLIENT_ID,
    "redirect_uri": example.REDIRECT_URI,
    "code": example.CODE,
    "returned_state": example.STATE,
    "code_verifier": example.CODE_VERIFIER,
    "code_challenge": example.CODE_CHALLENGE,
    "authorization_requested_url": example.AUTHORIZATION_URL,
    "token_endpoint_auth_method": "client_secret_post",
    "token_response": '{"error": "invalid_grant", "error_description": "grant request is invalid"}',
}
PARAMETERS = {
    "grant_type": "authorization_code",
    "code": example.CODE,
    "redirect_uri": example.REDIRECT_URI,
    "client_id": example.CLIENT_ID,
    "code_verifier": example.CODE_VERIFIER,
    "client_secret": "$CLIENT_SECRET",
}


def curl(url: str = example.TOKEN_ENDPOINT, **changes: str) -> str:
    """A command with changed parameters; an empty one is left out."""
    sent = {name: text for name, text in {**PARAMETERS, **changes}.items() if text}
    return " ".join([f"curl {url}", *(f'--data-urlencode "{name}={text}"' for name, text in sent.items())])


def note(token_request: str) -> str:
    return view_of(PART, {**FLOW, "token_request": token_request}, now=example.NOW).notes["token_request"]


def test_the_same_request() -> None:
    """All that can be compared is counted: the method, the endpoint and five parameters, not the secret."""
    assert note(curl()) == "Its 7 parts are those of this page’s command. It is read, never run."
    assert note("") == "It is read, never run."


@pytest.mark.parametrize(
    ("sent", "verdict"),
    [
        (curl(redirect_uri=example.REDIRECT_URI + "/"), "has a slash at the end of its path"),
        (curl(code_verifier="a-verifier-of-another-attempt-with-43-characters"), "doesn't match the code_verifier"),
        (curl(code="another"), "isn't the code of the redirect"),
        (curl(client_id="another-client"), "different client_ids"),
        (curl(url="https://banno.com/other"), "the token endpoint is"),
        (curl(redirect_uri=""), "the token request has none"),
    ],
)
def test_one_part_differs(sent: str, verdict: str) -> None:
    """The pasted request is the evidence: its mistake is the verdict, under the condition that it was run so."""
    view = view_of(PART, {**FLOW, "code_challenge": "", "token_request": sent}, now=example.NOW)
    assert view.notes["token_request"].startswith("1 of its 7 parts differs from this page’s command.")
    assert verdict in view.verdict
    assert view.verdict.endswith("This is so if you ran the pasted command unchanged.")
    assert "What differs" in words(view)


@pytest.mark.parametrize(
    ("sent", "verdict"),
    [
        (curl().replace("curl ", "curl --get "), "sent with GET instead of POST"),
        (f"curl '{example.TOKEN_ENDPOINT}?client_secret=abc' -d code={example.CODE}", "client_secret in its URL"),
    ],
)
def test_how_it_was_sent(sent: str, verdict: str) -> None:
    """A wrong method and a secret in the URL are found in the command."""
    text = words(view_of(PART, {**FLOW, "token_request": sent}, now=example.NOW))
    assert verdict in text


def test_what_is_no_request() -> None:
    """A text that can't be read is said to be none, and its field is marked; the page's own request stays evidence."""
    view = view_of(PART, {**FLOW, "token_request": "it did not work"}, now=example.NOW)
    assert view.notes["token_request"].startswith("This isn’t a request that can be read.")
    assert "token_request" in view.invalid
    assert "Ruled out if the request was sent unchanged" in words(view)


def test_the_field_is_there_for_an_error_only() -> None:
    """Tokens need no search for a cause, and an error needs no keys."""
    assert "token_request" in view_of(PART, PART.example).hidden
    assert "token_request" in view_of(PART, {}).hidden
    assert view_of(PART, FLOW, now=example.NOW).hidden == ("jwks", "clock_skew")


def test_a_body_that_a_variable_fills_in() -> None:
    """What the command doesn't show isn't compared."""
    assert note(f"curl {example.TOKEN_ENDPOINT} -d @body.txt") == "It is read, never run."
