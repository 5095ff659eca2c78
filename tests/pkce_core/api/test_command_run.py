"""The command for a call, run by a shell."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from pkce_core.api.command import write_call


@pytest.mark.slow
def test_the_header_that_curl_gets() -> None:
    """A POSIX shell gives curl the header, and stops without a token."""
    command = write_call("http://127.0.0.1/x", scheme="DPoP").replace("curl --config -", "cat #")
    shell = shutil.which("sh") or "sh"
    done = subprocess.run(
        [shell, "-c", command], env={"ACCESS_TOKEN": "t", "DPOP_PROOF": "p", "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == 'header = "Authorization: DPoP t"\nheader = "DPoP: p"\n'
    none = subprocess.run([shell, "-c", command], env={"PATH": "/bin"}, capture_output=True, check=False, timeout=60)
    assert none.stdout == b""
