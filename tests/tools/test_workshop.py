"""The program behind make: it resumes, skips what is done, and ends every failure in one sentence."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "workshop.py"


@pytest.fixture
def workshop(tmp_path: Path) -> Any:
    """The stages as a module, with their stamps in an empty folder."""
    spec = importlib.util.spec_from_file_location("stages", SCRIPT.with_name("stages.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    vars(module)["CACHE"] = tmp_path
    return module


def test_a_stage_runs_once(workshop: Any, tmp_path: Path) -> None:
    """A stage whose inputs have not changed is skipped; a changed input or a lost result runs it again."""
    made, runs = tmp_path / "made", []

    def action() -> None:
        runs.append(1)
        made.touch()

    for inputs, expected in (["a"], 1), (["a"], 1), (["b"], 2), (["b"], 2):
        workshop.stage("name", "Title", inputs, made, action)
        assert len(runs) == expected
    made.unlink()
    workshop.stage("name", "Title", ["b"], made, action)
    assert len(runs) == 3


def test_an_interrupted_stage_runs_again(workshop: Any, tmp_path: Path) -> None:
    """A stage that failed half-way leaves no stamp, not even an older one."""
    made = tmp_path / "made"
    workshop.stage("name", "Title", ["a"], made, made.touch)

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workshop.stage("name", "Title", ["b"], made, interrupted)
    runs = []
    workshop.stage("name", "Title", ["a"], made, lambda: runs.append(1))
    assert runs == [1]


def test_a_failing_program_becomes_a_sentence(workshop: Any) -> None:
    """What a failure means is said, whether the program fails or is not there at all."""
    with pytest.raises(workshop.StopError, match="It means this"):
        workshop.run([sys.executable, "-c", "raise SystemExit(3)"], otherwise="It means this.")
    with pytest.raises(workshop.StopError, match="It means this"):
        workshop.run(["/nowhere/program"], otherwise="It means this.")


def test_a_port_in_use_is_told_before_anything_is_built() -> None:
    """`make serve` on a port in use ends at once, in a sentence that says what to do, with a non-zero status."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, SCRIPT, "serve"],
            env={**os.environ, "PORT": str(port)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert f"PORT={port + 1} make serve" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "70000", ""])
def test_a_port_that_is_no_port_is_told(port: str) -> None:
    """A wrong PORT ends in a sentence."""
    done = subprocess.run(
        [sys.executable, SCRIPT, "serve"],
        env={**os.environ, "PORT": port},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "PORT is to be a number from 1 to 65535" in done.stderr


def test_an_unknown_command_is_told() -> None:
    """The program says which commands it has."""
    done = subprocess.run([sys.executable, SCRIPT, "dance"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "serve, build, test" in done.stderr


def test_a_deleted_environment_is_filled_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever removes .venv, or makes it anew, gets its packages back; whoever changes nothing installs nothing."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    stages, installs = importlib.import_module("stages"), importlib.import_module("installs")
    venv, ran = tmp_path / "venv", list[str]()

    def run(command: list[object], *, otherwise: str) -> None:
        words = [str(word) for word in command]
        ran.append(" ".join(words))
        if words[1:2] == ["venv"]:
            (venv / "bin").mkdir(parents=True, exist_ok=True)
            (venv / "bin" / "python").touch()
        if "uv.txt" in words[-1]:
            (tmp_path / "uv" / "bin").mkdir(parents=True, exist_ok=True)
            (tmp_path / "uv" / "bin" / "uv").touch()

    monkeypatch.setattr(stages, "CACHE", tmp_path)
    for name, value in {"CACHE": tmp_path, "VENV": venv, "TOKEN": venv / "token", "run": run}.items():
        monkeypatch.setattr(installs, name, value)
    installs.setup()
    assert any("site.txt" in command for command in ran)
    ran.clear()
    installs.setup()
    assert not [command for command in ran if "npm" not in command]
    shutil.rmtree(venv)
    installs.setup()
    assert any("site.txt" in command for command in ran)


@pytest.mark.parametrize(("debian", "browser"), [(True, None), (True, "/usr/bin/chromium"), (False, None)])
def test_programs_of_the_tests(
    debian: bool, browser: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Debian one apt-get call installs all that is missing; elsewhere a sentence names it."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    installs, ran = importlib.import_module("installs"), list[list[str]]()
    monkeypatch.setattr(installs, "run", lambda command, otherwise: ran.append([str(word) for word in command]))
    monkeypatch.setattr(installs, "on_debian", lambda: debian)
    monkeypatch.setattr(installs, "browser", lambda: browser)
    there = {*installs.PROGRAMS.values()} - {"fish", "javac"}
    monkeypatch.setattr(installs.shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(installs, "LIBRARIES", {"libc6-dev": "bin/en*", "librust-sha2-dev": "no/such/sha2-*"})
    installs.programs()
    if debian:
        assert ran[-1][-3:] == ["fish", "default-jdk-headless", "librust-sha2-dev"]
        assert ("chromium-headless-shell" in ran[-1]) == (browser is None)
        assert sum("install" in command for command in ran) == 1
    else:
        assert "Install fish, javac yourself" in "".join(capsys.readouterr())


def test_who_may_not_install_reads_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader who is not root and has no sudo gets one sentence with the packages' names."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    installs, stages = importlib.import_module("installs"), importlib.import_module("stages")
    monkeypatch.setattr(installs.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(stages, "VENV", tmp_path)
    with pytest.raises(stages.StopError, match="install golang-go ruby, then run again"):
        installs.install_packages(["golang-go", "ruby"])
