"""`pkce challenge`: the challenge alone on stdout, everything else on stderr."""

from __future__ import annotations

import pytest

import pkce_core
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    CHALLENGE,
    DASHED,
    EXAMPLE,
    VERIFIER,
    run_json,
    set_stdin,
)


@pytest.mark.parametrize("argv", [[VERIFIER], [DASHED], ["--", DASHED]])
def test_challenge(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The challenge alone, also for a verifier that starts with a dash. A note warns about the shell's history."""
    assert main(["challenge", *argv]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == f"{pkce_core.derive_code_challenge(argv[-1])}\n"
    assert err.startswith("note: other programs can see the verifier on the command line")
    assert err.count("\n") == 1


def test_challenge_of_a_weak_or_wrong_verifier(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning goes to stderr and the challenge still comes; an error leaves stdout empty."""
    assert main(["challenge", EXAMPLE]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (len(out), err.startswith("warning: ")) == (44, False)
    assert "warning: This verifier is the example" in err
    assert main(["challenge", f"{VERIFIER}+"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert (out, "Character 44 of the verifier is a plus sign" in err) == ("", True)
    code, result = run_json(capsys, "challenge", "short")
    assert (code, result["code_challenge"], result["code_challenge_method"]) == (1, None, "S256")
    code, result = run_json(capsys, "challenge", VERIFIER)
    assert (code, result["code_challenge"]) == (0, CHALLENGE)


def test_a_verifier_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is typed is not shown; no answer is a wrong use."""
    set_stdin(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: VERIFIER)
    assert main(["challenge"]) == ExitCode.OK
    assert capsys.readouterr().out == f"{CHALLENGE}\n"

    def no_answer(prompt: str, stream: object) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", no_answer)
    assert main(["challenge"]) == ExitCode.USAGE
    assert "no verifier was entered" in capsys.readouterr().err
