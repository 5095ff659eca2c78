"""The program behind make: what it lists, what it refuses, and what it runs in which order."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from make import tasks
from make.stages import StopError, Timing
from make.tasks import TASKS, main

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / "tools" / "make"


def start(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROGRAM, *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_is_reported_before_anything_is_built() -> None:
    """`make serve` on a port in use ends at once, in a sentence that says what to do, with a non-zero status."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = start("serve", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert f"PORT={port + 1} make serve" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "70000", ""])
def test_a_port_that_is_no_port_is_reported(port: str) -> None:
    """A wrong PORT ends in a sentence."""
    done = start("serve", PORT=port)
    assert done.returncode == 1
    assert "PORT must be a number from 1 to 65535" in done.stderr


def test_an_unknown_task_is_reported() -> None:
    """The program says which tasks it has."""
    done = start("dance")
    assert done.returncode == 2
    assert "There is no task 'dance'" in done.stderr
    assert "make serve " in done.stderr


@pytest.mark.slow
def test_make_alone_lists_the_targets() -> None:
    """`make` prints a line for each of its targets, which are the tasks of the program."""
    make = shutil.which("make")
    assert make, "make is not installed"
    done = subprocess.run([make], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    listed = re.findall(r"^make (\S+) +\S.+$", done.stdout, re.MULTILINE)
    assert listed == list(TASKS)
    assert len(done.stdout.splitlines()) == len(TASKS)
    targets = re.findall(r"^([a-z][a-z -]*):$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {*" ".join(targets).split()} == {*TASKS, "help"}


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that a task would run, none of which does anything."""
    commands: list[str] = []

    def note(command: list[object], **_: object) -> None:
        commands.append(" ".join(str(part) for part in command))

    monkeypatch.setattr(tasks, "run", note)
    monkeypatch.setattr(tasks, "lint_all", lambda timing: commands.append("lint"))
    monkeypatch.setattr(tasks, "set_up", lambda *, tests=False: None)
    monkeypatch.setattr(tasks, "install_programs", lambda: commands.append("install programs"))
    monkeypatch.setattr(tasks, "fetch_dependencies", lambda: commands.append("fetch dependencies"))
    return commands


def test_the_cheapest_failure_comes_first(ran: list[str]) -> None:
    """`make test` runs the linters, then the fast tests, then the slow ones, for which alone it installs programs."""
    assert main(["test"]) == 0
    lint, fast, programs, dependencies, slow = ran
    assert lint == "lint"
    assert "-m not slow" in fast
    assert "--cov" in fast
    assert "--cov-append" in slow
    assert "--cov-fail-under=100" in slow
    assert (programs, dependencies) == ("install programs", "fetch dependencies")
    assert "-m slow" in slow
    assert "--all-matrices" not in fast + slow


def test_check_is_the_first_half(ran: list[str]) -> None:
    """`make check` runs the linters and the fast tests, and installs no programs."""
    assert main(["check"]) == 0
    lint, fast = ran
    assert lint == "lint"
    assert "-m not slow" in fast


def test_all_runs_the_matrices(ran: list[str]) -> None:
    """`make test-all` is `make test` with every matrix whole."""
    assert main(["test-all"]) == 0
    assert all("--all-matrices" in command for command in ran if "pytest" in command)


def test_a_failure_ends_the_run(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a linter fails, no test runs; the seconds are shown all the same."""

    def fail(timing: Timing) -> None:
        with timing.step("linters", "Checking"):
            raise StopError("Found something.")

    monkeypatch.setattr(tasks, "lint_all", fail)
    assert main(["test"]) == 1
    assert ran == []
    shown = capsys.readouterr()
    assert "Found something." in shown.err
    assert "linters" in shown.out
