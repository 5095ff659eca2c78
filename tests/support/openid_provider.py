"""node-oidc-provider on a loopback port, and a browser made of curl."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "node" / "openid-provider.mjs"
SECRET = "s3cret/with+signs&more"
_MOST_REDIRECTS = 10


def find_tool(name: str) -> str:
    """A program that the walk needs.

    Raises:
        RuntimeError: it is not there; the text says what to do.
    """
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise RuntimeError(f"The end-to-end tests need {name}, which is not on PATH.")
    return found


class OpenIdProvider:
    """Runs the server for the length of a with block."""

    issuer: str

    def __enter__(self) -> Self:
        if not (SCRIPT.parent / "node_modules" / "oidc-provider").is_dir():
            raise RuntimeError("oidc-provider is not installed: run npm ci in tests/node, or make test.")
        self._process = subprocess.Popen(
            [find_tool("node"), str(SCRIPT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "CLIENT_SECRET": SECRET},
        )  # fmt: skip
        assert self._process.stdout
        self.issuer = self._process.stdout.readline().strip()
        if not self.issuer:
            raise RuntimeError(f"oidc-provider did not start: {self._process.communicate()[1][-2000:]}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=30)  # it ends with its standard input


class Shell:
    """Runs scripts in sh, in a folder of their own, with pkce and curl as a reader has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = folder / "pkce"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pkce_core "$@"\n')
        command.chmod(0o700)
        find_tool("curl")
        self._environment = {
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "CLIENT_SECRET": SECRET,
            "NO_PROXY": "127.0.0.1",
        }

    def run(self, script: str, *, status: int = 0, stdin: str = "", **values: str) -> subprocess.CompletedProcess[str]:
        """Run a script, its values as environment variables; the status has to be the one expected."""
        done = subprocess.run(
            ["sh", "-c", script], input=stdin, capture_output=True, text=True, timeout=60, check=False,
            cwd=self.folder, env={**self._environment, **values},
        )  # fmt: skip
        assert done.returncode == status, f"{script}\n{done.returncode}\n{done.stdout}\n{done.stderr}"
        assert SECRET not in done.stdout + done.stderr
        return done

    def browse(self, url: str, redirect_uri: str) -> str:
        """Follow redirects with a cookie jar, up to the address that the browser would show at the end."""
        for _ in range(_MOST_REDIRECTS):
            step = "curl -s -o page.html -b jar -c jar -w '%{http_code} %{redirect_url}' \"$url\""
            status, _, url = self.run(step, url=url).stdout.partition(" ")
            assert re.fullmatch("30[23]", status), (status, (self.folder / "page.html").read_text())
            if url.startswith(redirect_uri):
                return url
        raise AssertionError("too many redirects")
