"""`pkce what` and `pkce match`: the values of the flow in a text, and which belong together, without secrets."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pkce_core import derive_code_challenge
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import VERIFIER, run_json, set_stdin

if TYPE_CHECKING:
    from pathlib import Path

REDIRECT = "http://127.0.0.1:8765/callback?code=c0de&state=x"


def test_it_lists_each_value(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines for each: what it is, where, and as much as may be shown; then why."""
    set_stdin(monkeypatch, REDIRECT.encode())
    assert main(["what", "-"]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines() == [
        "certain: the redirect back to a client, characters 1 to 48: http://127.0.0.1:8765/callback",
        "    It has code and state among its parameters.",
        "certain: an authorization code, characters 37 to 40: 4 characters",
        "    It is the parameter code.",
        "certain: a state, character 48: x",
        "    It is the parameter state.",
    ]


def test_it_reads_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Octets that are no UTF-8 are read around."""
    file = tmp_path / "log.txt"
    file.write_bytes(b"\xff code: x")
    assert main(["what", str(file)]) == ExitCode.OK
    assert capsys.readouterr().out == (
        "likely: an authorization code, character 9: 1 character\n    The text calls it code.\n"
    )


def test_nothing_is_said_to_be_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A text without any value is no error."""
    set_stdin(monkeypatch, b"hello world")
    assert main(["what", "-"]) == ExitCode.OK
    assert capsys.readouterr().out == "The text contains no value of the flow that pkce recognizes.\n"


def test_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One object; a secret has only its length."""
    set_stdin(monkeypatch, f"code_verifier={VERIFIER} state=x".encode())
    status, written = run_json(capsys, "what", "-")
    verifier, state = written["recognized"]
    assert status == ExitCode.OK
    assert verifier == {
        "kind": "verifier", "length": 43, "start": 14, "end": 57, "sureness": "certain",
        "why": "The text calls it code_verifier.",
    }  # fmt: skip
    assert (state["kind"], state["value"]) == ("state", "x")


def test_what_a_terminal_would_obey_is_escaped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A state is shown in part, and its control characters as escapes."""
    set_stdin(monkeypatch, f"http://localhost/cb?code=a&state=\x1b[31m{'b' * 100}".encode())
    assert main(["what", "-"]) == ExitCode.OK
    out = capsys.readouterr().out
    assert f"\\x1b[31m{'b' * 55}... (105 characters)" in out
    assert "\x1b" not in out


SECRETS = ("code", "code_verifier", "code_challenge", "client_secret", "id_token", "access_token", "refresh_token")


@pytest.mark.parametrize("arguments", [["what", "-"], ["what", "--json", "-"]])
@pytest.mark.parametrize("name", SECRETS)
def test_secrets_are_not_shown(
    name: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A marked secret under each name, in each kind of text, is in no output."""
    marked = "MARKED" + "a" * 40
    texts = (
        f"{name}={marked}", json.dumps({name: marked, "error": marked}),
        f"https://{marked}@a.example/cb?code=a&state=b",
        f"https://a.example/auth?client_id=a&response_type=code&{name}={marked}",
        f"curl -d grant_type=x -d {name}={marked}",
        f"grant_type=a&{name}={marked}", f"HTTP/1.1 200 OK\n\n{marked}",
        json.dumps({"access_token": marked, name: marked}),
    )  # fmt: skip
    set_stdin(monkeypatch, "\n".join(texts).encode())
    assert main(arguments) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "MARKED" not in out + err
    assert name.removeprefix("code_") in out.replace("client-secret", "client_secret").replace("-token", "_token")


CHALLENGE = derive_code_challenge(VERIFIER)


def test_match(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each pair and for each value without a partner; no verifier is written."""
    hexed = sha256(VERIFIER.encode()).hexdigest()
    other = "aBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjak"
    text = f"code_challenge={CHALLENGE}\ncode_verifier={VERIFIER}\ncode_verifier={other}"
    set_stdin(monkeypatch, text.encode())
    assert main(["match", "-"]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines() == [
        "One pair belongs together. A verifier without a challenge may be of an attempt whose authorization request "
        "isn't here.",
        f"The verifier of 43 characters in line 2 belongs to the challenge {CHALLENGE[:8]}... in line 1.",
        "The verifier of 43 characters in line 3 has no partner.",
    ]
    set_stdin(monkeypatch, f"code_verifier={VERIFIER}\ncode_challenge={hexed}".encode())
    assert main(["match", "-"]) == ExitCode.OK
    assert "This challenge was made from the verifier" in capsys.readouterr().out


def test_match_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the pairs; octets that are no UTF-8 are read around."""
    set_stdin(monkeypatch, b"\xff code_verifier=" + VERIFIER.encode() + b" code_challenge=" + CHALLENGE.encode())
    status, written = run_json(capsys, "match", "-")
    assert status == ExitCode.OK
    assert written["matches"]["pairs"][0]["challenge"]["lines"] == [1]
    assert VERIFIER not in json.dumps(written)
