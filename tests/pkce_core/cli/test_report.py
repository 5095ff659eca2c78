"""`pkce report`: a flow without its secrets; and the values that it and `pkce explain` read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import FAILED_FLOW, SECRET_CODE, VERIFIER, set_stdin


def test_report(flow: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown on stdout, from a file or stdin; secrets are lengths."""
    assert main(["report", flow]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    set_stdin(monkeypatch, json.dumps(FAILED_FLOW).encode())
    assert main(["report"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out == out
    assert out.startswith("## Authorization Code flow with PKCE\n")
    assert "- error_description: `(15 characters) was not found`" in out
    for secret in (SECRET_CODE, VERIFIER):
        assert secret not in out
    assert main(["report", "--json", flow, "--now=5"]) == ExitCode.FOUND_ERROR
    result = json.loads(capsys.readouterr().out)
    assert list(result) == ["schema", "ok", "findings", "report"]
    assert result["report"] == out


@pytest.mark.parametrize(
    ("octets", "says"),
    [(b"[]", "a list instead"), (b'{"token_request": 1}', "token_request"), (b"\xff", "isn't valid UTF-8")],
)
def test_values_that_cannot_be_read(
    octets: bytes, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence on stderr, and 2."""
    for argv in (["report", "-"], ["explain", "x", "--flow", "-"]):
        set_stdin(monkeypatch, octets)
        assert main(argv) == ExitCode.USAGE
        err = capsys.readouterr().err
        assert says in err


def test_a_sound_flow(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that finds nothing wrong ends with 0."""
    values: dict[str, Any] = {"client_id": "client", "redirect_uri": "https://app.example/cb"}
    set_stdin(monkeypatch, json.dumps(values).encode())
    assert main(["report", "-"]) == ExitCode.OK
    assert "nothing to compare" in capsys.readouterr().out
