"""The token command: it is the one that `pkce_core` writes, or its missing values are named."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core import TokenRequest, build_command
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.token.part import FROM_VARIABLE, PART, SECRET_SOURCES, USED_UP
from pkce_widgets.view.verdict import STEP_OF, WORDS
from tests.support.jwts import jwt
from tests.support.views import copied, elements, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

METHODS = ("client_secret_post", "client_secret_basic", "none", "private_key_jwt")
EVERY_WAY = list(itertools.product(METHODS, dict(SHELLS), dict(SECRET_SOURCES)))
SECRET = "s3cret with 'quotes' & more"
WHO = {"iss": example.CLIENT_ID, "sub": example.CLIENT_ID, "aud": example.TOKEN_ENDPOINT, "jti": "1"}
ASSERTION = jwt({**WHO, "iat": int(example.NOW), "exp": int(example.NOW) + 60})
STORY = {**PART.example, "client_secret": SECRET, "client_assertion": ASSERTION}


def ask(now: float | None = example.NOW, /, **values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=now)


@pytest.mark.parametrize(("method", "shell", "source"), EVERY_WAY)
def test_the_command_is_the_cores(method: str, shell: str, source: str) -> None:
    """Whatever is chosen, the command to copy is the one that pkce_core writes for these values."""
    answer = ask(token_endpoint_auth_method=method, shell=shell, client_secret_from=source)
    uses_secret = method.startswith("client_secret")
    request = TokenRequest(
        client_id=example.CLIENT_ID,
        code=example.CODE,
        redirect_uri=example.REDIRECT_URI,
        code_verifier=example.CODE_VERIFIER,
        client_secret=SECRET if uses_secret else None,
        client_assertion=ASSERTION if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    if source == FROM_VARIABLE and uses_secret:
        source = secret_setting(shell, method).source
    assert copied(answer, "the command") == build_command(
        request, example.TOKEN_ENDPOINT, shell=shell, client_secret_from=source
    )
    assert answer.state == "warning"  # everyone knows the published pair
    assert (SECRET in to_html(answer.body)) <= (uses_secret and source == "value")


def test_a_secret_in_the_command_is_warned_of() -> None:
    """The client_secret enters the page only when it is asked for, and then with a warning, in the verdict too."""
    answer = ask(client_secret_from="value")
    assert "don’t share it" in answer.verdict
    assert "ends up in the shell history" in words(answer)
    assert "Afterward, remove" not in words(answer)


@pytest.mark.parametrize(
    ("name", "field"), [("client_id", "client_id"), ("code", "redirect"), ("code_verifier", "code_verifier")]
)
def test_what_is_missing_is_named_with_a_way_there(name: str, field: str) -> None:
    """A missing value is an answer: its name, where it comes from, and a button to its field."""
    answer = ask(**{name: ""})
    assert answer.state == "waiting"
    assert answer.word == f"Waiting for step {STEP_OF[name]}"
    assert answer.verdict == f"Still missing for the command: {name}."
    assert [each.attributes["data-find"] for each in elements(answer.body) if "data-find" in each.attributes] == [field]


def test_a_value_that_a_shell_cannot_carry() -> None:
    """What HTTPie cannot take is said, with no command."""
    answer = ask(shell="httpie", client_id="back\\slash")
    assert "Choose another shell" in words(answer)
    assert not copied(answer, "the command")


def test_after_the_tokens() -> None:
    """Once the values are cleared, the part says that they were used and what to do."""
    answer = ask(finished="true", code="", code_verifier="")
    assert (answer.state, answer.verdict) == ("empty", USED_UP)


@pytest.mark.parametrize("method", ["none", "client_secret_post"])
def test_the_command_line_agrees(method: str) -> None:
    """`pkce token` writes the same command for the same values. For Basic it encodes the variable in the command."""
    arguments = [
        *("--client-id", example.CLIENT_ID, "--redirect-uri", example.REDIRECT_URI, "--code", example.CODE),
        *("--code-verifier", example.CODE_VERIFIER, "--provider", "banno-admin"),
        *("--token-endpoint-auth-method", method),
        *(() if method == "none" else ("--client-secret-env", "CLIENT_SECRET")),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "token", *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout == copied(ask(token_endpoint_auth_method=method), "the command") + "\n"


NAMES = sorted({field.name for field in PART.fields} | set(PART.uses))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.text(max_size=80)),
    st.sampled_from(["", "posix", "cmd", "powershell", "httpie", "http"]),
)
def test_any_text_gets_an_answer(values: dict[str, str], shell: str) -> None:
    """No text in any value makes the part fail, and no verdict repeats a secret."""
    secrets = {"code": "c0de-c0de", "client_secret": "s3cr3t-s3cr3t"}
    message = {"op": "token", "values": {**STORY, **secrets, **values, "shell": shell}, "now": 1_700_000_000}
    answer = json.loads(dispatch(json.dumps(message)))
    assert answer["state"] in WORDS
    assert "c0de-c0de" not in answer["verdict"]
    assert "s3cr3t-s3cr3t" not in answer["verdict"]
