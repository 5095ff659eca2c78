"""The ground of the setup: folders, running programs in view, and stages of work that resume.

A stage writes its stamp only after it succeeded, and the stamp is a hash of everything the stage depends on. So an
interrupted setup resumes where it stopped, and a second run skips what hasn't changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
RESUME = "Nothing is lost: run the same command again, and it continues from here."


class StopError(Exception):
    """Ends the program with one sentence for the person at the terminal."""


def say(text: str) -> None:
    print(f"\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"▸ {text}", flush=True)


class Timing:
    """How many seconds each step of a task takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str, title: str) -> Iterator[None]:
        """Announce a step, and note its seconds even when it fails."""
        say(title)
        started = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = time.monotonic() - started

    def show(self) -> None:
        """Print the seconds of each step, and of all."""
        say("Seconds of each step")
        for name, took in {**self.seconds, "all": sum(self.seconds.values())}.items():
            print(f"  {took:6.1f}  {name}", flush=True)


def run(command: Sequence[object], *, otherwise: str, env: Mapping[str, str] | None = None) -> None:
    """Run a program with its output in view; `otherwise` says what its failure means."""
    try:
        done = subprocess.run(list(map(str, command)), cwd=ROOT, env={**_variables(), **(env or {})}, check=False)
    except OSError as error:
        raise StopError(f"{otherwise} ({error})") from None
    if done.returncode:
        raise StopError(otherwise)


def run_quietly(command: Sequence[object]) -> tuple[bool, str]:
    """Run a program out of view: whether it ended well, and what it wrote."""
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    try:
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, env=_variables(), stdout=pipe, stderr=same, encoding="utf-8", check=False
        )
    except OSError as error:
        return False, f"{error}\n"
    return not done.returncode, done.stdout


def _variables() -> dict[str, str]:
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(VENV / BIN), os.environ.get("PATH", "")]),
        "VIRTUAL_ENV": str(VENV),
        "NO_MKDOCS_2_WARNING": "1",  # Material's notice about a version that this project does not use
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def digest(*inputs: object) -> str:
    """A hash of texts, of files' bytes, and of the project's place, because environments contain absolute paths."""
    total = hashlib.sha256(str(ROOT).encode())
    for item in inputs:
        total.update(item.read_bytes() if isinstance(item, Path) else str(item).encode())
    return total.hexdigest()


def stage(name: str, title: str, inputs: Sequence[object], made: Path, action: Callable[[], None]) -> None:
    """Run `action`, unless it has run with the same inputs before and what it made is still there."""
    stamp, wanted = CACHE / "stamps" / name, digest(*inputs)
    if made.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    say(title)
    stamp.unlink(missing_ok=True)
    started = time.monotonic()
    action()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)
