"""`pkce api`: a call as a command, and what an API answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json, set_stdin

if TYPE_CHECKING:
    import pytest


def test_a_call(capsys: pytest.CaptureFixture[str]) -> None:
    """The command is the result."""
    assert main(["api", "https://op.example/userinfo", "--dpop", "--token-env", "AT"]) == ExitCode.OK
    assert "${AT:?" in capsys.readouterr().out
    code, result = run_json(capsys, "api", "https://op.example/userinfo", "--shell", "powershell")
    assert (code, "$env:ACCESS_TOKEN" in result["command"]) == (0, True)
    assert main(["api", "https://op.example/userinfo", "--shell", "http"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("GET /userinfo HTTP/1.1\n")
    for wrong in ([], ["op.example"], ["https://op.example", "--token-env", "a b"], ["https://x", "--response", "-"]):
        assert main(["api", *wrong]) == ExitCode.USAGE


def test_an_answer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing, and what to ask for next."""
    set_stdin(monkeypatch, b'HTTP/1.1 403 F\nWWW-Authenticate: Bearer error="insufficient_scope", scope="a b"\n\n')
    assert main(["api", "--response", "-", "--scope", "a"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert "The API requires the scope b." in out
    set_stdin(monkeypatch, b"<html><title>502 Bad Gateway</title><center>nginx")
    assert main(["api", "--response", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This shows no answer of the API.")
    set_stdin(monkeypatch, b"HTTP/1.1 200 OK\n\n{}")
    assert main(["api", "--response", "-"]) == ExitCode.OK
