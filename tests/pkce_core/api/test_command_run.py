"""The commands for a call, run by real shells: the headers arrive, and without a token nothing is sent."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from pkce_core.api.command import write_call
from tests.support.token_server import ANSWER, TokenServer
from tests.support.windows_shells import read_powershell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SHELLS = ("bash", "dash", "zsh")
TOKEN, PROOF = "t.~+/-_==", "eyJ0.eyJ0.c2ln"
QUERY = "?a=[1-3]&b='$x'"


@pytest.fixture(scope="module")
def server() -> Iterator[TokenServer]:
    with TokenServer() as running:
        yield running


def run(command: list[str], where: Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(where), "NO_PROXY": "127.0.0.1", **variables}
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, cwd=where, env=environment, check=False, timeout=60
    )


def put_first(name: str, script: str, where: Path) -> str:
    """A program that is found before the real one; returns the PATH for that."""
    (where / "tools").mkdir()
    (where / "tools" / name).write_text(f"#!/bin/sh\n{script}\n")
    (where / "tools" / name).chmod(0o755)
    return f"{where / 'tools'}:{os.environ['PATH']}"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("scheme", ["Bearer", "DPoP"])
def test_the_headers_arrive(shell: str, scheme: str, server: TokenServer, tmp_path: Path) -> None:
    """The token and the proof arrive as they are, and the answer is shown with its headers."""
    script = write_call(f"{server.url}{QUERY}", scheme=scheme)
    done = run([shell, "-c", script], tmp_path, ACCESS_TOKEN=TOKEN, DPOP_PROOF=PROOF)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("HTTP/1.0 200 OK")
    assert done.stdout.endswith(f"{ANSWER.decode()}\n")
    path, headers, _ = server.received[-1]
    assert path == f"/token{QUERY}"
    assert headers["authorization"] == f"{scheme} {TOKEN}"
    assert headers.get("dpop") == (PROOF if scheme == "DPoP" else None)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("form", ["posix", "httpie"])
@pytest.mark.parametrize("variables", [{}, {"ACCESS_TOKEN": TOKEN}])
def test_nothing_is_sent_without_a_token(
    shell: str, form: str, variables: dict[str, str], server: TokenServer, tmp_path: Path
) -> None:
    """A missing variable ends the command before anything is sent."""
    before = len(server.received)
    done = run([shell, "-c", write_call(server.url, scheme="DPoP", shell=form)], tmp_path, **variables)
    assert done.returncode != 0
    assert f"contains no {'proof' if variables else 'access token'}" in done.stderr
    assert len(server.received) == before


@pytest.mark.parametrize("shell", SHELLS)
def test_the_pipes_of_httpie(shell: str, tmp_path: Path) -> None:
    """What HTTPie reads as its headers: a program in its place shows the files that it is given."""
    show = 'for each; do case $each in *:@*) echo "${each%%:*}: $(cat "${each#*:@}")" ;; esac; done'
    path = put_first("http", show, tmp_path)
    for scheme, more in (("Bearer", ""), ("DPoP", f"DPoP: {PROOF}\n")):
        script = write_call("https://op.example/", scheme=scheme, shell="httpie")
        done = run([shell, "-c", script], tmp_path, ACCESS_TOKEN=TOKEN, DPOP_PROOF=PROOF, PATH=path)
        assert done.stdout == f"Authorization: {scheme} {TOKEN}\n{more}", done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_the_token_is_in_no_list_of_processes(shell: str, server: TokenServer, tmp_path: Path) -> None:
    """No program is started with the token among its arguments; a curl that records its own says so."""
    record = tmp_path / "arguments"
    path = put_first("curl", f'printf "%s\\n" "$@" >> {record}\nexec {shutil.which("curl")} "$@"', tmp_path)
    done = run([shell, "-c", write_call(server.url)], tmp_path, ACCESS_TOKEN=TOKEN, PATH=path)
    assert done.returncode == 0
    assert server.url in record.read_text()
    assert TOKEN not in record.read_text()


def test_powershell_configures_a_real_curl(server: TokenServer, tmp_path: Path) -> None:
    """The lines that PowerShell pipes into curl's configuration, ended as Windows ends lines, bring both headers."""
    script = write_call(f"{server.url}{QUERY}", scheme="DPoP", shell="powershell")
    match = re.search(r"\{\n    (.*) \|\n(.*)\n  \} else", script, re.DOTALL)
    assert match
    values = {"ACCESS_TOKEN": TOKEN, "DPOP_PROOF": PROOF}
    lines = [f'{start}{values[name]}"' for start, name in re.findall(r"\('([^']*)' \+ \$env:(\w+) \+", match[1])]
    done = run(["curl", *read_powershell(match[2])[1:]], tmp_path, "".join(f"{line}\r\n" for line in lines))
    assert done.returncode == 0, done.stderr
    path, headers, _ = server.received[-1]
    assert (path, headers["authorization"], headers["dpop"]) == (f"/token{QUERY}", f"DPoP {TOKEN}", PROOF)
