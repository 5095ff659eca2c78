"""Sets the project up and runs it: the program behind `make serve`, `make test` and the other targets.

Runs on any Python from 3.11 with the standard library alone, because nothing is installed yet when it
starts. Setup is a row of stages. A stage writes its stamp only after it succeeded, and the stamp holds a
hash of all that the stage depends on: so an interrupted setup resumes where it stopped, and a second run
skips what has not changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
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
PYTHON = (ROOT / ".python-version").read_text().strip()
HOST = "127.0.0.1"
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


# Stages


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


def setup(*, tests: bool = False) -> None:
    """Bring what the site needs, and for `tests` what they need on top, into the ignored folders."""
    uv = CACHE / "uv" / BIN / f"uv{EXE}"
    python = VENV / BIN / f"python{EXE}"
    pins = ROOT / "requirements" / "uv.txt"
    stage(
        "uv",
        "Getting uv, which makes the Python environment",
        [pins, sys.version],
        uv,
        lambda: install_uv(pins),
    )
    stage("python", f"Making .venv with Python {PYTHON}", [PYTHON, pins], python, lambda: make_venv(uv))
    python_packages(uv, python, "site")
    node_packages(ROOT, "Installing the Python runtime that pages load")
    if tests:
        python_packages(uv, python, "test")
        node_packages(ROOT / "tests" / "node", "Installing what the tests need from npm")
        if not browser():
            say("Installing a browser for the tests")
            install_browser()


def install_uv(pins: Path) -> None:
    target = CACHE / "uv"
    shutil.rmtree(target, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", target],
        otherwise="Python's venv module does not work here: install it (on Debian and Ubuntu: `apt-get install "
        "python3-venv`), then run the same command again.",
    )
    run(
        [target / BIN / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pins],
        otherwise=f"uv could not be installed: is the Python package registry reachable? {RESUME}",
    )


def make_venv(uv: Path) -> None:
    run(
        [uv, "venv", "--quiet", "--clear", "--python", PYTHON, VENV],
        otherwise=f"Python {PYTHON} was not found and could not be downloaded: install it (for example with pyenv: "
        f"`pyenv install {PYTHON}`), then run the same command again.",
    )


def python_packages(uv: Path, python: Path, level: str) -> None:
    """Install `requirements/LEVEL.txt`, every file checked against its hash, and our two distributions."""
    pins = ROOT / "requirements" / f"{level}.txt"
    projects = [ROOT / "pyproject.toml", ROOT / "site_plugins" / "pyproject.toml"]

    def install() -> None:
        pip = [uv, "pip", "install", "--python", python]
        run(
            [*pip, "--require-hashes", "-r", pins],
            otherwise=f"The Python packages could not be installed: is their registry reachable? {RESUME}",
        )
        editable = [part for project in projects for part in ("-e", project.parent)]
        run(
            [*pip, "--quiet", "--no-deps", "--no-build-isolation", *editable],
            otherwise="This project's own packages could not be installed: the lines above say why.",
        )

    inputs = [pins, *projects, python.resolve().as_posix(), (CACHE / "stamps" / "python").read_text()]
    stage(f"python-{level}", f"Installing Python packages ({level})", inputs, python, install)


def node_packages(folder: Path, title: str) -> None:
    npm = VENV / BIN / ("npm.cmd" if os.name == "nt" else "npm")

    def install() -> None:
        run(
            [npm, "ci", "--loglevel=error", "--prefix", folder],
            otherwise=f"The npm packages could not be installed: is their registry reachable? {RESUME}",
        )

    inputs = [folder / "package.json", folder / "package-lock.json"]
    stage(f"npm-{folder.name}", title, inputs, folder / "node_modules", install)


# The browser of the tests


def browser() -> str | None:
    """A Chromium that is there already: the system's, or the one Playwright downloaded before."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([VENV / BIN / "python", "-c", ask], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def install_browser() -> None:
    """Debian's package on Debian, because Playwright's own download is not reachable from every network."""
    release = Path("/etc/os-release")
    if release.exists() and "ID=debian" in release.read_text().splitlines() and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo"]
        failed = "Chromium could not be installed with apt-get: install the package `chromium`, then run again."
        run([*root, "apt-get", "update", "-qq"], otherwise=failed)
        run(
            [*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            otherwise=failed,
        )
        return
    run(
        [VENV / BIN / "python", "-m", "playwright", "install", "--with-deps", "chromium"],
        otherwise="No browser was found and Playwright could not download one: install Chromium or Chrome, then "
        "run the same command again.",
    )


# Commands


def check_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise StopError(
                f"Port {port} is in use: stop the server that holds it, or choose another: PORT={port + 1} make serve"
            ) from None


def serve() -> None:
    port = int(os.environ.get("PORT", "8000"))
    check_port(port)
    setup()
    say(f"Building the site, then serving it at http://{HOST}:{port}/  (Ctrl-C stops it)")
    command = [VENV / BIN / "mkdocs", "serve", "--livereload", "--dev-addr", f"{HOST}:{port}"]
    run(command, otherwise="The site could not be built or served: the lines above say why.")


def build() -> None:
    setup()
    say("Building the site into site/")
    run([VENV / BIN / "mkdocs", "build", "--strict", "--quiet"], otherwise="The site could not be built.")


def lint() -> None:
    setup(tests=True)
    checks: list[tuple[str, list[object]]] = [
        ("ruff", [VENV / BIN / "ruff", "check"]),
        ("ruff format", [VENV / BIN / "ruff", "format", "--check", "--quiet"]),
        ("mypy", [VENV / BIN / "mypy"]),
        (
            "tsc",
            [VENV / BIN / "node", "tests/node/node_modules/typescript/bin/tsc", "--project", "jsconfig.json"],
        ),
    ]
    for name, command in checks:
        say(f"Checking with {name}")
        run(command, otherwise=f"{name} found something to mend: see the lines above.")


def test() -> None:
    lint()
    say("Running the tests")
    run(
        [VENV / BIN / "python", "-m", "pytest", *sys.argv[2:]],
        otherwise="A test failed: see the lines above.",
    )


def lock() -> None:
    """Write the lock files anew: hashes, and no addresses, so that they hold on every network."""
    setup()
    uv = CACHE / "uv" / BIN / f"uv{EXE}"
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
    for name, python in {"uv": "3.11", "site": PYTHON, "test": PYTHON}.items():
        source = ROOT / "requirements" / f"{name}.in"
        constraint = ["-c", ROOT / "requirements" / "site.txt"] if name == "test" else []
        target = ["--python-version", python, "--output-file", source.with_suffix(".txt")]
        run([uv, "pip", "compile", *options, *constraint, *target, source], otherwise=f"{source} has no lock.")
    for folder in (ROOT, ROOT / "tests" / "node"):
        npm = VENV / BIN / ("npm.cmd" if os.name == "nt" else "npm")
        run([npm, "install", "--package-lock-only", "--prefix", folder], otherwise=f"{folder} has no lock.")


def clean() -> None:
    for path in (".venv", ".cache", "site", "node_modules", "tests/node/node_modules", "tests/artifacts"):
        shutil.rmtree(ROOT / path, ignore_errors=True)


COMMANDS = {"serve": serve, "build": build, "test": test, "lint": lint, "lock": lock, "clean": clean}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file runs on whatever Python the machine has
        print(f"This needs Python 3.11 or later, and {sys.executable} is older.", file=sys.stderr)
        return 1
    try:
        COMMANDS[sys.argv[1]]()
    except StopError as stop:
        print(f"\n✗ {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped. {RESUME}", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
