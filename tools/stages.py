"""Running programs in view, and stages of work that resume.

A stage writes its stamp only after it succeeded, and the stamp holds a hash of all that the stage depends on: so an
interrupted setup resumes where it stopped, and a second run skips what has not changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
RESUME = "Nothing is lost: run the same command again and it goes on from here."


class StopError(Exception):
    """Ends the program with one sentence for the person at the terminal."""


def say(text: str) -> None:
    print(f"\033[1m▸ {text}\033[0m" if sys.stdout.isatty() else f"▸ {text}", flush=True)


def run(command: Sequence[object], *, otherwise: str) -> None:
    """Run a program with its output in view; `otherwise` says what its failure means."""
    paths = [str(VENV / BIN), os.environ.get("PATH", "")]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join(paths),
        "VIRTUAL_ENV": str(VENV),
        "NO_MKDOCS_2_WARNING": "1",  # Material's notice about a version that this project does not use
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    try:
        code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
    except OSError as error:
        raise StopError(f"{otherwise} ({error})") from None
    if code:
        raise StopError(otherwise)


def digest(*inputs: object) -> str:
    """A hash of texts and of files' bytes, and of the project's place: environments hold absolute paths."""
    total = hashlib.sha256(str(ROOT).encode())
    for item in inputs:
        total.update(item.read_bytes() if isinstance(item, Path) else str(item).encode())
    return total.hexdigest()


def stage(name: str, title: str, inputs: Sequence[object], made: Path, action: Callable[[], None]) -> None:
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
