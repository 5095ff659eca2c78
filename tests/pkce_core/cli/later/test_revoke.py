"""`pkce revoke`: the revocation of a token as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json, set_stdin

if TYPE_CHECKING:
    import pytest

BASE = ["revoke", "--client-id", "a", "--revocation-endpoint", "https://op.example/revoke"]


def test_revoke(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The token comes from stdin or the command line, and a secret from a variable."""
    set_stdin(monkeypatch, b"rt-1")
    assert main([*BASE, "--token", "-", "--token-type-hint", "refresh_token"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "'token=rt-1'" in out
    assert "history" not in err
    code, result = run_json(capsys, *BASE, "--token", "x", "--client-secret-env", "SECRET")
    assert (code, "$SECRET" in result["command"]) == (0, True)
    for octets in (b"\xff", b""):
        set_stdin(monkeypatch, octets)
        assert main([*BASE, "--token", "-"]) == ExitCode.USAGE
