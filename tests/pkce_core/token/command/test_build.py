"""The token request as a command, whatever the shell: the secret stays out, endpoints are quoted, misuse is refused."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import UsageError, ValidationError, build_command, check_token_endpoint
from pkce_core.text.form_encoding import build_form, parse_form
from pkce_core.token.command.build import SHELLS
from tests.support.token_commands import (
    ENDPOINT,
    ENVIRONMENT,
    METHODS,
    SECRET,
    assert_sends,
    command_request,
    read_posix,
)
from tests.support.windows_shells import read_cmd, read_powershell

BASIC_HTTP = ("http", "client_secret_basic")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("source", ["env:MY_SECRET", "prompt"])
def test_a_secret_stays_out(shell: str, method: str, source: str) -> None:
    """Unless its value is asked for, the secret is not in the text, whatever the request holds."""
    request = command_request(method)
    script = build_command(request, ENDPOINT, shell=shell, client_secret_from=source)
    assert SECRET not in script
    assert "client_secret=&" not in script
    assert ("MY_SECRET" in script) == (source != "prompt" and "secret" in method and (shell, method) != BASIC_HTTP)
    without = command_request(method, secret=None)
    assert build_command(without, ENDPOINT, shell=shell, client_secret_from=source) == script


@pytest.mark.parametrize(
    "endpoint", ["https://op.example/t?a=%20b&c='d'", "https://[::1]:3000/token", "http://127.0.0.1:3000/token(x)!$"]
)
def test_endpoints_are_quoted(endpoint: str) -> None:
    """Whatever a URL may hold reaches curl unchanged."""
    request = command_request("none")
    assert assert_sends(read_posix(build_command(request, endpoint)), request, endpoint=endpoint) == {}
    words = read_powershell(build_command(request, endpoint, shell="powershell"))
    assert assert_sends(words, request, endpoint=endpoint) == {}
    ((_, words),) = read_cmd(build_command(request, endpoint, shell="cmd"), ENVIRONMENT)
    assert assert_sends(words, request, endpoint=endpoint) == {}


@pytest.mark.parametrize(
    "options",
    [
        {"shell": "fish"},
        {"shell": None},
        {"client_secret_from": "env:"},
        {"client_secret_from": "env:A B"},
        {"client_secret_from": "env:A;calc"},
        {"client_secret_from": "env:1A"},
        {"client_secret_from": "encoded-env:A B"},
        {"client_secret_from": "encoded-env:MY_SECRET"},  # only Basic takes it
        {"client_secret_from": "secret"},
        {"client_secret_from": None},
    ],
)
def test_misuse(options: Any) -> None:
    """An unknown shell or source, and a variable's name that is none, are a misuse."""
    with pytest.raises(UsageError):
        build_command(command_request("none"), ENDPOINT, **options)


def test_other_types_are_a_misuse() -> None:
    """A TokenRequest and text are needed."""
    with pytest.raises(UsageError):
        build_command("code", ENDPOINT)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        build_command(command_request("none"), None)  # type: ignore[arg-type]


def test_a_value_that_is_not_there() -> None:
    """The value of a secret can only be written when there is one."""
    with pytest.raises(ValidationError) as caught:
        build_command(command_request("client_secret_post", secret=None), ENDPOINT, client_secret_from="value")
    assert caught.value.report.errors[0].rule == "token-request-secret-missing"


def test_the_form_of_the_body_is_the_same_everywhere() -> None:
    """curl writes a space as %20 and the library as +; both are one space (RFC 6749 Appendix B)."""
    assert parse_form(build_form([("a", "b c")])) == parse_form(build_form([("a", "b c")], space="%20"))


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://op.example/token",
        "https://op.example/token#x",
        "https://op.example/tok en",
        "https://op.example/tok'\n",
        "https://op.example/é",
        "op.example/token",
        "",
    ],
)
def test_no_command_for_an_endpoint_that_is_refused(endpoint: str) -> None:
    """RFC 6749 §3.2: what `check_token_endpoint` refuses gets no command."""
    with pytest.raises(ValidationError) as caught:
        build_command(command_request("none"), endpoint)
    assert caught.value.report.errors == check_token_endpoint(endpoint).errors
