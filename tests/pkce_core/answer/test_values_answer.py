"""The answer without an error: what a command shows is likely, what the server accepted is no mistake."""

from __future__ import annotations

import json
import re

from pkce_core import answer_texts
from tests.support.login_texts import CHALLENGE, COMMAND, REDIRECT, URL, VERIFIER

SLASH = COMMAND.replace("com/cb", "com/cb/")
PLAIN_URL = URL.replace("scope=openid", "scope=profile")
UNRELATED = "Zt0XyP3v9LmN2bRkUeWcSdFgHjTaYi_o5p1Q7w-E0qA"
TOKENS = '{"access_token":"at-3f9c27d1e5b84a60","token_type":"Bearer","expires_in":3600}'


def test_a_command_may_have_been_edited() -> None:
    """What it shows is likely, and says on which condition."""
    answer = answer_texts([URL, SLASH])
    assert (answer.status, answer.detail) == ("likely", "This is so if you sent the request unchanged.")


def test_what_the_server_accepted_is_no_mistake() -> None:
    """With tokens, a difference in the command is told, and that something else was sent."""
    answer = answer_texts([PLAIN_URL, SLASH, TOKENS])
    assert answer.status == "warning"
    assert "The server sent tokens all the same" in answer.detail


def test_a_verifier_in_a_command_may_have_been_edited() -> None:
    """Whether it is malformed or of another pair; the same in a body is proved."""
    malformed = answer_texts([URL, COMMAND.replace(VERIFIER, "$VERIFIER")])
    assert (malformed.status, malformed.detail) == ("likely", "This is so if you sent the request unchanged.")
    other = answer_texts([URL, COMMAND.replace(VERIFIER, UNRELATED)])
    assert other.status == "likely"
    assert other.detail.endswith("This is so if you sent the request unchanged.")
    body = f"grant_type=authorization_code&code=x1y2z3w4&code_verifier={UNRELATED}"
    assert answer_texts([PLAIN_URL, body]).status == "proved"


def test_a_pair_that_brought_tokens() -> None:
    """Whatever the texts show, the server got another pair: no verdict, no fix."""
    for verifier in (UNRELATED, f"{VERIFIER}x"):
        answer = answer_texts([PLAIN_URL, COMMAND.replace(VERIFIER, verifier), TOKENS])
        assert (answer.status, answer.diagnosis) == ("warning", None)
        assert "The server sent tokens all the same" in answer.detail


def test_two_values_of_one_name() -> None:
    """Nothing is called right while two values contradict each other."""
    answer = answer_texts([COMMAND, "code_verifier=" + "Q" * 43])
    assert answer.status == "unknown"
    assert answer.title == "The code_verifier on its own isn't the one in your token request."
    assert answer_texts([REDIRECT, "code=otherCodeValue123456"]).status == "unknown"


def test_a_value_that_was_changed() -> None:
    """A value that a usual change made from the one in a message isn't one of another login."""
    verifier = re.search(r"code_verifier=([^\s'&]+)", COMMAND)
    assert verifier
    answer = answer_texts([COMMAND, f"code_verifier={verifier[1][:-3]}"])
    assert "It's that one, cut off after" in answer.title
    assert "another login" not in answer.detail


def test_a_method_that_is_said() -> None:
    """With plain, the challenge is the verifier."""
    texts = [f"code_challenge={VERIFIER} code_challenge_method=plain code_verifier={VERIFIER}"]
    assert answer_texts(texts).status != "proved"


def test_a_flow_document() -> None:
    """All of its messages count, and no value of it is taken for a server's words."""
    body = {part.split("=", 1)[0]: part.split("=", 1)[1] for part in COMMAND.replace("'", "").split() if "=" in part}
    document = {
        "authorization_request": URL,
        "token_request": body,
        "token_response": {"error": "invalid_grant", "code": 1},
    }
    answer = answer_texts([json.dumps(document)])
    assert answer.gathered.value("error_description") == ""
    assert answer.next_text is not None
    assert answer.next_text.message == "authorization_response"


def test_a_lone_text_is_a_verifier_only_perhaps() -> None:
    """Its length and its characters don't say what it is; its name does."""
    assert answer_texts(["x" * 60]).title == "If this value is a verifier, it is well formed."
    assert answer_texts([f"code_verifier={VERIFIER}"]).title == "The verifier is well formed."


def test_a_challenge_on_its_own_is_no_whole_request() -> None:
    """Nothing is called missing from it, such as the state that the redirect brings back."""
    answer = answer_texts([f"code_challenge={CHALLENGE}", REDIRECT])
    assert "didn't send one" not in answer.title
    assert answer.gathered.flow.partial == {"authorization_request"}
