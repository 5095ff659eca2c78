"""The package's own suite, run inside the runtime that pages load."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import load_config

from live_python.building.builder import Build, build
from live_python.plugin import LivePythonPlugin, build_config
from live_python.toolchain import find_node

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# These start processes or compare with packages that are not in a page.
NOT_IN_A_PAGE = ("cli", "network", "*_run.py", "jose/test_joserfc_verifier.py")


def pure_packages() -> Path:
    """Install what the suite needs as pure Python, once per content of requirements.txt."""
    wanted = HERE / "requirements.txt"
    target = ROOT / ".cache" / "runtime-tests" / hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    if not target.is_dir():
        unfinished = target.with_suffix(f".{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--only-binary=:all:", "--target", str(unfinished), "-r", str(wanted)]
        subprocess.run(command, check=True, capture_output=True)
        unfinished.rename(target)
    return target


def site_build() -> Build:
    """What the site ships."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    plugin = config.plugins["live-python"]
    assert isinstance(plugin, LivePythonPlugin)
    return build(build_config(plugin.config, config))


def run(program: str, order: Mapping[str, object]) -> str:
    """Run a program under Node in the shipped runtime, and return what it prints."""
    whole = {"pyodide": str(ROOT / "node_modules" / "pyodide"), "build": str(site_build().directory), **order}
    command = [find_node(), str(HERE / program)]
    done = subprocess.run(command, input=json.dumps(whole), capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    return done.stdout.strip()


def test_pkce_core_passes_its_suite_in_the_shipped_runtime(all_matrices: bool) -> None:
    """Every test of pkce_core passes on the shipped wheel and the shipped standard library; `make test` draws fewer
    random examples than `make test-all`.
    """
    suite = "/host/tests/pkce_core"
    order = {
        "source": (HERE / "run_suite.py").read_text("utf-8"),
        "mounts": {
            "/host/tests": str(ROOT / "tests"),
            "/host/pure": str(pure_packages()),
            "/host/site-packages": sysconfig.get_paths()["purelib"],
        },
        "options": {
            "shipped": ["pkce_core"],
            "profile": "pkce_core" if all_matrices else "in a page",
            "site_packages": ["/host/pure", "/host/site-packages", "/host"],
            "tests": "/host/tests",
            "arguments": [
                *("-q", "-rA", "--import-mode=importlib", "--capture=sys", "-W", "error"),
                *("-p", "no:cacheprovider", "-p", "no:faulthandler", "-c", "/dev/null"),
                *(f"--rootdir={suite}", f"--confcutdir={suite}", suite),
                *(f"--ignore-glob={suite}/{name}" for name in NOT_IN_A_PAGE),
            ],
        },
    }
    told = run("run_suite.mjs", order)
    summary = told.splitlines()[-1]
    assert re.search(r"\b[1-9]\d* passed", summary), told[-20_000:]
    assert not re.search(r"skipped|deselected|xfailed|error", summary), told[-20_000:]


VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGES = ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc", "x" * 43]
MEGABYTE = 1_000_000


def test_a_thousand_checks_take_no_more_memory_than_a_hundred() -> None:
    """After a forced collection, the JavaScript heap and the WebAssembly memory are within a megabyte."""
    requests = [
        json.dumps({"op": "check", "values": {"code_verifier": VERIFIER, "code_challenge": challenge}})
        for challenge in CHALLENGES
    ]
    first, last = json.loads(run("run_memory.mjs", {"requests": requests, "calls": 1000}).splitlines()[-1])
    assert last["heap"] - first["heap"] < MEGABYTE
    assert last["wasm"] - first["wasm"] < MEGABYTE
