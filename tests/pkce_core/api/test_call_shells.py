"""A call in each shell: what its readers make of the address, and where the token is."""

from __future__ import annotations

import re

import pytest

from pkce_core.api.call_shells import CALL_WRITERS, Call
from pkce_core.token.command.build import SHELLS
from tests.support.token_commands import ENVIRONMENT, read_posix
from tests.support.windows_shells import read_cmd, read_httpie_item, read_powershell

URL = "https://op.example/userinfo?a='b'&c=%20%2F&d=[1-3]"
SILENT = ["--silent", "--show-error", "--write-out", "\\n", "--globoff", "--include"]
BEARER, PROOF = Call(URL, "AT", "Bearer"), Call(URL, "AT", "DPoP")


def test_every_shell_has_a_writer() -> None:
    """A shell of the token command is one of calls, too."""
    assert tuple(CALL_WRITERS) == SHELLS


@pytest.mark.parametrize("call", [BEARER, PROOF])
def test_posix(call: Call) -> None:
    """curl gets the address as it is, and the rest on standard input."""
    script = CALL_WRITERS["posix"](call)
    assert read_posix(script[script.index("curl ") :]) == ["curl", "--config", "-", *SILENT, "--url", URL, ")"]
    assert script.startswith('(\n  : "${AT:?contains no access token}"\n')


@pytest.mark.parametrize(("call", "lines"), [(BEARER, 1), (PROOF, 2)])
def test_powershell(call: Call, lines: int) -> None:
    """Each header is a line of curl's configuration, and nothing is sent without its variable."""
    script = CALL_WRITERS["powershell"](call)
    match = re.search(r"\{\n    (.*) \|\n(.*)\n  \} else", script, re.DOTALL)
    assert match
    assert read_powershell(match[2]) == ["curl.exe", "--config", "-", *SILENT, "--url", URL]
    token = f"""('header = "Authorization: {call.scheme} ' + $env:AT + '"')"""
    assert match[1].split(", ") == [token, """('header = "DPoP: ' + $env:DPOP_PROOF + '"')"""][:lines]
    assert ("-and $env:DPOP_PROOF" in script) == (lines == 2)


@pytest.mark.parametrize("call", [BEARER, PROOF])
def test_cmd(call: Call) -> None:
    """cmd.exe expands no variable: curl reads them."""
    ((operator, words),) = read_cmd(CALL_WRITERS["cmd"](call), {**ENVIRONMENT, "AT": "pwned", "DPOP_PROOF": "pwned"})
    assert operator == ""
    assert words[:9] == ["curl.exe", *SILENT, "--url", URL]
    headers = ["--variable", "%AT", "--expand-header", f"Authorization: {call.scheme} {{{{AT}}}}"]
    headers += ["--variable", "%DPOP_PROOF", "--expand-header", "DPoP: {{DPOP_PROOF}}"]
    assert words[9:] == headers[: 4 if call is BEARER else 8]


def test_httpie() -> None:
    """Its headers come from files, which are pipes."""
    script = CALL_WRITERS["httpie"](BEARER)
    words = read_posix(script[script.index("http ") :])
    assert words == ["http", "--ignore-stdin", "--print=hb", "GET", URL, "Authorization:@/dev/stdin", ")"]
    items = re.findall(r"\S+:@\S+", CALL_WRITERS["httpie"](PROOF))
    assert [read_httpie_item(item) for item in items] == [
        ("Authorization", ":@", "/dev/fd/3"),
        ("DPoP", ":@", "/dev/stdin"),
    ]


def test_http() -> None:
    """An editor fills in the placeholders."""
    assert CALL_WRITERS["http"](PROOF).split("\n") == [
        "GET /userinfo?a='b'&c=%20%2F&d=[1-3] HTTP/1.1",
        "Host: op.example",
        "Authorization: DPoP {{AT}}",
        "DPoP: {{DPOP_PROOF}}",
        "",
    ]
