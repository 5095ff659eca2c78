"""The stages of the setup: uv, Python, Python packages, npm packages; for the tests a browser, shells and compilers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

from stages import BIN, CACHE, EXE, RESUME, ROOT, VENV, run, say, stage

# In the environment itself: what was installed into an environment that is gone is to be installed again.
TOKEN = VENV / "workshop-token"
PYTHON = (ROOT / ".python-version").read_text().strip()


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
    stage("python", f"Making .venv with Python {PYTHON}", [PYTHON, pins], TOKEN, lambda: make_venv(uv))
    python_packages(uv, python, "site")
    node_packages(ROOT, "Installing the Python runtime that pages load")
    if tests:
        python_packages(uv, python, "test")
        node_packages(ROOT / "tests" / "node", "Installing what the tests need from npm")
        programs()


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
    TOKEN.write_text(uuid.uuid4().hex)


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

    inputs = [pins, *projects, TOKEN]
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


# The browser, the shells and the toolchains of the tests

PROGRAMS = {
    "zsh": "zsh",
    "fish": "fish",
    "curl": "curl",
    "openssl": "openssl",
    "golang-go": "go",
    "default-jdk-headless": "javac",
    "mono-mcs": "mcs",
    "mono-runtime": "mono",
    "ruby": "ruby",
    "php-cli": "php",
    "perl": "shasum",  # every Debian has a perl; the package of this name has the modules, and this program
    "gcc": "cc",
    "cargo": "cargo",
}
"""Debian's packages, and the program that shows that what they bring is there."""

LIBRARIES = {
    "libc6-dev": "include/stdio.h",
    "libssl-dev": "include/openssl/evp.h",
    "librust-base64ct-dev": "share/cargo/registry/base64ct-1.*",
    "librust-rand-dev": "share/cargo/registry/rand-0.*",
    "librust-sha2-dev": "share/cargo/registry/sha2-0.*",
}
"""Debian's packages, and a file of theirs below /usr. Elsewhere compilers have ways of their own to find libraries."""

BROWSER = (
    "chromium-headless-shell"  # four times as quick to open a page as the whole Chromium, which draws its toolbar too
)


def programs() -> None:
    """Install the browser and the programs that the tests run, as far as they are missing."""
    missing = [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    has_browser = browser() is not None
    if on_debian():
        libraries = [package for package, file in LIBRARIES.items() if not any(Path("/usr").glob(file))]
        packages = [*([] if has_browser else [BROWSER]), *missing, *libraries]
        if packages:
            say(f"Installing {', '.join(packages)} for the tests")
            install_packages(packages)
        return
    if not has_browser:
        say("Installing a browser for the tests")
        download_browser()
    if missing:
        names = ", ".join(PROGRAMS[package] for package in missing)
        say(f"Install {names} yourself: without, the tests that run what is missing fail")


def browser() -> str | None:
    """A Chromium that is there already: the system's, or the one Playwright downloaded before."""
    ask = "from tests.support.chromium import find_chromium; print(find_chromium() or '')"
    answer = subprocess.run([VENV / BIN / "python", "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def on_debian() -> bool:
    """True where Debian's packages are at hand; Playwright's own download is not reachable from every network."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text().splitlines() and bool(shutil.which("apt-get"))


def install_packages(packages: list[str]) -> None:
    root = [] if os.geteuid() == 0 else ["sudo"]
    failed = f"apt-get could not install what the tests need: install {' '.join(packages)}, then run again."
    run([*root, "apt-get", "update", "-qq"], otherwise=failed)
    run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], otherwise=failed)


def download_browser() -> None:
    run(
        [VENV / BIN / "python", "-m", "playwright", "install", "--with-deps", "chromium"],
        otherwise="No browser was found and Playwright could not download one: install Chromium or Chrome, then "
        "run the same command again.",
    )
