"""What `make` can do. Each task's first line is what `make` alone prints of it."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from make.archive import archive_site
from make.linters import lint_all, lint_files
from make.programs import install_programs
from make.pythons import fetch_dependencies
from make.registries import uv_environment
from make.release import release_problems
from make.setup import NPM, PYTHON, UV, set_up
from make.stages import BIN, RESUME, ROOT, VENV, StopError, Timing, run, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HOST = "127.0.0.1"
ARCHIVE = "pkce-quickstart-site.zip"
FAST = ("-m", "not slow", "--dist=worksteal")
SLOW = ("-m", "slow", "--dist=loadfile")
"""The slow tests of a file stay together, because they share a page, a provider or a build."""

FEW_EXAMPLES, ALL_EXAMPLES = "quick", "pkce_core"
"""Profiles of hypothesis, which tests/pkce_core/conftest.py defines."""


def wanted_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= 65535:
        raise StopError(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


def check_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise StopError(
                f"Port {port} is in use: stop the server that uses it, or choose another: PORT={port + 1} make serve"
            ) from None


def serve() -> None:
    """build the site and serve it at http://127.0.0.1:8000/ (PORT=8001 for another port)"""
    port = wanted_port()
    check_port(port)
    set_up()
    say(f"Building the site, then serving it at http://{HOST}:{port}/  (Ctrl-C stops it)")
    command = [VENV / BIN / "mkdocs", "serve", "--livereload", "--dev-addr", f"{HOST}:{port}"]
    run(command, otherwise="The site could not be built or served: the lines above say why.")


def build() -> None:
    """build the site into site/ and a zip (SITE_URL=https://docs.example.org/ says where it will be published)"""
    set_up()
    say(f"Building the site into site/ and {ARCHIVE}")
    run([VENV / BIN / "mkdocs", "build", "--strict", "--quiet"], otherwise="The site could not be built.")
    archive_site(ROOT / "site", ROOT / ARCHIVE)


def check() -> None:
    """run the linters and the fast tests: no browser, no compilers, no servers"""
    set_up(tests=True)
    with _timing() as timing:
        lint_all(timing)
        _run_tests(timing, "fast tests", *FAST, "--durations=5", PKCE_HYPOTHESIS_PROFILE=FEW_EXAMPLES)


def test() -> None:
    """run every linter and every test, the cheapest first"""
    _run_everything(examples=FEW_EXAMPLES)


def test_all() -> None:
    """run the same, each matrix whole: wheels on every Python here, all random examples, every page and look"""
    _run_everything("--all-matrices", examples=ALL_EXAMPLES)


def _run_everything(*options: str, examples: str) -> None:
    set_up(tests=True)
    with _timing() as timing:
        lint_all(timing)
        _run_tests(timing, "fast tests", *FAST, "--cov", "--cov-report=", *options, PKCE_HYPOTHESIS_PROFILE=examples)
        install_programs()
        fetch_dependencies()
        # Both together run every branch of pkce_core.
        coverage = ("--cov", "--cov-append", "--cov-report=term", "--cov-fail-under=100")
        _run_tests(timing, "slow tests", *SLOW, *coverage, "--durations=40", *options, PKCE_HYPOTHESIS_PROFILE=examples)


def _run_tests(timing: Timing, name: str, *options: str, **variables: str) -> None:
    workers = f"--numprocesses={min(os.cpu_count() or 1, 4)}"
    with timing.step(name, f"Running the {name}"):
        command = [VENV / BIN / "python", "-m", "pytest", workers, *options]
        run(command, otherwise="A test failed: see the lines above.", env=variables)


@contextmanager
def _timing() -> Iterator[Timing]:
    """Show the seconds at the end, even when a step failed."""
    timing = Timing()
    try:
        yield timing
    finally:
        timing.show()


def lint(*files: str) -> None:
    """run the linters on everything, or on the files named: tools/make lint FILE ..."""
    set_up(tests=True)
    with _timing() as timing:
        if files:
            lint_files(files, timing)
        else:
            lint_all(timing)


def pages() -> None:
    """write the generated pages from the package's data"""
    set_up()
    run([VENV / BIN / "python", "tools/pages"], otherwise="The pages could not be written: the lines above say why.")


def pictures() -> None:
    """take the README's pictures of the landing page again"""
    set_up(tests=True)
    install_programs()
    build()
    say("Taking the pictures")
    run([VENV / BIN / "python", "tools/pictures.py"], otherwise="No picture could be taken: the lines above say why.")


def wheels() -> None:
    """build our three wheels into dist/"""
    set_up()
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    # The environment has the build backend, checked against its hash, so nothing is downloaded here.
    command = [UV, "build", "--all-packages", "--wheel", "--no-build-isolation", "--python", VENV / BIN / "python"]
    run([*command, "--out-dir", ROOT / "dist"], otherwise="The wheels could not be built: the lines above say why.")


def release_check(tag: str = "") -> None:
    """stop with what a release still needs: settings, version, changelog"""
    if problems := release_problems(tag):
        raise StopError("This can't be released yet:\n" + "\n".join(f"  - {problem}" for problem in problems))


def lock() -> None:
    """write the lock files anew, after a change in requirements/*.in or package.json"""
    set_up()
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
    for name, python in {"uv": "3.11", "site": PYTHON, "test": PYTHON, "core": "3.11"}.items():
        source = ROOT / "requirements" / f"{name}.in"
        constraint = {"test": ["-c", "requirements/site.txt"], "core": ["-c", "requirements/test.txt"]}.get(name, [])
        target = ["--python-version", python, "--output-file", source.with_suffix(".txt")]
        command = [UV, "pip", "compile", *options, *constraint, *target, source]
        run(command, otherwise=f"{source} could not be locked.", env=uv_environment())
    for folder in (ROOT, ROOT / "tests" / "node"):
        command = [NPM, "install", "--package-lock-only", "--prefix", folder]
        run(command, otherwise=f"{folder} could not be locked.")


def benchmark() -> None:
    """measure against named peers, print one table and write benchmarks/latest.json"""
    build()
    set_up(tests=True)
    install_programs()
    run([VENV / BIN / "python", "benchmarks"], otherwise="A measurement failed: the lines above say which.")


def clean() -> None:
    """remove everything that the others made"""
    made = (".venv", ".cache", "site", "dist", "node_modules", "tests/node/node_modules", "tests/artifacts")
    for path in made:
        shutil.rmtree(ROOT / path, ignore_errors=True)
    (ROOT / ARCHIVE).unlink(missing_ok=True)


TASKS: dict[str, Callable[..., None]] = {
    "serve": serve,
    "check": check,
    "test": test,
    "test-all": test_all,
    "lint": lint,
    "build": build,
    "pictures": pictures,
    "pages": pages,
    "wheels": wheels,
    "release-check": release_check,
    "benchmark": benchmark,
    "lock": lock,
    "clean": clean,
}
"""The tasks, in the order in which `make` lists them."""
TAKES_ARGUMENTS = {"lint", "release-check"}


def list_tasks() -> str:
    """Each task with its line."""
    width = max(map(len, TASKS))
    return "\n".join(f"make {name:<{width}}  {task.__doc__}" for name, task in TASKS.items())


def main(arguments: Sequence[str]) -> int:
    """Run a task; without one, list them."""
    if not arguments:
        print(list_tasks())
        return 0
    name, *others = arguments
    if name not in TASKS or (others and name not in TAKES_ARGUMENTS):
        print(f"There is no task {' '.join(arguments)!r}. These exist:\n{list_tasks()}", file=sys.stderr)
        return 2
    try:
        TASKS[name](*others)
    except StopError as stop:
        print(f"\n✗ {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped. {RESUME}", file=sys.stderr)
        return 130
    return 0
