"""When each code example last ran, and with which version: docs/examples/runs.md, which the page includes in parts.

`PKCE_UPDATE_RUNS=1 python -m pytest tests/docs/test_examples.py` writes it anew, an example's part only if it passed.
"""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING

from tests.support.code_examples import EXAMPLES

if TYPE_CHECKING:
    from tests.support.code_examples import Bench

RUNS = EXAMPLES / "runs.md"
RAN = re.compile(r"Last ran on \d{4}-\d\d-\d\d with (?P<versions>.+)\.")
NEVER = "This example did not run: no registry that this project's tests install from has its toolchain."

VERSIONS = {
    "node": {"Node.js": "node --version"},
    "python": {"Python": "python3 --version"},
    "shell": {"OpenSSL": "openssl version"},
    "powershell": {"PowerShell": "powershell -Command $PSVersionTable.PSVersion.ToString()"},
    "go": {"Go": "go version"},
    "java": {"Java": "java --version"},
    "csharp": {"Mono": "mono --version"},
    "ruby": {"Ruby": "ruby --version"},
    "php": {"PHP": "php --version"},
    "perl": {"Perl": "perl --version"},
    "rust": {"Rust": "rustc --version"},
    "c": {"GCC": "gcc --version", "OpenSSL": "openssl version"},
}
"""What to call each program that a version is told of, and the command that tells it."""

_PART = re.compile(r"<!-- --8<-- \[start:(\w+)\] -->\n(.*?)\n<!-- --8<-- \[end:\1\] -->\n", re.DOTALL)
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def read_runs() -> dict[str, str]:
    """What runs.md says, by language."""
    return dict(_PART.findall(RUNS.read_text(encoding="utf-8")))


def write_runs(runs: dict[str, str]) -> None:
    """Write what is to be said of each language."""
    parts = [f"<!-- --8<-- [start:{name}] -->\n{text}\n<!-- --8<-- [end:{name}] -->\n" for name, text in runs.items()]
    RUNS.write_text("".join(parts), encoding="utf-8")


def ask_versions(bench: Bench, language: str) -> dict[str, str]:
    """The versions that an example runs with, by program."""
    return {name: find_version(bench.run(line.split(), EXAMPLES)) for name, line in VERSIONS[language].items()}


def find_version(output: str) -> str:
    """The first version number in a program's words, without what a vendor put in brackets before it."""
    found = _VERSION.search(re.sub(r"\([^)]*\) (?=\d)", "", output))
    assert found, f"no version in {output!r}"
    return found[0]


def record(language: str, versions: dict[str, str]) -> None:
    """Note that an example ran today, where PKCE_UPDATE_RUNS asks for it."""
    if os.environ.get("PKCE_UPDATE_RUNS") != "1":
        return
    today = datetime.datetime.now(tz=datetime.UTC).date()
    with_what = " and ".join(f"{name} {version}" for name, version in versions.items())
    write_runs(read_runs() | {language: f"Last ran on {today} with {with_what}."})
