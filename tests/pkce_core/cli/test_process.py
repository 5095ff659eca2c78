"""The `pkce` command as a process: closed streams, pipes, encodings, and what it loads."""

from __future__ import annotations

import os
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import pkce_core

pytestmark = pytest.mark.slow

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = "AxEzlKmhZBjaLdwrd84BTbBf6JMRNi9ZejD5zz0Ideg"
PKCE = f"{shlex.quote(sys.executable)} -m pkce_core"
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def _sh(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, timeout=60, env={**os.environ, **environment}, check=False
    )


def _loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_loads_no_network_and_little_else() -> None:
    """`import pkce_core` and every name of it load no socket, ssl, http or asyncio."""
    assert not _loaded("import pkce_core") & {"dataclasses", "re", "hashlib"}
    everything = _loaded("import pkce_core\nfor name in pkce_core.__all__: getattr(pkce_core, name)")
    assert not everything & {"socket", "ssl", "http", "asyncio", "_socket", "_ssl"}


SLOW = {"argparse", "ast", "contextlib", "dataclasses", "inspect", "json", "re", "typing"}
"""What takes longer to load than these commands need for their work."""


@pytest.mark.parametrize("argv", [["challenge", VERIFIER], ["pair"], ["verifier"]])
def test_what_needs_no_report_loads_none(argv: list[str]) -> None:
    """`pkce challenge`, `pkce pair` and `pkce verifier` load no findings, no enum and nothing else that is slow."""
    code = f"from pkce_core.cli import main; main({argv!r})"
    assert not _loaded(code) & {*SLOW, "enum", "pkce_core.findings", "pkce_core.cli.parser"}


@pytest.mark.parametrize("argv", [["check", VERIFIER], ["check", VERIFIER, CHALLENGE]])
def test_a_right_pair_loads_no_diagnosis(argv: list[str]) -> None:
    """`pkce check` loads the diagnosis, and what it needs, only for a wrong challenge."""
    code = f"from pkce_core.cli import main; main({argv!r})"
    assert not _loaded(code) & {*SLOW, "pkce_core.diagnosis", "pkce_core.cli.parser"}


@posix
@pytest.mark.parametrize(
    ("script", "code", "says"),
    [
        (f"{PKCE} pair >&-", 2, "standard output is closed"),
        (f"{PKCE} check - <&-", 2, "standard input is closed"),
        (f"{PKCE} pair | head -1", 0, ""),
        (f"{PKCE} --help | head -1", 0, ""),
        (f"{PKCE} --help >&-", 2, "standard output is closed"),
        (f"{PKCE} pair >&- 2>&-", 2, ""),
        (f"printf '\\377\\376' | {PKCE} check -", 1, ""),
        (f"printf '%s\\n' {VERIFIER} | {PKCE} challenge", 0, "one newline"),
        (f"{PKCE} check \"$(printf '\\377')\"", 1, ""),
    ],
)
def test_streams_of_a_shell(script: str, code: int, says: str) -> None:
    """Whatever is closed or broken: a sentence and an exit status, no traceback."""
    done = _sh(script)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["pair", "--help", "--version", "check --help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_of(command: str, unbuffered: str) -> None:
    """What cannot be written is no success, the help included."""
    done = _sh(f"{PKCE} {command} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr


@posix
def test_a_console_without_unicode() -> None:
    """A character that the console cannot show is escaped, not fatal."""
    done = _sh(f"{PKCE} check x", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"RFC 7636 \xa74.1" in done.stdout


@posix
def test_ten_megabytes_on_stdin() -> None:
    """A verifier of 10 MB is a short message."""
    done = _sh(f"head -c 10000000 /dev/zero | {PKCE} check -")
    assert done.returncode == 1
    assert len(done.stdout) < 2000


def test_module_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running the package runs the command."""
    monkeypatch.setattr(sys, "argv", ["pkce", "--version"])
    with pytest.raises(SystemExit) as done:
        runpy.run_module("pkce_core", run_name="__main__")
    assert done.value.code == 0


def test_module_and_version() -> None:
    """`python -m pkce_core` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"pkce {pkce_core.__version__}\n"
