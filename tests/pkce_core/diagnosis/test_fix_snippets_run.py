"""Every fix, run on the wrong value in a shell, in Node.js and in Python, gives the right challenge.

PowerShell is not available where these tests run, so its lines are only inspected.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from pkce_core import MISTAKES, derive_code_challenge, diagnose_challenge
from pkce_core.diagnosis.fix_snippets import DERIVE, choose_fixes
from pkce_core.diagnosis.search import NothingFound, search
from pkce_core.pkce.derivation import s256

pytestmark = pytest.mark.slow

V = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
C = derive_code_challenge(V)
LONG = (V * 3)[:128]
NODE = next((str(path) for path in [Path(sys.executable).with_name("node")] if path.exists()), shutil.which("node"))
OPENSSL = shutil.which("openssl") if os.name == "posix" else None
ASSIGNS = re.compile(r"\$?(swap|code_verifier|code_challenge) ?=|\[?\$?code_verifier, ")


def _s256(text: str) -> str:
    return s256(text.encode())


STANDARD = V.replace("-", "+").replace("_", "/")
PAIRS: dict[str, tuple[str, str]] = {
    "challenge in double quotes": (V, f'"{C}"'),
    "challenge in single quotes": (V, f"'{C}'"),
    "challenge in typographic quotes": (V, f"\u201c{C}\u201d"),
    "challenge with a space": (V, f"{C} "),
    "challenge after a no-break space": (V, f"\u00a0{C}"),
    "challenge broken up": (V, f"{C[:20]}\n{C[20:]}"),
    "challenge in quotes and space": (V, f' "{C}"'),
    "challenge as Python shows octets": (V, f"b'{C}'"),
    "challenge and a spelled-out newline": (V, f"{C}\\n"),
    "challenge twice": (V, C + C),
    "challenge in a query": (V, f"?code_challenge={C}&code_challenge_method=S256"),
    "challenge mistyped": (V, f"{C[:9]}~{C[10:]}"),
    "challenge padded": (V, f"{C}="),
    "swapped": (C, V),
    "swapped and padded": (f"{C}=", V),
    "swapped with a newline": (C, f"{V}\n"),
    "plain": (V, V),
    "newline hashed": (V, _s256(f"{V}\n")),
    "line end hashed": (V, _s256(f"{V}\r\n")),
    "space hashed": (V, _s256(f"{V} ")),
    "double quotes hashed": (V, _s256(f'"{V}"')),
    "single quotes hashed": (V, _s256(f"'{V}'")),
    "shown octets hashed": (V, _s256(f"b'{V}'")),
    "padding hashed": (V, _s256(f"{V}=")),
    "standard base64 hashed": (V, _s256(STANDARD)),
    "name hashed": (V, _s256(f"code_verifier={V}")),
    "lines hashed": (LONG, _s256(f"{LONG[:64]}\n{LONG[64:]}")),
    "quotes and a newline hashed": (V, _s256(f'"{V}"\n')),
    "nothing hashed": (V, _s256("")),
    "verifier in quotes": (f'"{V}"', C),
    "verifier with a line end": (f"{V}\r\n", C),
    "verifier after a no-break space": (f"\u00a0{V}", C),
    "verifier broken up": (f"{V[:20]}\n{V[20:]}", C),
    "verifier with a control character": (f"{V[:20]}\x1b{V[20:]}", C),
    "verifier percent-encoded": (V.replace("-", "%2D"), C),
    "verifier with its name": (f"code_verifier={V}", C),
    "verifier in standard base64": (STANDARD, C),
    "verifier with dashes": (V.replace("-", "\u2013"), C),
    "verifier in quotes, challenge padded": (f'"{V}"', f"{C}="),
    "verifier in quotes, newline hashed": (f'"{V}"', _s256(f"{V}\n")),
}


def _lines(verifier: str, challenge: str) -> dict[str, str]:
    found = search(verifier.encode(), challenge)
    assert not isinstance(found, NothingFound)
    fixes = choose_fixes(found, verifier.encode(), challenge)
    diagnosis = diagnose_challenge(verifier, challenge)
    assert diagnosis is not None
    assert diagnosis.fix == fixes[diagnosis.fix_language]
    return dict(fixes)


def _clean(verifier: str, challenge: str) -> str:
    """The right challenge of a pair of the table."""
    return _s256(LONG) if verifier == LONG else C


def _values_of_the_variable(name: str, verifier: str) -> list[str]:
    """What `code_verifier` may be when this was hashed: the reader's verifier, or what was hashed."""
    hashed = {
        "newline": f"{V}\n", "line end": f"{V}\r\n", "space": f"{V} ", "double quotes": f'"{V}"',
        "single quotes": f"'{V}'", "shown octets": f"b'{V}'", "padding": f"{V}=", "standard base64": STANDARD,
        "name": f"code_verifier={V}", "lines": f"{LONG[:64]}\n{LONG[64:]}", "quotes and a newline": f'"{V}"\n',
    }  # fmt: skip
    other = hashed.get(name.removesuffix(" hashed"))
    return [verifier, other] if other else [verifier]


def _run_shell(line: str, verifier: str, challenge: str) -> str:
    tail = f"; code_challenge=$({DERIVE['shell']})" if line.startswith("code_verifier=") else ""
    script = f'{line}{tail}; printf %s "$code_challenge"' if ASSIGNS.match(line) else line
    environment = {**os.environ, "code_verifier": verifier, "code_challenge": challenge}
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def _run_node(line: str, verifier: str, challenge: str) -> str:
    assert NODE
    tail = f"; code_challenge = {DERIVE['node']}" if line.startswith("code_verifier ") else ""
    work = f"{line}{tail}" if ASSIGNS.match(line) else f"code_challenge = {line}"
    script = (
        "const crypto = require('crypto');"
        f"let code_verifier = {json.dumps(verifier)}, code_challenge = {json.dumps(challenge)};"
        f"{work}; process.stdout.write(code_challenge)"
    )
    return subprocess.run([NODE, "-e", script], capture_output=True, check=True, timeout=60).stdout.decode()


def _run_python(line: str, verifier: str, challenge: str) -> str:
    names: dict[str, Any] = {"base64": base64, "hashlib": hashlib, "re": re, "urllib": urllib}
    names |= {"code_verifier": verifier, "code_challenge": challenge}
    if not ASSIGNS.match(line):
        return str(eval(line, names))  # noqa: S307
    exec(line, names)  # noqa: S102
    return str(eval(DERIVE["python"], names) if line.startswith("code_verifier ") else names["code_challenge"])  # noqa: S307


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize(
    ("language", "run"),
    [
        pytest.param(
            "shell", _run_shell, marks=pytest.mark.skipif(OPENSSL is None, reason="needs a shell and openssl")
        ),
        pytest.param("node", _run_node, marks=pytest.mark.skipif(NODE is None, reason="needs Node.js")),
        ("python", _run_python),
    ],
)
def test_a_fix_fixes(name: str, language: str, run: Any) -> None:
    """The line, run on what the reader has, ends in the right challenge."""
    verifier, challenge = PAIRS[name]
    line = _lines(verifier, challenge)[language]
    for value in _values_of_the_variable(name, verifier):
        assert run(line, value, challenge) == _clean(verifier, challenge)


def test_a_percent_encoded_challenge_is_decoded() -> None:
    """The variable is decoded where a language can; a shell derives the challenge again."""
    challenge = C.replace("-", "%2D").replace("A", "%41")
    lines = _lines(V, challenge)
    assert _run_python(lines["python"], V, challenge) == C
    assert lines["shell"] == DERIVE["shell"]
    assert MISTAKES["percent-encoded"].fixes["python"] == lines["python"]


def test_every_fix_is_one_line_in_every_language() -> None:
    """Also in PowerShell, whose lines are not run here."""
    for verifier, challenge in PAIRS.values():
        lines = _lines(verifier, challenge)
        assert set(lines) == set(DERIVE)
        assert not any("\n" in line for line in lines.values())
        assert "$code_" in lines["powershell"]
