"""Every code block that a reader may copy runs in some test, with the page's text as the source."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs import test_commands

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SHOWN = {"text", "toml", "yaml", "json", "markdown", "html", ""}
"""Languages of what is read, not run. What is configuration is used by the test of its page."""
ELSEWHERE = {
    "client-assertion.md": "test_client_assertion.py",
    "code-examples.md": "test_examples.py",
    "hosting.md": "test_hosts.py",
    "troubleshooting.md": "test_troubleshooting.py",
    "your-site.md": "test_your_site.py",
}
"""Pages whose blocks have a test of their own."""
NOT_HERE = {
    ("quickstart.md", "curl.exe --version"): "curl.exe is the name that Windows gives it",
    ("reference/command.md", "pkce discover https://accounts.google.com"): "it asks a server that tests do not",
}
VARIABLES = {
    "code_verifier": test_commands.VERIFIER,
    "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "state": "af0ifjsldkj",
    "CLIENT_SECRET": "a-secret-of-nobody",
}
"""What the reader of the reference has in variables."""


class Block(NamedTuple):
    page: str
    language: str
    text: str


def blocks() -> list[Block]:
    """The fenced blocks of all pages, those in tabs too, without the live parts."""
    found = []
    for path in sorted(DOCS.rglob("*.md")):
        page = path.relative_to(DOCS).as_posix()
        if page.startswith("examples/"):
            continue
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"^( *)```([\w-]*)[^\n]*\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE):
            indent, language, body = match.groups()
            lines = [line.removeprefix(indent) for line in body.splitlines()]
            if not language.startswith("pkce-"):
                found.append(Block(page, language, "\n".join(lines)))
    return found


def left() -> list[Block]:
    """The blocks that no other test runs."""
    commands = set(test_commands.commands())
    found = []
    for block in blocks():
        lines = [line.removeprefix("$ ") for line in block.text.splitlines() if line]
        known = (
            block.language in SHOWN
            or block.page in ELSEWHERE
            or block.page.startswith("providers/")
            or (block.page, block.text) in NOT_HERE
            or "ACCESS_TOKEN" in block.text  # test_api_call.py runs it; PowerShell isn't here
            or (lines and all(line in commands for line in lines))
        )
        if not known:
            found.append(block)
    return found


def test_blocks_are_found() -> None:
    """The pages have many blocks, so the next test has something to look at."""
    assert len(blocks()) > 100
    assert left()


@pytest.mark.parametrize("name", ELSEWHERE.values())
def test_the_tests_named_here_are_there(name: str) -> None:
    """A page that is left to another test has one."""
    assert list((ROOT / "tests").rglob(name))


@pytest.mark.parametrize("block", left(), ids=lambda block: f"{block.page}: {block.text[:40]}")
def test_a_block_runs(block: Block, tmp_path: Path) -> None:
    """What no other test runs is run here, in a copy of nothing but what the page says is there."""
    if block.language == "python":
        exec(compile(block.text, block.page, "exec"), {})  # noqa: S102 -- the pages are our own
        return
    assert block.language == "sh", f"give this {block.language} block of {block.page} a test"
    path = f"{Path(sys.executable).parent}{os.pathsep}{ROOT / '.cache' / 'uv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **VARIABLES, "PATH": path, "HOME": str(tmp_path)}
    (tmp_path / ".local" / "share" / "man" / "man1").mkdir(parents=True)
    for name, content in test_commands.FILES.items():
        (tmp_path / name).write_text(content + "\n", encoding="utf-8")
    command, given = block.text.replace("VERIFIER", VARIABLES["code_verifier"]), "c0de\n"
    if command == "pip install .":  # from a clone, into a folder of its own
        options = f"--quiet --no-deps --no-build-isolation --python {sys.executable} --target {tmp_path / 'there'}"
        command = f"uv pip install {options} {ROOT}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    if command.startswith("uv "):
        assert (tmp_path / "there" / "pkce_core" / "providers" / "providers.toml").is_file()
