"""The commands of `build_command`, run by real shells: the octets that arrive are those of `build_token_request`.

Needs bash, dash, zsh and curl; `make test` installs them. A missing one fails the test, because a skipped test
would leave the promise unkept without anyone noticing.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pkce_core.text.form_encoding import build_form, encode_form, parse_form
from pkce_core.token.command.build import build_command
from pkce_core.token.http_request import build_token_request
from pkce_core.token.request import TokenRequest
from tests.support.token_server import ANSWER, TokenServer
from tests.support.windows_shells import read_cmd, read_powershell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
SHELLS = ("bash", "dash", "zsh")
METHODS = ("none", "client_secret_post", "client_secret_basic", "private_key_jwt")
NASTY = (
    "'; touch pwned; '", '"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "\n touch pwned\n", "| touch pwned",
    "& touch pwned &", "!!", "!touch", "\\", "\\'", "'\\''", "''", "%0A%PATH%", "%", "@/etc/passwd", "=@/etc/passwd",
    "<(touch pwned)", "{a,b}", "[1-3]", "~", "*", "#", "$'\\n'", "${HOME}", "-d x", "\x1b[201~touch pwned\r", "é€😀",
    "\u2019; touch pwned; \u2019", "a b", " a ", "\t", "\x7f", "\u0085", "+", "&code=x",
)  # fmt: skip
PIECES = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
VALUES = st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(bool)
LINES = VALUES.filter(lambda text: "\n" not in text)


@pytest.fixture(scope="module")
def server() -> Iterator[TokenServer]:
    with TokenServer() as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def _programs() -> None:
    missing = [name for name in (*SHELLS, "curl") if shutil.which(name) is None]
    assert not missing, f"{' and '.join(missing)} missing: run make test, which installs it"


def _run(
    shell: str, script: str, where: Path, *, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script as its own file would be, in an empty directory, with no settings of the user's."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(where), "LANG": "C.UTF-8", **environment}
    flags = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"]}.get(shell, [])
    done = subprocess.run(
        [shell, *flags, "-c", script], input=typed, capture_output=True, text=True, timeout=60, cwd=where, env=clean,
        check=False,
    )  # fmt: skip
    assert list(where.iterdir()) == [], "a value was taken for a command"
    return done


def _request(method: str, code: str, secret: str | None) -> TokenRequest:
    return TokenRequest(
        client_id=f"id:{code}",
        code=code,
        redirect_uri=f"http://127.0.0.1:8765/callback?{code}",
        code_verifier=VERIFIER,
        client_secret=secret if "secret" in method else None,
        client_assertion="a.b.c" if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
        extra=((f"@{code}", code),),
    )


def _assert_arrived(server: TokenServer, request: TokenRequest) -> None:
    """The last request has the octets that the library builds; a space may be + or %20, which mean the same."""
    expected = build_token_request(request)
    path, headers, body = server.received[-1]
    assert path.startswith("/token")
    arrived = body.decode("ascii").replace("+", "%20")
    if arrived.startswith("client_secret="):  # where PowerShell's configuration puts it
        first, _, rest = arrived.partition("&")
        arrived = f"{rest}&{first}"
    assert arrived == expected.body.replace("+", "%20")
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["accept"] == "application/json"
    sent = dict(expected.headers).get("Authorization")
    if sent is None:
        assert "authorization" not in headers
    else:
        assert _credentials(headers["authorization"]) == _credentials(sent)


def _credentials(header: str) -> list[str]:
    from base64 import b64decode

    kind, _, text = header.partition(" ")
    assert kind == "Basic"
    # RFC 6749 §2.3.1: both are form-encoded; hex digits may have either case.
    return [parse_form(part)[0][0] for part in b64decode(text).decode("ascii").split(":")]


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=st.sampled_from(METHODS), code=VALUES, secret=VALUES)
@example(method="client_secret_post", code="".join(NASTY), secret="".join(NASTY))
@example(method="client_secret_basic", code="".join(NASTY), secret="".join(NASTY))
@example(method="none", code="'", secret="x")
def test_values_arrive_unchanged(
    shell: str, server: TokenServer, tmp_path: Path, method: str, code: str, secret: str
) -> None:
    """Whatever client_id, code, redirect_uri, names and secret hold: no command runs, and every octet arrives."""
    request = _request(method, code, secret)
    for source in ("env:MY_SECRET", "value"):
        script = build_command(request, server.url, client_secret_from=source)
        assert all(" " <= character <= "~" or character == "\n" for character in script)
        done = _run(shell, script, tmp_path, MY_SECRET=secret)
        assert (done.returncode, done.stdout) == (0, ANSWER.decode() + "\n")
        _assert_arrived(server, request)


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=st.sampled_from(METHODS[1:3]), secret=LINES)
@example(method="client_secret_post", secret=" \\ leading and trailing ")
def test_a_prompt_takes_the_secret(shell: str, server: TokenServer, tmp_path: Path, method: str, secret: str) -> None:
    """What is typed is the secret, character by character, and curl does not read it as anything else."""
    request = _request(method, "code", secret)
    script = build_command(request, server.url, client_secret_from="prompt")
    assert secret not in script or len(secret) < 3
    # `read` strips blanks that IFS holds, so IFS is empty; what it cannot take is a NUL.
    done = _run(shell, script, tmp_path, typed=f"{secret}\n")
    assert done.returncode == 0
    assert done.stderr.startswith("client_secret (not shown): ")
    _assert_arrived(server, request)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS[1:3])
@pytest.mark.parametrize("environment", [{}, {"MY_SECRET": ""}])
def test_an_empty_secret_is_never_sent(
    shell: str, method: str, environment: dict[str, str], server: TokenServer, tmp_path: Path
) -> None:
    """RFC 6749 §2.3.1 lets an empty secret be left out; a missing variable ends the command before anything is sent."""
    before = len(server.received)
    script = build_command(_request(method, "code", None), server.url, client_secret_from="env:MY_SECRET")
    done = _run(shell, script, tmp_path, **environment)
    assert done.returncode != 0
    assert "MY_SECRET: contains no client_secret" in done.stderr
    assert len(server.received) == before


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS[1:3])
def test_the_secret_is_in_no_list_of_processes(
    shell: str, method: str, server: TokenServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No program is started with the secret among its arguments; a curl that records its own says so."""
    tools, where = tmp_path_factory.mktemp("tools"), tmp_path_factory.mktemp("empty")
    record = tools / "arguments"
    for name in ("curl", "od", "tr"):
        real = shutil.which(name)
        (tools / name).write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {record}\nexec {real} "$@"\n')
        (tools / name).chmod(0o755)
    script = build_command(_request(method, "code", None), server.url, client_secret_from="env:MY_SECRET")
    done = _run(shell, script, where, MY_SECRET="s3cr3t+s3cr3t", PATH=f"{tools}:{os.environ['PATH']}")
    assert done.returncode == 0
    assert "code_verifier" in record.read_text()
    assert "s3cr3t" not in record.read_text() + script
    _assert_arrived(server, _request(method, "code", "s3cr3t+s3cr3t"))


def test_an_endpoint_with_a_query_and_brackets(server: TokenServer, tmp_path: Path) -> None:
    """curl takes brackets and quotes in the endpoint's URL as they are, and the endpoint's query is kept."""
    request = _request("none", "code", None)
    done = _run("dash", build_command(request, f"{server.url}?a=[1-3]&b='$x'"), tmp_path)
    assert done.returncode == 0
    _assert_arrived(server, request)
    assert server.received[-1][0] == "/token?a=[1-3]&b='$x'"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=st.sampled_from(METHODS), code=VALUES, secret=VALUES, shell=st.sampled_from(["powershell", "cmd"]))
@example(method="client_secret_post", code="".join(NASTY), secret="".join(NASTY), shell="powershell")
@example(method="client_secret_post", code="".join(NASTY), secret="".join(NASTY), shell="cmd")
def test_windows_arguments_reach_a_real_curl(
    server: TokenServer, tmp_path: Path, method: str, code: str, secret: str, shell: str
) -> None:
    """What the readers of PowerShell and cmd.exe hand on makes a real curl send every octet."""
    request = _request(method, code, secret)
    script = build_command(request, server.url, shell=shell, client_secret_from="value")
    words = read_powershell(script) if shell == "powershell" else read_cmd(script, {"PATH": "pwned"})[0][1]
    _curl(words, tmp_path)
    _assert_arrived(server, request)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(method=st.sampled_from(METHODS[1:3]), secret=VALUES)
def test_powershell_configures_a_real_curl(server: TokenServer, tmp_path: Path, method: str, secret: str) -> None:
    """The line that PowerShell pipes into curl's configuration, ended as Windows ends lines, brings the secret."""
    request = _request(method, "code", secret)
    script = build_command(request, server.url, shell="powershell", client_secret_from="env:MY_SECRET")
    match = re.search(r"\n    '([^']*)' \+ .*? \|\n(.*)\n  \} else", script, re.DOTALL)
    assert match is not None
    # [uri]::EscapeDataString keeps what RFC 3986 calls unreserved, as encode_form does.
    _curl(read_powershell(match[2]), tmp_path, f'{match[1]}{encode_form(secret, space="%20")}"\r\n')
    _assert_arrived(server, request)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("method", METHODS)
def test_a_failed_connection_is_told(shell: str, method: str, tmp_path: Path) -> None:
    """Without a server, curl says so on stderr, shows no progress, and gives its own status."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody listens
        endpoint = f"http://127.0.0.1:{nobody.getsockname()[1]}/token"
        script = build_command(_request(method, "code", "s3cr3t"), endpoint, client_secret_from="env:MY_SECRET")
        done = _run(shell, script, tmp_path, MY_SECRET="s3cr3t")
    assert done.returncode == 7
    assert done.stderr.startswith("curl: (7) ")
    assert done.stderr.count("\n") == 1
    assert done.stdout.strip() == ""


def _curl(words: list[str], where: Path, typed: str = "") -> None:
    assert words[0] == "curl.exe"
    done = subprocess.run(
        ["curl", *words[1:]],
        input=typed.encode(),
        capture_output=True,
        timeout=60,
        cwd=where,
        env={"PATH": os.environ["PATH"], "HOME": str(where)},
        check=True,
    )
    assert done.stdout == ANSWER + b"\n"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(METHODS), code=VALUES, secret=VALUES)
def test_plain_http_is_the_request(server: TokenServer, method: str, code: str, secret: str) -> None:
    """The text of shell="http" goes to a socket as it is."""
    request = _request(method, code, secret)
    text = build_command(request, server.url, shell="http", client_secret_from="value")
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(text.encode("ascii"))
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.endswith(ANSWER)
    _assert_arrived(server, request)
    assert server.received[-1][2].decode("ascii").startswith(build_form([("grant_type", "authorization_code")]))
