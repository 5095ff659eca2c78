"""Sets the project up and runs it: the program behind `make serve`, `make test` and the other targets.

Runs on any Python from 3.11 with the standard library alone, because nothing is installed yet when it starts.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys

from installs import PYTHON, setup
from stages import BIN, CACHE, EXE, RESUME, ROOT, VENV, StopError, run, say

HOST = "127.0.0.1"


def wanted_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise StopError(f"PORT is to be a number from 1 to 65535, not {given!r}.")
    return int(given)


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
    port = wanted_port()
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
    tsc = [VENV / BIN / "node", "tests/node/node_modules/typescript/bin/tsc", "--project"]
    checks: list[tuple[str, list[object]]] = [
        ("ruff", [VENV / BIN / "ruff", "check"]),
        ("ruff format", [VENV / BIN / "ruff", "format", "--check", "--quiet"]),
        ("codespell", [VENV / BIN / "codespell"]),
        ("mypy", [VENV / BIN / "mypy"]),
        ("tsc, what runs in pages", [*tsc, "jsconfig.json"]),
        ("tsc, what runs under Node", [*tsc, "tests/node/jsconfig.json"]),
    ]
    for name, command in checks:
        say(f"Checking with {name}")
        run(command, otherwise=f"{name} found something to mend: see the lines above.")


def test() -> None:
    lint()
    say("Running the tests")
    coverage = ["--cov", "--cov-report=term", "--cov-fail-under=100"]
    # A file's tests stay together: they share a page, a provider, a build.
    workers = [f"--numprocesses={min(os.cpu_count() or 1, 4)}", "--dist=loadfile"]
    run([VENV / BIN / "python", "-m", "pytest", *workers, *coverage], otherwise="A test failed: see the lines above.")


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


def benchmark() -> None:
    """Run every measurement; each prints its own table with its peer in the same run."""
    build()
    setup(tests=True)
    for script in sorted((ROOT / "benchmarks").glob("*.py")):
        say(f"Measuring: {script.stem}")
        run([VENV / BIN / "python", script], otherwise=f"{script.name} could not measure: the lines above say why.")


def clean() -> None:
    for path in (".venv", ".cache", "site", "node_modules", "tests/node/node_modules", "tests/artifacts"):
        shutil.rmtree(ROOT / path, ignore_errors=True)


COMMANDS = {
    "serve": serve,
    "build": build,
    "test": test,
    "lint": lint,
    "lock": lock,
    "clean": clean,
    "benchmark": benchmark,
}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file runs on whatever Python the machine has
        print(f"This needs Python 3.11 or later, and {sys.executable} is older.", file=sys.stderr)
        return 1
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if command is None:
        print(f"usage: python3 {sys.argv[0]} COMMAND, where COMMAND is one of {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        command()
    except StopError as stop:
        print(f"\n✗ {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped. {RESUME}", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
