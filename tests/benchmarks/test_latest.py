"""benchmarks/latest.json, which the site draws: every script is in it, and every number has a named peer."""

from __future__ import annotations

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "benchmarks"
LATEST = json.loads((FOLDER / "latest.json").read_text("utf-8"))
HELPERS = {"__main__", "results", "boot_pages", "core_peers", "sample_site", "slow_line", "processor"}


def test_every_script_is_in_it() -> None:
    """A new script has a group, in the run that `make benchmark` makes."""
    scripts = {path.stem for path in FOLDER.glob("*.py")} - HELPERS
    assert {group["name"] for group in LATEST["groups"]} == scripts
    assert len(LATEST["groups"]) == len(scripts)


def test_it_says_where_it_was_measured() -> None:
    """The machine, how busy it was, and the versions of everything that was compared."""
    assert LATEST["schema"] == 2
    assert LATEST["machine"].keys() == {"processor", "cores", "memory_gb", "system"}
    assert {"pkce-core", "Python", "Pyodide", "Chromium", "Authlib", "oauthlib", "pkce", "mkdocs"} <= LATEST[
        "versions"
    ].keys()
    assert all(LATEST["versions"].values())
    for group in LATEST["groups"]:
        assert len(group["load"]) == 2
        assert re.fullmatch(r"2\d{3}-\d\d-\d\d", group["date"])
        assert isinstance(group["quick"], bool)


def test_every_row_compares() -> None:
    """Each row has a peer, both values and the ratio, whose median lies between its quartiles. None comes twice."""
    seen = set()
    for group in LATEST["groups"]:
        assert group["rows"]
        for row in group["rows"]:
            assert row["what"]
            assert row["peer"]
            assert row["runs"] > 0
            assert (group["name"], row["what"], row["peer"]) not in seen
            seen.add((group["name"], row["what"], row["peer"]))
            for part in (row["ours"], row["theirs"], row["ratio"], row.get("processor_ratio")):
                assert part is None or 0 <= part["lower"] <= part["median"] <= part["upper"]


def test_the_peers_are_all_there() -> None:
    """What the project is compared with."""
    peers = {row["peer"] for group in LATEST["groups"] for row in group["rows"]}
    assert {"stock Pyodide", "a WebCrypto page", "Authlib", "oauthlib", "pkce", "python -c pass"} <= peers
    assert {"without strict-csp", "without live-python", "without pkce-widgets"} <= peers
