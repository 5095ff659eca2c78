"""The stages of the setup: uv, Python, Python packages, npm packages."""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from typing import TYPE_CHECKING

from make.registries import uv_environment
from make.stages import BIN, CACHE, EXE, RESUME, ROOT, VENV, run, stage

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = (ROOT / ".python-version").read_text().strip()
UV = CACHE / "uv" / BIN / f"uv{EXE}"
NPM = VENV / BIN / ("npm.cmd" if os.name == "nt" else "npm")
PROJECTS = (ROOT, ROOT / "site_plugins", ROOT / "site_plugins" / "pkce_widgets")
"""The folders of our three packages. Each has a pyproject.toml, and each gives one wheel."""
ENVIRONMENT_ID = VENV / "environment-id"
"""Lies in the environment, so that an environment made anew gets its packages again."""


def set_up(*, tests: bool = False) -> None:
    """Install what the site needs, and for `tests` what linters and tests need, into folders that git ignores."""
    python = VENV / BIN / f"python{EXE}"
    pins = ROOT / "requirements" / "uv.txt"
    stage("uv", "Getting uv, which makes the Python environment", [pins, sys.version], UV, lambda: install_uv(pins))
    stage("python", f"Making .venv with Python {PYTHON}", [PYTHON, pins], ENVIRONMENT_ID, make_venv)
    python_packages(python, "site")
    node_packages(ROOT, "Installing the Python runtime that pages load")
    if tests:
        python_packages(python, "test")
        node_packages(ROOT / "tests" / "node", "Installing what linters and tests need from npm")


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


def make_venv() -> None:
    run(
        [UV, "venv", "--quiet", "--clear", "--python", PYTHON, VENV],
        otherwise=f"Python {PYTHON} was not found and could not be downloaded: install it (for example with pyenv: "
        f"`pyenv install {PYTHON}`), then run the same command again.",
    )
    ENVIRONMENT_ID.write_text(uuid.uuid4().hex)


def python_packages(python: Path, level: str) -> None:
    """Install `requirements/LEVEL.txt`, every file checked against its hash, and our own packages."""
    pins = ROOT / "requirements" / f"{level}.txt"
    # What a package's metadata is made from. Its modules are read where they are.
    inputs = [project / "pyproject.toml" for project in PROJECTS]

    def install() -> None:
        pip = [UV, "pip", "install", "--python", python]
        run(
            [*pip, "--require-hashes", "-r", pins],
            otherwise=f"The Python packages could not be installed: is their registry reachable? {RESUME}",
            env=uv_environment(),
        )
        editable = [part for project in PROJECTS for part in ("-e", project)]
        run(
            [*pip, "--quiet", "--no-deps", "--no-build-isolation", *editable],
            otherwise="This project's own packages could not be installed: the lines above say why.",
        )

    stage(f"python-{level}", f"Installing Python packages ({level})", [pins, *inputs, ENVIRONMENT_ID], python, install)


def node_packages(folder: Path, title: str) -> None:
    """Install what `package-lock.json` lists. npm reads its registry from its own settings."""

    def install() -> None:
        run(
            [NPM, "ci", "--loglevel=error", "--prefix", folder],
            otherwise=f"The npm packages could not be installed: is their registry reachable? {RESUME}",
        )

    inputs = [folder / "package.json", folder / "package-lock.json"]
    stage(f"npm-{folder.name}", title, inputs, folder / "node_modules", install)
