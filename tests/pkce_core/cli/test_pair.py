"""`pkce verifier` and `pkce pair`: output, JSON, the number of octets."""

from __future__ import annotations

import pytest

import pkce_core
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    run_json,
)


def test_verifier(capsys: pytest.CaptureFixture[str]) -> None:
    """A verifier and nothing else on stdout; --json names it."""
    assert main(["verifier", "--octets", "96"]) == ExitCode.OK
    assert len(capsys.readouterr().out.strip()) == 128
    code, result = run_json(capsys, "verifier")
    assert (code, list(result), result["ok"]) == (0, ["schema", "ok", "findings", "code_verifier"], True)
    pkce_core.check_code_verifier(result["code_verifier"]).raise_errors()


@pytest.mark.parametrize("octets", ["31", "97", "x", "-1", "³²", "9" * 5000])
def test_octets_out_of_range(octets: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but 32 to 96 is a wrong use."""
    assert main(["verifier", f"--octets={octets}"]) == ExitCode.USAGE
    assert "a whole number from 32 to 96" in capsys.readouterr().err


def test_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """Three lines under wire names; --json has the same names."""
    assert main(["pair"]) == ExitCode.OK
    pair = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    pkce_core.check_pair(pair["code_verifier"], pair["code_challenge"], pair["code_challenge_method"]).raise_errors()
    code, result = run_json(capsys, "pair")
    assert code == 0
    assert list(result) == ["schema", "ok", "findings", "code_verifier", "code_challenge", "code_challenge_method"]
    pkce_core.check_pair(result["code_verifier"], result["code_challenge"]).raise_errors()
