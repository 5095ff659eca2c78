"""The refresh as a command: it is the one that `pkce_core` writes, or what is missing or wrong is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core import TokenRequest, build_command
from pkce_widgets import example
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.token.refresh import EMPTY, PART, READY
from tests.support.jwts import jwt
from tests.support.views import copied, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

TOKEN = PART.example["refresh_token"]
WHO = {"iss": example.CLIENT_ID, "sub": example.CLIENT_ID, "aud": example.TOKEN_ENDPOINT, "jti": "1"}
ASSERTION = jwt({**WHO, "iat": int(example.NOW), "exp": int(example.NOW) + 60})
STORY = {**PART.example, "client_assertion": ASSERTION}


def ask(**values: str) -> PartView:
    return view_of(PART, {**STORY, **values}, now=example.NOW)


@pytest.mark.parametrize("method", ["client_secret_post", "client_secret_basic", "none", "private_key_jwt"])
@pytest.mark.parametrize("shell", [*dict(SHELLS), "?"])
def test_the_command_is_the_cores(method: str, shell: str) -> None:
    """Whatever is chosen, the command to copy is the one that pkce_core writes for these values."""
    answer = ask(token_endpoint_auth_method=method, shell=shell)
    shell = "posix" if shell == "?" else shell
    request = TokenRequest(
        client_id=example.CLIENT_ID,
        grant_type="refresh_token",
        refresh_token=TOKEN,
        client_assertion=ASSERTION if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    source = secret_setting(shell, method).source
    command = build_command(request, example.TOKEN_ENDPOINT, shell=shell, client_secret_from=source)
    assert copied(answer, "the command") == command
    assert (answer.state, answer.verdict) == ("right", READY)
    assert ("The client secret: load it first" in words(answer)) == method.startswith("client_secret")
    assert ("client_assertion" in answer.hidden) == (method != "private_key_jwt")


def test_nothing_yet() -> None:
    """Without a refresh token, there is nothing to write."""
    assert (ask(refresh_token=" ").state, ask(refresh_token=" ").verdict) == ("empty", EMPTY)


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"client_id": ""}, "client_id"),
        ({"token_endpoint": ""}, "token_endpoint"),
        ({"token_endpoint": "", "client_id": ""}, "token_endpoint and client_id"),
        ({"token_endpoint_auth_method": "private_key_jwt", "client_assertion": ""}, "client_assertion"),
    ],
)
def test_what_is_missing(values: dict[str, str], missing: str) -> None:
    """A missing value is named."""
    answer = ask(**values)
    assert answer.state == "waiting"
    assert answer.verdict == f"Still missing for the command: {missing}."


def test_the_provider_has_the_endpoint() -> None:
    """The token endpoint of the chosen provider counts if no other is given."""
    assert ask(token_endpoint="", provider="google").state == "right"


@pytest.mark.parametrize(
    ("values", "invalid", "says"),
    [
        ({"refresh_token": "r\u200bt"}, ("refresh_token",), "zero-width"),
        ({"token_endpoint": "http://op.example/token"}, ("token_endpoint",), "uses http"),
        (
            {"token_endpoint_auth_method": "private_key_jwt", "client_assertion": "x"},
            ("client_assertion",),
            "isn't a JWT",
        ),
        ({"client_id": "back\\slash", "shell": "httpie"}, (), "HTTPie"),
    ],
)
def test_what_is_wrong(values: dict[str, str], invalid: tuple[str, ...], says: str) -> None:
    """There is no command then, and the field is marked."""
    answer = ask(**values)
    assert (answer.state, answer.invalid) == ("wrong", invalid)
    assert says in answer.verdict
    assert "Copy command" not in words(answer)


def test_a_token_that_was_copied_with_a_space() -> None:
    """A warning has a command: the space may be a part of the token."""
    answer = ask(refresh_token=f"{TOKEN} ")
    assert answer.state == "warning"
    assert copied(answer, "the command")
