"""`pkce explain` and `pkce report`: causes in their order, and a flow without its secrets."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
FLOW = {
    "authorization_request": {"client_id": "client", "redirect_uri": "https://app.example/cb"},
    "authorization_response": {"code": "the-secret-code"},
    "token_request": {
        "client_id": "client",
        "redirect_uri": "https://app.example/cb/",
        "code": "the-secret-code",
        "code_verifier": VERIFIER,
    },
    "token_response": {"error": "invalid_grant", "error_description": "the-secret-code was not found"},
}


@pytest.fixture
def flow(tmp_path: Path) -> str:
    file = tmp_path / "flow.json"
    file.write_text(json.dumps(FLOW), "utf-8")
    return str(file)


def stdin(monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets)))


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """The meaning with its section, then numbered causes with evidence and what to do."""
    assert main(["explain", "invalid_grant", "--description", "AADSTS54005: redeemed"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("invalid_grant: The code is invalid, expired, used up")
    assert lines[0].endswith("(RFC 6749 §5.2)")
    assert lines[2].startswith("1. The code was redeemed before")
    assert lines[3] == '   Seen here: The message says "AADSTS54005", as entra does.'
    assert lines[4].startswith("   Start again")
    assert main(["explain", "AADSTS50011"]) == ExitCode.OK
    assert "entra writes such messages.\n" in capsys.readouterr().out


def test_explain_with_the_values_of_a_flow(flow: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--flow proves a cause and rules others out."""
    assert main(["explain", "invalid_grant", "--flow", flow]) == ExitCode.OK
    out = capsys.readouterr().out
    assert (
        "Seen here: The redirect_uri of the token request ends in /, the one in the authorization URL does not." in out
    )
    assert "Ruled out by your values:\n- The token request has a redirect_uri.\n" in out
    assert "the-secret-code" not in out


def test_explain_json(capsys: pytest.CaptureFixture[str]) -> None:
    """ok, findings, then the explanation; an unknown code is a warning."""
    assert main(["explain", "--json", "invalid_grant"]) == ExitCode.OK
    result = json.loads(capsys.readouterr().out)
    assert list(result) == ["schema", "ok", "findings", "error", "meaning", "provider", "causes", "ruled_out", "spec"]
    assert (result["ok"], result["findings"], result["spec"]) == (True, [], "RFC 6749 §5.2")
    assert list(result["causes"][0]) == ["cause", "text", "evidence", "fix", "spec"]
    assert main(["explain", "--json", "invalid-grant"]) == ExitCode.OK
    result = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in result["findings"]] == ["error-unknown"]


def test_report(flow: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown on stdout, from a file or stdin; secrets are lengths."""
    assert main(["report", flow]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    stdin(monkeypatch, json.dumps(FLOW).encode())
    assert main(["report"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out == out
    assert out.startswith("## Authorization Code flow with PKCE\n")
    assert "- error_description: `(15 characters) was not found`" in out
    for secret in ("the-secret-code", VERIFIER):
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
        stdin(monkeypatch, octets)
        assert main(argv) == ExitCode.USAGE
        err = capsys.readouterr().err
        assert says in err


def test_a_sound_flow(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that finds nothing wrong ends with 0."""
    values: dict[str, Any] = {"client_id": "client", "redirect_uri": "https://app.example/cb"}
    stdin(monkeypatch, json.dumps(values).encode())
    assert main(["report", "-"]) == ExitCode.OK
    assert "fit together" in capsys.readouterr().out
