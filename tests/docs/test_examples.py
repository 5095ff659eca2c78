"""The code examples on the page: each runs here, on the real toolchain, and gives the known challenges."""

from __future__ import annotations

import random
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

from pkce_core import check_pair, derive_code_challenge

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
UNRESERVED = string.ascii_letters + string.digits + "-._~"
BIN = Path(sys.executable).parent

COMMANDS = {
    "node": [str(BIN / "node"), "node/pkce.mjs"],
    "python": [sys.executable, "python/pkce.py"],
    "shell": ["sh", "shell/pkce.sh"],
}


def verifiers() -> list[str]:
    """Twenty verifiers: the published ones, the shortest, the longest, and some of each length between."""
    chosen = random.Random(7636)
    published = [
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "3641a2d12d66101249cdf7a79c000c1f8c05d2aafcf14bf146497bed",
    ]
    lengths = [43, 128, *(chosen.randint(43, 128) for _ in range(16))]
    return published + ["".join(chosen.choices(UNRESERVED, k=length)) for length in lengths]


def run(language: str, *arguments: str) -> dict[str, str]:
    command = COMMANDS[language]
    assert shutil.which(command[0]), f"{command[0]} is not installed: run `make test`, which brings what the tests need"
    done = subprocess.run([*command, *arguments], cwd=EXAMPLES, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return dict(line.split("=", 1) for line in done.stdout.splitlines())


def test_every_example_has_a_command() -> None:
    """A new example can't be forgotten here."""
    assert {path.name for path in EXAMPLES.iterdir()} == set(COMMANDS)


@pytest.mark.parametrize("language", COMMANDS)
def test_derives_known_challenges(language: str) -> None:
    """Given a verifier, an example prints the challenge that pkce_core derives; the first ones are published."""
    chosen = verifiers()
    assert len(chosen) == 20
    for verifier in chosen:
        # A verifier may begin with "-"; none of the three example programs parses options.
        assert run(language, verifier) == {
            "code_verifier": verifier,
            "code_challenge": derive_code_challenge(verifier),
        }


@pytest.mark.parametrize("language", COMMANDS)
def test_makes_new_pairs(language: str) -> None:
    """Without an argument, an example makes a good pair, another one each time."""
    pairs = [run(language) for _ in range(3)]
    assert len({pair["code_verifier"] for pair in pairs}) == 3
    for pair in pairs:
        report = check_pair(pair["code_verifier"], pair["code_challenge"])
        assert report.ok
        assert not report.warnings


def test_the_page_shows_the_files_that_ran() -> None:
    """The page includes these very files, so what a reader copies is what was tested."""
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    included = re.findall(r'--8<-- "examples/(.+?)"', page)
    assert sorted(included) == sorted(command[-1] for command in COMMANDS.values())
