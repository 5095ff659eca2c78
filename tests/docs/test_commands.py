"""The commands on the pages: each `pkce` line runs here, as the page has it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from pkce_core.cli.parser import COMMANDS
from pkce_core.cli.parser import FLOW as LOGIN
from tests.support.har import login

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "command-line.md", ROOT / "README.md"]
WRONG = ("AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc", "callback/ --registered", "pkce report", "api --response")
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
FLOW = {
    "authorization_request": "https://op.example/auth?response_type=code&client_id=my-client&redirect_uri=http://x/",
    "token_request": {"client_id": "my-client", "redirect_uri": "http://x", "code": "c0de", "code_verifier": VERIFIER},
    "token_response": {"error": "invalid_grant"},
}
FILES = {
    "verifier.txt": VERIFIER,
    "metadata.json": json.dumps(
        {
            "issuer": "https://op.example",
            "authorization_endpoint": "https://op.example/auth",
            "token_endpoint": "https://op.example/token",
            "jwks_uri": "https://op.example/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
    ),
    "address.txt": "http://127.0.0.1:8765/callback?code=c0de&state=af0ifjsldkj",
    "code.txt": "c0de",
    "login.log": "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "body.json": '{"access_token": "t0ken", "token_type": "Bearer", "expires_in": 60}',
    "flow.json": json.dumps(FLOW),
    "login.har": login().decode(),
    "refresh.txt": "r3fresh",
    "refreshed.json": '{"access_token": "n3w", "token_type": "Bearer", "expires_in": 60, "refresh_token": "r0tated"}',
    "refused.txt": 'HTTP/1.1 403 Forbidden\nWWW-Authenticate: Bearer error="insufficient_scope", scope="mail"\n',
    "private.pem": ECKey.generate_key("P-256").as_pem(private=True).decode(),
    "private.json": json.dumps(ECKey.generate_key("P-256").as_dict(private=True)),
    "pushed.json": '{"request_uri": "urn:ietf:params:oauth:request_uri:x", "expires_in": 60}',
}
"""What a reader has at hand at each step."""


def commands() -> list[str]:
    """Every line that starts with `pkce`, from the fenced blocks of the pages."""
    found = []
    for page in PAGES:
        for block in re.findall(r"```(?:sh|console)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            found += [line.removeprefix("$ ") for line in block.splitlines() if re.match(r"(\$ )?pkce ", line)]
    return found


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_there_are_commands() -> None:
    """The pages show at least one of each subcommand they speak of."""
    assert {command.split()[1] for command in commands()} == {*COMMANDS} - {"verifier", "man"}


@pytest.mark.parametrize("command", commands())
def test_runs(command: str, tmp_path: Path) -> None:
    """A command on a page runs: status 0, or 1 for what is shown because it is wrong."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content + "\n")
    done = run(command, tmp_path)
    wrong = any(text in command for text in WRONG)
    assert done.returncode == (1 if wrong else 0), done.stderr
    assert "Traceback" not in done.stderr


def test_the_readme_shows_what_the_command_says(tmp_path: Path) -> None:
    """The story at the top of README is the command's real output."""
    story = re.search(r"```console\n\$ (.+)\n(.+)\n", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert story
    done = run(f"{story[1]} 2>&1", tmp_path)
    assert story[2] in done.stdout


def test_the_page_shows_what_a_text_is(tmp_path: Path) -> None:
    """The example of `pkce what` on the page is the command's real output."""
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    example = re.search(r"```sh\n(pkce what .+)\n```\n\n.+`(http\S+)`.+\n\n```text\n([^`]+)```", page)
    assert example
    (tmp_path / "address.txt").write_text(example[2] + "\n")
    assert run(example[1], tmp_path).stdout == example[3]


def test_the_readme_shows_python_that_runs() -> None:
    """The few lines of Python in README do what they say."""
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    assert block[1].count("assert") == 2
    subprocess.run([sys.executable, "-c", block[1]], check=True, timeout=60)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_the_flow_in_order(page: Path) -> None:
    """README and the page about the command list the commands of a login in their order, as `pkce --help` does."""
    rows = re.findall(r"(?m)^\| [0-9] \| `pkce (\S+)` \|", page.read_text(encoding="utf-8"))
    assert rows == [name for name, _ in LOGIN]
