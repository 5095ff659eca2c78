"""Every measurement, one table, and latest.json, which the page docs/benchmarks.md draws.

    python benchmarks [--quick] [--only boot core]

Each script is a process of its own and says on stderr what it is doing. latest.json is written when all have ended.
With --only, the other groups stay as they were measured before.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.results import say, table
from pkce_core import __version__
from tests.support.chromium import find_chromium

FOLDER = Path(__file__).parent
LATEST = FOLDER / "latest.json"
SCRIPTS = ("boot", "page", "core", "startup", "builds")
PACKAGES = ("Authlib", "oauthlib", "pkce", "joserfc", "mkdocs", "mkdocs-material")


def main() -> int:
    """Run every script, print the table and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few runs: to see that it works, not to compare")
    parser.add_argument("--only", nargs="+", choices=SCRIPTS, default=SCRIPTS, help="measure these alone")
    options = parser.parse_args()
    before = {} if set(options.only) == set(SCRIPTS) else json.loads(LATEST.read_text("utf-8"))
    if before and before["machine"] != machine():
        sys.exit("The other groups were measured on another machine. Measure all, without --only.")
    kept = {group["name"]: group for group in before.get("groups", []) if group["name"] not in options.only}
    groups = [kept.get(name) or run(name, quick=options.quick) for name in SCRIPTS]
    latest: dict[str, Any] = {"schema": 2}
    latest |= {"machine": machine(), "versions": versions(), "groups": groups}
    LATEST.write_text(json.dumps(latest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(table(groups))
    say(f"Written: {LATEST}")
    over = [
        f"{row['what']} : {row['peer']}"
        for group in groups
        for row in group["rows"]
        if row["ratio"] and row["ratio"]["median"] > row.get("goal", float("inf"))
    ]
    say("\n".join(["Above the goal:", *over]) if over else "Every goal is met.")
    return 0


def run(name: str, *, quick: bool) -> Any:
    """The group that a script measures. A limit that it found exceeded is in its rows, too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        say(f"== {name}")
        command = [sys.executable, str(FOLDER / f"{name}.py"), "--json", str(path), *(["--quick"] if quick else [])]
        done = subprocess.run(command, check=False)
        if not path.is_file():
            sys.exit(f"{name}.py ended with {done.returncode} and measured nothing: the lines above say why.")
        return json.loads(path.read_text("utf-8"))


def machine() -> dict[str, Any]:
    """What the numbers depend on."""
    return {
        "processor": processor_name(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
        if hasattr(os, "sysconf")
        else None,
        "system": f"{platform.system()} {platform.release()}",
    }


def processor_name() -> str:
    """The processor as Linux names it, elsewhere the kind."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def versions() -> dict[str, str]:
    """What was measured, and with what."""
    pyodide = json.loads((FOLDER.parent / "node_modules" / "pyodide" / "package.json").read_text("utf-8"))
    browser = subprocess.run([find_chromium() or "", "--version"], capture_output=True, text=True, check=False)
    found = {"pkce-core": __version__, "Python": platform.python_version(), "Pyodide": pyodide["version"]}
    found["Chromium"] = browser.stdout.strip().removeprefix("Chromium ").partition(" ")[0]
    return found | {name: version(name) for name in PACKAGES}


if __name__ == "__main__":
    sys.exit(main())
