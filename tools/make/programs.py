"""What the slow tests run besides Python and Node: browsers, shells, compilers."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from make.stages import BIN, CACHE, ROOT, VENV, run, say, stage

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
    "perl": "shasum",  # every Debian has a perl; only this package has the modules, and this program
    "gcc": "cc",
    "cargo": "cargo",
    "firefox-esr": "firefox-esr",
    "xvfb": "Xvfb",
    "wrk": "wrk",
    "faketime": "faketime",
}
"""Debian's packages, and a program of each: where it is found, the package isn't installed."""

LIBRARIES = {
    "libc6-dev": "include/stdio.h",
    "libssl-dev": "include/openssl/evp.h",
    "librust-base64ct-dev": "share/cargo/registry/base64ct-1.*",
    "librust-rand-dev": "share/cargo/registry/rand-0.*",
    "librust-sha2-dev": "share/cargo/registry/sha2-0.*",
    "gir1.2-webkit2-4.1": "lib/*/girepository-1.0/WebKit2-4.1.typelib",
    "python3-gi": "lib/python3/dist-packages/gi/__init__.py",
}
"""Debian's packages, and a file of each below /usr. Other systems have their own ways to find libraries."""

SERVERS = ("nginx", "nginx-common", "libnginx-mod-http-brotli-static", "caddy")
"""Debian's packages that are only unpacked: installed, they would serve on port 80 of this machine from then on."""

BROWSER = "chromium-headless-shell"
"""Opens a page four times as fast as the whole Chromium, which also draws its toolbar."""


def install_programs() -> None:
    """Install the browsers and the programs that the slow tests run, unless they are here."""
    missing = [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    has_browser = browser() is not None
    if on_debian():
        libraries = [package for package, file in LIBRARIES.items() if not any(Path("/usr").glob(file))]
        packages = [*([] if has_browser else [BROWSER]), *missing, *libraries]
        if packages:
            say(f"Installing {', '.join(packages)} for the tests")
            install_packages(packages)
        unpack_servers()
        return
    if not has_browser:
        say("Installing a browser for the tests")
        download_browser()
    missing += [server for server in ("nginx", "caddy") if not shutil.which(server)]
    if missing:
        names = ", ".join(PROGRAMS.get(package, package) for package in missing)
        say(f"Install {names} yourself: without them, the tests that run them fail")


def browser() -> str | None:
    """A Chromium that is already here: the system's, or one that Playwright downloaded earlier."""
    ask = "from tests.support.chromium import find_chromium; print(find_chromium() or '')"
    answer = subprocess.run([VENV / BIN / "python", "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def on_debian() -> bool:
    """True where apt-get installs Debian's packages; not every network reaches Playwright's own download."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text().splitlines() and bool(shutil.which("apt-get"))


def install_packages(packages: list[str]) -> None:
    root = [] if os.geteuid() == 0 else ["sudo"]
    failed = f"apt-get could not install what the tests need: install {' '.join(packages)}, then run this again."
    run([*root, "apt-get", "update", "-qq"], otherwise=failed)
    run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], otherwise=failed)


def unpack_servers() -> None:
    """Unpack the web servers into the cache, in which the tests look for them."""

    def unpack() -> None:
        with tempfile.TemporaryDirectory() as folder:
            # apt-get writes into the current folder.
            script = f"cd {shlex.quote(folder)} && apt-get download -qq -o APT::Sandbox::User=root {' '.join(SERVERS)}"
            script += f" && for each in *.deb; do dpkg-deb -x $each {shlex.quote(str(CACHE / 'servers'))}; done"
            failed = f"apt-get could not download {', '.join(SERVERS)}: run `apt-get update`, then this again."
            run(["sh", "-c", script], otherwise=failed)

    stage(
        "servers", "Unpacking web servers for the tests", SERVERS, CACHE / "servers" / "usr" / "sbin" / "nginx", unpack
    )


def download_browser() -> None:
    run(
        [VENV / BIN / "python", "-m", "playwright", "install", "--with-deps", "chromium"],
        otherwise="No browser was found and Playwright could not download one: install Chromium or Chrome, then "
        "run the same command again.",
    )
