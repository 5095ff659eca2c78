"""The programs on the page about client assertions: each runs as the page has it, and what it signs is accepted."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from pkce_core import check_client_jwt
from tests.support.code_examples import find_tabs

if TYPE_CHECKING:
    from tests.support.code_examples import Tab

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "client-assertion.md").read_text(encoding="utf-8")
NODE_MODULES = ROOT / "tests" / "node" / "node_modules"
SIGN, APPLE = (PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0] for title in ("Sign it", "Apple's client_secret"))
TABS = [pytest.param(tab, id=tab.name) for tab in find_tabs(SIGN)]
APPLES = [pytest.param(tab, id=tab.name) for tab in find_tabs(APPLE)]
MAKE_KEY = re.search(r"```sh\n(openssl genpkey .*?)```", PAGE, re.DOTALL)
PSS = re.search(r"`(openssl dgst -sigopt [^`]+)` in place of\s+`(openssl dgst)`", SIGN)
MAKE_APPLES = "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out AuthKey.p8"
HOST = "https://appleid.apple.com"
SIGNED_OFTEN = 40
"""How often ES256 signs with the shell: one number in 128 of a signature is shorter than the others."""


def run(command: str, folder: Path, *, fails: bool = False) -> str:
    """What a command prints, run with this environment's programs."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {"PATH": path, "code": "c0de", "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert (done.returncode != 0) == fails, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the page says is there: both keys, every program, and jose."""
    folder = tmp_path_factory.mktemp("desk")
    assert MAKE_KEY
    run(f"{MAKE_KEY[1]}\n{MAKE_APPLES}\nopenssl pkey -in AuthKey.p8 -pubout -out apple.pem", folder)
    for tab in (*find_tabs(SIGN), *find_tabs(APPLE)):
        for name, content in tab.files.items():
            (folder / name).write_text(content, encoding="utf-8")
    (folder / "node_modules").symlink_to(NODE_MODULES)
    return folder


def header(token: jwt.Token) -> dict[str, object]:
    """The header without typ, which nobody needs here."""
    return {name: value for name, value in token.header.items() if name != "typ"}


@pytest.mark.parametrize("tab", TABS)
def test_an_assertion_is_accepted(tab: Tab, desk: Path) -> None:
    """The public key verifies it, no check finds a mistake, it lasts a minute, and each has its own jti."""
    key = RSAKey.import_key((desk / "public.pem").read_bytes())
    tokens = []
    for _ in range(2):
        text = run(tab.commands[-1], desk).rstrip("\n")
        token = jwt.decode(text, key, algorithms=["RS256"])
        tokens.append(token.claims)
        assert header(token) == {"alg": "RS256", "kid": "my-key"}
        report = check_client_jwt(
            text, client_id="my-client", token_endpoint="https://op.example/token", now=time.time()
        )
        assert [finding.rule for finding in report] == ["client-jwt-right"]
        assert set(token.claims) == {"iss", "sub", "aud", "jti", "iat", "exp"}
        assert token.claims["exp"] - token.claims["iat"] == 60
    assert tokens[0]["jti"] != tokens[1]["jti"]


@pytest.mark.parametrize("command", ["sh assertion.sh", "python3 assertion.py", "node assertion.mjs"])
def test_with_pss(command: str, desk: Path) -> None:
    """What the page says about PS256, done in a program, gives a signature that is one."""
    assert PSS
    program, name = command.split()
    changed = (desk / name).read_text().replace("RS256", "PS256").replace(PSS[2], PSS[1])
    (desk / f"pss-{name}").write_text(changed)
    key = RSAKey.import_key((desk / "public.pem").read_bytes())
    assert jwt.decode(run(f"{program} pss-{name}", desk).strip(), key, algorithms=["PS256"])


def test_an_old_key_in_its_new_form(desk: Path, tmp_path: Path) -> None:
    """The line about `BEGIN RSA PRIVATE KEY` is right: jose can't read it before, and reads it after the command."""
    (tmp_path / "assertion.mjs").write_text((desk / "assertion.mjs").read_text())
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    convert = re.search(r"`(openssl pkey -in old\.pem -out private\.pem)`", PAGE)
    assert convert
    run(f"openssl pkey -in {desk}/private.pem -traditional -out old.pem && cp old.pem private.pem", tmp_path)
    assert "BEGIN RSA PRIVATE KEY" in (tmp_path / "old.pem").read_text()
    assert run("node assertion.mjs", tmp_path, fails=True) == ""
    run(convert[1], tmp_path)
    assert run("node assertion.mjs", tmp_path).count(".") == 2


@pytest.mark.parametrize("tab", APPLES)
def test_apples_secret_is_accepted(tab: Tab, desk: Path) -> None:
    """The public key verifies it, and it is what Apple asks for."""
    key = ECKey.import_key((desk / "apple.pem").read_bytes())
    for _ in range(SIGNED_OFTEN if tab.name.startswith("Shell") else 1):
        text = run(tab.commands[-1], desk).rstrip("\n")
        token = jwt.decode(text, key, algorithms=["ES256"])
        assert header(token) == {"alg": "ES256", "kid": "KEY1234567"}
        assert token.claims["iss"] == "TEAM123456"
        report = check_client_jwt(
            text, client_id="com.example.web", token_endpoint=f"{HOST}/auth/token", now=time.time(), as_secret=True
        )
        assert [finding.rule for finding in report] == ["client-jwt-right"]


@pytest.mark.parametrize("name", ["assertion.sh", "apple.sh"])
def test_a_script_without_a_key_prints_nothing(name: str, desk: Path, tmp_path: Path) -> None:
    """A missing key stops the script: a JWT without a signature never comes out."""
    (tmp_path / name).write_text((desk / name).read_text())
    assert run(f"sh {name}", tmp_path, fails=True) == ""


def test_the_last_command_takes_it(desk: Path) -> None:
    """The line that sends it writes a request that has the parameters in the table above it."""
    shown = re.search(r"```sh\n(sh assertion\.sh \| pkce token .+)\n```", PAGE)
    assert shown
    command = run(shown[1], desk)
    assert "client_assertion=ey" in command
    assert "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer" in command
    assert "client_secret" not in command


def test_the_tests_have_what_the_page_names() -> None:
    """The libraries that the page tells readers to install are those that run here, and these are pinned."""
    assert '`pip install "pyjwt[crypto]"`' in PAGE
    assert "`npm install jose`" in PAGE
    assert re.search(r"(?m)^pyjwt==", (ROOT / "requirements" / "test.txt").read_text())
    assert "jose" in json.loads((ROOT / "tests" / "node" / "package.json").read_text())["dependencies"]
