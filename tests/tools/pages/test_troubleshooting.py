"""docs/troubleshooting.md and the providers' pages: each command and each line on them does what the page says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pages.mistake_examples import CHALLENGE, EXAMPLES, VERIFIER, describe_form
from pkce_core import ERROR_CODES, ERROR_STEPS, MISTAKES, PROVIDER_MESSAGES
from tests.support.anchors import anchors

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[3] / "docs"
TROUBLESHOOTING = (DOCS / "troubleshooting.md").read_text(encoding="utf-8")
METADATA = {
    "issuer": "https://op.example",
    "authorization_endpoint": "https://op.example/auth",
    "token_endpoint": "https://op.example/token",
    "response_types_supported": ["code"],
    "code_challenge_methods_supported": ["S256"],
}
BIN = Path(sys.executable).parent


def test_each_mistake_and_error_has_an_address() -> None:
    """docs/troubleshooting.md#SLUG leads to the mistake or the error code, and each anchor stands once."""
    found = anchors(TROUBLESHOOTING)
    assert len(found) == len(set(found))
    assert {*MISTAKES, *ERROR_CODES, *ERROR_STEPS} <= set(found)
    assert {f"messages-{message.provider}" for message in PROVIDER_MESSAGES} <= set(found)
    for message in PROVIDER_MESSAGES:
        assert f"`{message.text}`" in TROUBLESHOOTING or f"`` {message.text} ``" in TROUBLESHOOTING


def commands() -> list[tuple[str, str]]:
    """Every `pkce` line of a block of code, with its page."""
    found = []
    for page in [*sorted((DOCS / "providers").glob("*.md")), DOCS / "troubleshooting.md"]:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            found += [(line.strip(), page.stem) for line in block.splitlines() if line.strip().startswith("pkce ")]
    return list(dict.fromkeys(found))


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(("command", "page"), [each for each in commands() if not each[0].startswith("pkce check ")])
def test_a_command_on_a_page_runs(command: str, page: str, tmp_path: Path) -> None:
    """It ends well. Those that check a wrong pair are run below."""
    (tmp_path / "metadata.json").write_text(json.dumps(METADATA))
    done = run(command, tmp_path)
    assert done.returncode == 0, f"{page}: {done.stderr}"
    assert "Traceback" not in done.stderr
    assert "error:" not in done.stderr


def mistake_section(slug: str) -> str:
    """The part of the page about one mistake."""
    return re.split(r"\n##+ ", TROUBLESHOOTING.split(f"{{ #{slug} }}\n")[1])[0]


@pytest.mark.parametrize("slug", MISTAKES)
def test_the_page_says_of_a_mistake_what_the_command_says(slug: str, tmp_path: Path) -> None:
    """`pkce check` on the pair of the page gives the sentence of the page."""
    text = mistake_section(slug)
    command = re.search(r"^pkce check .+$", text, re.MULTILINE)
    says = re.search(r"^`pkce check` says: (.+)$", text, re.MULTILINE)
    assert command
    assert says
    done = run(command[0], tmp_path)
    assert done.returncode == 1
    assert says[1].replace("`", "").replace("\\", "") in done.stdout


def evaluate(language: str, line: str, verifier: str, challenge: str) -> tuple[str, str]:
    """Run a line of the page on two variables: what verifier and challenge are then."""
    assigns = re.match(r"(swap|code_verifier|code_challenge) ?=|\[?code_verifier, ", line)
    if language == "sh":
        line = line if assigns else f"code_challenge=$({line})"
        command = ["sh", "-c", f"code_verifier=$1 code_challenge=$2; {line}; "
                   'printf "%s\\n%s" "$code_verifier" "$code_challenge"', "sh", verifier, challenge]  # fmt: skip
    elif language == "js":
        line = line if assigns else f"code_challenge = {line}"
        command = [str(BIN / "node"), "-e", "const crypto = require('node:crypto');"
                   f"let [code_verifier, code_challenge] = process.argv.slice(1); {line};"
                   "process.stdout.write(code_verifier + '\\n' + code_challenge)", verifier, challenge]  # fmt: skip
    else:
        line = line if assigns else f"code_challenge = {line}"
        command = [sys.executable, "-c", "import base64, hashlib, re, sys, urllib.parse\n"
                   f"code_verifier, code_challenge = sys.argv[1:]\n{line}\n"
                   "print(code_verifier, code_challenge, sep='\\n', end='')", verifier, challenge]  # fmt: skip
    assert shutil.which(command[0]), f"{command[0]} is not installed: run `make test`, which brings it"
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    one, other = done.stdout.split("\n", 1)
    return one, other


@pytest.mark.parametrize("slug", MISTAKES)
def test_the_line_of_a_mistake_makes_it(slug: str) -> None:
    """The line on the page, run on the verifier of RFC 7636, gives the pair that the page shows."""
    text = mistake_section(slug)
    made = re.search(r"This line makes the mistake, in .+:\n\n```(sh|js|python)\n(.+)\n```", text)
    assert made
    wrong = evaluate(made[1], made[2], VERIFIER, CHALLENGE)
    example = EXAMPLES[slug]
    assert wrong == (example.verifier, example.challenge)
    assert f"`{example.challenge.strip()}`" in text


@pytest.mark.parametrize("language", ["sh", "js", "python"])
@pytest.mark.parametrize("slug", MISTAKES)
def test_the_line_on_the_page_puts_it_right(slug: str, language: str) -> None:
    """Each fix on the page turns the wrong pair of the page into the right one, in the languages that are here."""
    fix = re.search(rf"^    ```{language}\n    (.+)\n    ```", mistake_section(slug), re.MULTILINE)
    assert fix
    example = EXAMPLES[slug]
    assert evaluate(language, fix[1], example.verifier, example.challenge) == (VERIFIER, CHALLENGE)


@pytest.mark.parametrize("slug", MISTAKES)
def test_a_form_leads_to_the_mistake(slug: str) -> None:
    """The table of forms names each mistake, in the row that fits its example."""
    form = describe_form(EXAMPLES[slug])
    assert f"](#{slug})" in next(line for line in TROUBLESHOOTING.splitlines() if line.startswith(f"| {form} |"))
