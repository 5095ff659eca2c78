"""Another value of the flow in a field: what it is, and where it belongs."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.flow.misplaced import FIELD_OF, find_misplaced
from pkce_widgets.parts.all_parts import PARTS

REDIRECT = f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}"
COMMAND = f"curl https://op.example/token -d grant_type=authorization_code -d code={example.CODE}"
METADATA = '{"issuer": "https://op.example", "authorization_endpoint": "https://op.example/auth"}'


@pytest.mark.parametrize(
    ("name", "text", "says", "place"),
    [
        ("lint_url", REDIRECT, "This is the redirect back to a client.", "redirect"),
        ("client_id", REDIRECT, "This is the redirect back to a client.", "redirect"),
        ("redirect", example.AUTHORIZATION_URL, "This is an authorization URL.", "lint_url"),
        ("redirect", "http://localhost:8080/cb?code=abc", None, None),
        ("lint_url", "http://localhost:8080/cb?code=abc", "This may be the redirect back to a client.", "redirect"),
        ("token_response", REDIRECT, "This is the redirect back to a client.", "redirect"),
        ("token_response", COMMAND, "This is a token request.", "token_request"),
        ("redirect", '{"error": "invalid_grant"}', "This is an error response.", "token_response"),
        ("redirect_uri", METADATA, "This is a discovery document.", "metadata"),
        ("client_secret", example.ID_TOKEN, "This is an ID token.", ""),
        ("token_request", COMMAND, None, None),
        ("token_response", example.ID_TOKEN, None, None),
        ("redirect_uri", example.REDIRECT_URI, None, None),
        ("client_id", example.CLIENT_ID, None, None),
        ("state", example.CODE_VERIFIER, None, None),
        ("error", REDIRECT, None, None),
        ("redirect", "code=abc", None, None),
    ],
)
def test_a_value_in_another_field(name: str, text: str, says: str | None, place: str | None) -> None:
    """What is certainly something else is named, with its field; what could be right is left alone."""
    found = find_misplaced(name, f" {text}\n", wrong=True)
    assert (found and found.says, found and found.field) == (says, place)


def test_a_long_text_is_looked_at_only_if_it_is_wrong() -> None:
    """A token response that is right isn't read twice on every key."""
    assert find_misplaced("redirect", example.TOKEN_RESPONSE + " " * 3000 + "x", wrong=True) is None
    assert find_misplaced("redirect", example.TOKEN_RESPONSE * 2, wrong=False) is None
    assert find_misplaced("redirect", "x" * 2000 + REDIRECT, wrong=False) is None


def test_every_place_is_a_field() -> None:
    """Each kind of text leads to a field of some part."""
    assert set(FIELD_OF.values()) <= {field.name for part in PARTS.values() for field in part.fields}


def test_the_page_is_told() -> None:
    """The bridge has the sentence in the note, and the field to move it to; not while the reader types there."""
    values = {"lint_url": REDIRECT}
    answer = json.loads(dispatch(json.dumps({"op": "lint", "values": values})))
    assert answer["notes"]["lint_url"].startswith("This is the redirect back to a client.")
    assert answer["moves"] == {"lint_url": "redirect"}
    typing = json.loads(dispatch(json.dumps({"op": "lint", "values": values, "typing": "lint_url"})))
    assert typing["moves"] == {}
    secret = json.loads(dispatch(json.dumps({"op": "credentials", "values": {"client_secret": example.ID_TOKEN}})))
    assert secret["notes"]["client_secret"].startswith("This is an ID token.")
    assert secret["moves"] == {}


@given(st.sampled_from(sorted({field.name for part in PARTS.values() for field in part.fields})), st.text(min_size=20))
def test_any_text(name: str, text: str) -> None:
    """No text makes it fail, and none is repeated."""
    found = find_misplaced(name, text, wrong=True)
    assert found is None or text not in found.says
