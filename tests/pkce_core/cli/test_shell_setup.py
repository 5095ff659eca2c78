"""`pkce completion` and `pkce man`: tried in the shells themselves, and read by groff."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from pkce_core.cli import build_parser, main
from pkce_core.cli.shell_files.description import describe
from pkce_core.cli.shell_files.man_page import write_man

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def _need(program: str) -> None:
    """A missing shell fails the test: a skipped one would leave the completion untried without anyone noticing."""
    assert shutil.which(program), f"{program} is missing: run make test, which installs it"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with the three scripts and two files."""
    for shell in ("bash", "zsh", "fish"):
        assert main(["completion", shell]) == 0
        (tmp_path / f"pkce.{shell}").write_text(capsys.readouterr().out)
    (tmp_path / "body one.json").touch()
    (tmp_path / "body.json").touch()
    return tmp_path


CASES = [
    ("pkce re", {"redirect-uri", "response", "report", "revoke"}),
    ("pkce token --sh", {"--shell"}),
    ("pkce token --shell p", {"posix", "powershell"}),
    ("pkce authorize --provider k", {"keycloak"}),
    ("pkce redirect-uri --profile banno-", {"banno-admin", "banno-consumer"}),
    ("pkce providers g", {"generic", "google"}),
    ("pkce completion ", {"bash", "zsh", "fish"}),
    ("pkce response body", {"body one.json", "body.json"}),
    ("pkce response --jwks body.", {"body.json"}),
    ("pkce token --client-id b", set()),
    ("pkce check --json x", set()),
]


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_bash(line: str, offered: set[str], folder: Path) -> None:
    """bash itself offers the commands, options, names and files."""
    _need("bash")
    words = [*line.split(" ")]
    script = (
        f"source pkce.bash\nCOMP_WORDS=({shlex.join(words)})\nCOMP_CWORD={len(words) - 1}\n_pkce\n"
        'for word in "${COMPREPLY[@]}"; do echo "$word"; done\ncomplete -p pkce'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=folder, capture_output=True, text=True, check=True, timeout=30
    )
    *found, registered = done.stdout.splitlines()
    assert (set(found), registered, done.stderr) == (offered, "complete -F _pkce pkce", "")


@pytest.mark.parametrize(("line", "offered"), CASES)
def test_fish(line: str, offered: set[str], folder: Path) -> None:
    """fish itself offers the same."""
    _need("fish")
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source pkce.fish; complete -C {shlex.quote(line)}"],
        cwd=folder, capture_output=True, text=True, check=True, timeout=30, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    assert {found.partition("\t")[0] for found in done.stdout.splitlines()} == offered


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("pkce prov", "pkce providers "),
        ("pkce token --she", "pkce token --shell "),
        ("pkce authorize --provider keyc", "pkce authorize --provider keycloak "),
        ("pkce response --jwks body.", "pkce response --jwks body.json "),
    ],
)
def test_zsh(typed: str, completed: str, folder: Path) -> None:
    """An interactive zsh completes on the tab key."""
    _need("zsh")
    start = "autoload -Uz compinit; compinit -u -d dump; source pkce.zsh; bindkey '^I' complete-word"
    show = "show() { print -r -- \"<$BUFFER>\" > shown; }; zle -N show; bindkey '^X' show"
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover
        os.chdir(folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "HOME": str(folder)})  # noqa: S606
    try:
        os.write(terminal, f"{start}; {show}; print re''ady\n".encode())
        _read_until(terminal, b"ready")
        os.write(terminal, f"{typed}\t\x18".encode())
        deadline = time.monotonic() + 20
        while not (folder / "shown").exists() or not (folder / "shown").read_text():
            assert time.monotonic() < deadline
            _drain(terminal)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)
    assert (folder / "shown").read_text() == f"<{completed}>\n"


def _drain(terminal: int) -> bytes:
    return os.read(terminal, 4096) if select.select([terminal], [], [], 0.05)[0] else b""


def _read_until(terminal: int, text: bytes) -> None:
    seen, deadline = b"", time.monotonic() + 20
    while text not in seen:
        assert time.monotonic() < deadline, seen
        seen += _drain(terminal)


def test_the_man_page_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """The man page has every command with every option."""
    assert main(["man"]) == 0
    page = capsys.readouterr().out.replace("\\-", "-")
    for command in describe(build_parser())[1:]:
        assert f".SS {command.name}\n" in page
        assert all(f"\\fB{flag}\\fR" in page for option in command.options for flag in option.flags)


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_reads_the_man_page() -> None:
    """groff reports no warnings."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww"], input=write_man(describe(build_parser())), capture_output=True, text=True,
        check=True, timeout=30,
    )  # fmt: skip
    assert done.stderr == ""
    assert "pkce" in done.stdout
