"""What the package and the fast commands load, each tried in a new process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.command import (
    CHALLENGE,
    VERIFIER,
)

pytestmark = pytest.mark.slow

SLOW = {"argparse", "ast", "contextlib", "dataclasses", "inspect", "json", "re", "typing"}
"""What takes longer to load than these commands need for their work."""


def _loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_loads_no_network_and_little_else() -> None:
    """`import pkce_core` and every name of it load no socket, ssl, http or asyncio."""
    assert not _loaded("import pkce_core") & {"dataclasses", "re", "hashlib"}
    everything = _loaded("import pkce_core\nfor name in pkce_core.__all__: getattr(pkce_core, name)")
    assert not everything & {"socket", "ssl", "http", "asyncio", "_socket", "_ssl"}


@pytest.mark.parametrize("argv", [["challenge", VERIFIER], ["pair"], ["verifier"]])
def test_what_needs_no_report_loads_none(argv: list[str]) -> None:
    """`pkce challenge`, `pkce pair` and `pkce verifier` load no findings, no enum and nothing else that is slow."""
    code = f"from pkce_core.cli import main; main({argv!r})"
    assert not _loaded(code) & {*SLOW, "enum", "pkce_core.findings", "pkce_core.cli.parser"}


@pytest.mark.parametrize("argv", [["check", VERIFIER], ["check", VERIFIER, CHALLENGE]])
def test_a_right_pair_loads_no_diagnosis(argv: list[str]) -> None:
    """`pkce check` loads the diagnosis, and what it needs, only for a wrong challenge."""
    code = f"from pkce_core.cli import main; main({argv!r})"
    assert not _loaded(code) & {*SLOW, "pkce_core.diagnosis", "pkce_core.cli.parser"}
