"""How the secret gets from the reader's keyboard to curl: by a line that leaves no trace, then through a pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from pkce_core import TokenRequest, build_command
from pkce_core.text.form_encoding import encode_form, parse_form
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.shells import SHELLS
from tests.support.token_server import TokenServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHODS = ("client_secret_basic", "client_secret_post")
SECRETS = ("s3cret/with+signs&more", " \\ '\"quotes\"' %41 ", "".join(map(chr, range(0x20, 0x7F))))


@pytest.fixture(scope="module")
def server() -> Iterator[TokenServer]:
    with TokenServer() as running:
        yield running


def request(method: str) -> TokenRequest:
    return TokenRequest(
        client_id="my client",
        code="c0de",
        redirect_uri="http://127.0.0.1:8765/callback",
        code_verifier="n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
        token_endpoint_auth_method=method,
    )


@pytest.mark.parametrize("shell", dict(SHELLS))
@pytest.mark.parametrize("method", METHODS)
def test_every_shell_has_its_way(shell: str, method: str) -> None:
    """What is loaded can be removed; the line has no place for the secret; the command takes the same variable."""
    setting = secret_setting(shell, method)
    assert bool(setting.before) is bool(setting.after) is (shell != "http")
    command = build_command(request(method), "https://op.example/token", shell=shell, client_secret_from=setting.source)
    variable = setting.source.partition(":")[2]
    assert (variable in command and variable in setting.before) or shell == "http"
    assert len(command.splitlines()) <= 14


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("secret", SECRETS)
def test_a_typed_secret_arrives(
    shell: str, method: str, secret: str, server: TokenServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The line, then the command, run by a real shell and a real curl: the secret arrives, and is in no argument."""
    tools, where = tmp_path_factory.mktemp("tools"), tmp_path_factory.mktemp("where")
    record = tools / "arguments"
    (tools / "curl").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {record}\nexec {shutil.which("curl")} "$@"\n')
    (tools / "curl").chmod(0o755)
    setting = secret_setting("posix", method)
    command = build_command(request(method), server.url, client_secret_from=setting.source)
    name = setting.source.partition(":")[2]
    script = f'{setting.before}\n{command}\n{setting.after}\nprintf "%s" "${{{name}-gone}}"'
    done = run(shell, script, where, f"{secret}\n", PATH=f"{tools}:{os.environ['PATH']}")
    assert done.stdout.endswith("gone"), done.stderr
    _, headers, body = server.received[-1]
    if method == "client_secret_post":
        assert dict(parse_form(body.decode()))["client_secret"] == secret
    else:
        client, _, password = b64decode(headers["authorization"].removeprefix("Basic ")).decode().partition(":")
        assert [parse_form(part)[0][0] for part in (client, password)] == ["my client", secret]
    told = record.read_text()
    assert "code_verifier" in told
    assert secret not in told
    assert encode_form(secret) not in told


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_a_secret_loaded_for_the_other_method_is_not_sent(method: str, server: TokenServer, tmp_path: Path) -> None:
    """The methods have variables of their own, so a command ends with a message instead of sending the wrong text."""
    other = next(each for each in METHODS if each != method)
    before = len(server.received)
    command = build_command(request(method), server.url, client_secret_from=secret_setting("posix", method).source)
    done = run("bash", f"{secret_setting('posix', other).before}\n{command}", tmp_path, "s3cret\n")
    assert "contains no client_secret" in done.stderr
    assert len(server.received) == before


def run(shell: str, script: str, where: Path, typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "HOME": str(where), "LANG": "C.UTF-8", **environment}
    flags = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"]}[shell]
    return subprocess.run(
        [shell, *flags, "-c", script], input=typed, capture_output=True, text=True, timeout=60, cwd=where, env=clean,
        check=False,
    )  # fmt: skip
