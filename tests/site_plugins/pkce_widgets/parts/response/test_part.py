"""The token response: its verdict, what it clears, and an error explained."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core import build_signature_input, parse_id_token, parse_jwks
from pkce_core.jose.joserfc_verifier import JoseVerifier
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.parts.response.part import CLEARED, PART, PASTE, USED_UP
from pkce_widgets.view.verdict import WORDS
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = example.NOW
JWKS = (Path(__file__).parents[4] / "vectors" / "example-jwks.json").read_text(encoding="utf-8")
FLOW = {
    **PART.example,
    "code": example.CODE,
    "returned_state": example.STATE,
    "code_verifier": example.CODE_VERIFIER,
    "code_challenge": example.CODE_CHALLENGE,
    "redirect_uri": example.REDIRECT_URI,
    "authorization_requested_url": example.AUTHORIZATION_URL,
    "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
}


def ask(**values: str) -> PartView:
    return view_of(PART, {**PART.example, **values}, now=NOW)


def body(**members: object) -> str:
    return json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "scope": "openid profile", **members})


def test_the_worked_example_is_sound() -> None:
    """Readers without JavaScript see tokens, claims that fit, and that the signature is unverified."""
    answer = view_of(PART, PART.example)
    assert answer.state == "right"
    assert answer.verdict == "Tokens received. The ID token's claims are valid. Its signature has not been verified."
    for said in ("The iss is the expected issuer.", "The nonce is the one you sent.", "for another 9 minutes"):
        assert said in words(answer)
    question = build_signature_input(parse_id_token(example.ID_TOKEN), jwks=parse_jwks(JWKS))
    assert JoseVerifier().verify(question)


def test_nothing_yet() -> None:
    """With nothing pasted, the part says what to paste."""
    assert ask(token_response=" \n").verdict == PASTE


def test_a_success_uses_up_code_and_verifier() -> None:
    """Tokens clear the code and the verifier, visibly; the same response clears nothing again."""
    answer = ask(**FLOW)
    assert answer.clear == USED_UP
    assert CLEARED in words(answer)
    assert answer.values["access_token"] == example.ACCESS_TOKEN
    assert answer.values["granted_scope"] == "openid profile"
    after = {**FLOW, **dict.fromkeys(USED_UP, ""), "finished": "true", **answer.values}
    again = ask(**after)
    assert (again.clear, again.values) == ((), {})
    assert CLEARED in words(again)
    next_flow = ask(**{**FLOW, **answer.values})
    assert next_flow.clear == ()
    assert CLEARED not in words(next_flow)


@pytest.mark.parametrize("text", [body(), '{"error": "invalid_grant"}', "{", '{"token_type": "Bearer"}'])
def test_only_a_success_of_the_readers_own_flow_clears(text: str) -> None:
    """Without the reader's own code and verifier, or without tokens, nothing is cleared."""
    own = {} if "access_token" in text else FLOW
    answer = ask(**{**own, "token_response": text})
    assert answer.clear == ()
    assert CLEARED not in words(answer)


def test_no_id_token() -> None:
    """A response with an access token alone says so."""
    answer = ask(token_response=body(scope="profile"), scope="profile")
    assert answer.verdict == "Access token received. There is no ID token in this response."
    unreadable = ask(token_response=body(id_token="a.b"))
    assert "2 parts, separated by dots" in unreadable.verdict


def test_a_refusal_is_explained_with_the_readers_own_values() -> None:
    """The cause that the values prove is the verdict, with its evidence and fix; what they rule out is said too."""
    answer = ask(**{**FLOW, "redirect_uri": example.REDIRECT_URI + "/", "token_response": '{"error": "invalid_grant"}'})
    assert answer.verdict.startswith(
        "The provider refused: invalid_grant. The redirect_uri of the token request has a slash at the end of its path"
    )
    assert "This is so if you sent these values unchanged." in answer.verdict
    assert "Ruled out if the request was sent unchanged" in words(answer)
    assert answer.values == {"error": "invalid_grant", "error_description": ""}
    assert answer.clear == ()


def test_a_refusal_without_a_flow() -> None:
    """Without values to compare, the meaning and the usual causes are what there is."""
    answer = ask(token_response='{"error": "invalid_client", "error_description": "bad \\u001b[31m"}')
    assert answer.verdict.startswith("The provider refused: invalid_client.")
    assert "Likely causes" in words(answer)
    assert "\x1b" not in words(answer)
    assert ask(token_response='{"error": 7}').verdict.startswith("The provider refused: an error without a code.")


@pytest.mark.parametrize("text", ["<html><title>Login</title>", "{", "nothing", "a.b.c", "[]", "\ud800"])
def test_what_is_no_token_response(text: str) -> None:
    """Text that is something else is named, and its field is marked."""
    answer = ask(token_response=text)
    assert answer.state == "wrong"
    assert answer.invalid == ("token_response",)


def test_the_command_line_agrees() -> None:
    """`pkce response` finds the same, rule by rule, in the same response."""
    values = {"nonce": example.NONCE, "scope": "openid email", "client_id": example.CLIENT_ID, "issuer": example.ISSUER}
    arguments = [f"--{name.replace('_', '-')}={text}" for name, text in values.items()]
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "response", "--json", f"--now={NOW:.0f}", *arguments, "-"],
        input=example.TOKEN_RESPONSE,
        capture_output=True,
        text=True,
        check=False,
    )
    answer = ask(**values)
    printed = json.loads(done.stdout)
    assert (answer.state in ("right", "warning")) == printed["ok"]
    for finding in printed["findings"]:
        assert re.sub(r"\s+", " ", finding["message"]) in words(answer)


NAMES = sorted({field.name for field in PART.fields} | set(PART.uses))
PASTES = st.one_of(
    st.text(max_size=60),
    st.builds(lambda token: body(id_token=token), st.text(max_size=40)),
    st.dictionaries(
        st.sampled_from(["access_token", "id_token", "error", "scope", "expires_in", "expires_at", "x\x00"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.lists(st.text())),
    ).map(json.dumps),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=60)), PASTES)
def test_any_text_gets_an_answer(values: dict[str, str], pasted: str) -> None:
    """No text in any value makes the part fail."""
    message = {"op": "response", "values": {**FLOW, **values, "token_response": pasted}, "now": 1_700_000_000}
    assert json.loads(dispatch(json.dumps(message)))["state"] in WORDS
