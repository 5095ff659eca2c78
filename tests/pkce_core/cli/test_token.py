"""`pkce token`: the token request as a command, with values from options, stdin or a prompt."""

from __future__ import annotations

import sys

import pytest

from pkce_core import Level, check_flow, derive_code_challenge, parse_flow
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    DASHED,
    VERIFIER,
    run_json,
    set_stdin,
)

TOKEN = ["token", "--client-id", "my-client", "--redirect-uri", "http://127.0.0.1:8080/cb"]


GIVEN = ["--code", "c0de", "--code-verifier", VERIFIER]


def test_token(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command is the result. A note says that the values on the command line stay in the history."""
    assert main([*TOKEN, "--code", "c0de", "--code-verifier", DASHED, "--provider", "google"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("curl --silent --show-error --write-out '\\n' \\\n")
    assert f"--data-urlencode 'code_verifier={DASHED}'" in out
    assert "client_secret" not in out
    assert "other programs can see the code and code_verifier on the command line" in err
    set_stdin(monkeypatch, b"c0de\n")
    argv = [*TOKEN, "--code-verifier", VERIFIER, "--token-endpoint", "http://127.0.0.1:3000/token"]
    code, result = run_json(capsys, *argv, "--client-secret-env", "MY_SECRET", "--shell", "powershell")
    assert (code, list(result)) == (0, ["schema", "ok", "findings", "command"])
    assert "$env:MY_SECRET" in result["command"]
    assert "user = " in result["command"]
    set_stdin(monkeypatch, b"c0de")
    code, result = run_json(capsys, *argv, "--token-endpoint-auth-method", "client_secret_post")
    assert "stty -echo" in result["command"]


def test_token_with_an_assertion(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An assertion comes from stdin like any secret, and chooses private_key_jwt."""
    set_stdin(monkeypatch, b"a.b.c")
    assert main([*TOKEN, *GIVEN, "--provider", "google", "--client-assertion", "-"]) == ExitCode.OK
    assert "client_assertion=a.b.c" in capsys.readouterr().out


def test_token_asks_for_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """At a terminal, the code and the verifier are asked for one after the other, and not shown."""
    set_stdin(monkeypatch, b"", terminal=True)
    answers = iter(["c0de", VERIFIER])
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: next(answers))
    assert main([*TOKEN, "--provider", "google"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "code=c0de" in out
    assert "history" not in err


def test_token_with_wrong_values(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No command is written for a request that no server accepts, and the reason is on stderr."""
    argv = [*TOKEN, "--code", "c0de", "--provider", "google", "--code-verifier"]
    assert main([*argv, "short"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert (out, "The verifier has 5 characters" in err) == ("", True)
    code, result = run_json(capsys, *argv, "short")
    assert (code, result["ok"], result["command"]) == (1, False, None)
    set_stdin(monkeypatch, b"\xff")
    assert main([*argv, "-"]) == ExitCode.USAGE
    assert "isn't text in UTF-8" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", None)
    assert main([*argv, "-"]) == ExitCode.USAGE


@pytest.mark.parametrize(
    ("more", "noted"),
    [
        ([], True),
        (["--token-endpoint-auth-method", "none"], False),
        (["--client-secret-env", "SECRET"], False),
        (["--client-assertion", "a.b.c"], False),
    ],
)
def test_token_says_what_a_confidential_client_adds(
    more: list[str], noted: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a word about client authentication, stderr names the option that a confidential client needs."""
    assert main([*TOKEN, *GIVEN, "--provider", "google", *more]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert ("--client-secret-env NAME" in err) is noted
    assert "--client-secret-env" not in out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([*TOKEN, *GIVEN], "--token-endpoint or --provider is required"),
        ([*TOKEN, *GIVEN, "--provider", "google", "--shell", "fish"], "argument --shell: no such choice"),
        ([*TOKEN, *GIVEN, "--provider", "google", "--client-secret-env", "a b"], "env:NAME"),
        (
            [*TOKEN, *GIVEN, "--provider=google", "--client-secret-env=A", "--token-endpoint-auth-method=none"],
            "can't be combined with the method none",
        ),
        ([*TOKEN, "--provider", "google", "--code", "-", "--code-verifier", "-"], "only one of code and code_verifier"),
        ([*TOKEN, "--provider", "google"], "only one of code and code_verifier"),
    ],
)
def test_wrong_use(
    argv: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence on stderr, nothing on stdout, and 2."""
    set_stdin(monkeypatch, b"")
    assert main(argv) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


@pytest.mark.parametrize("shell", ["posix", "powershell", "cmd", "httpie", "http"])
@pytest.mark.parametrize("secret", [[], ["--client-secret-env", "CLIENT_SECRET"]])
def test_the_command_as_evidence(shell: str, secret: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The command is read back as the request that it sends, and nothing false is said of it."""
    arguments = (
        "--client-id abc --redirect-uri https://a.example/cb --code x1y2z3w4 --token-endpoint https://op.example/t"
    )
    main(["token", *arguments.split(), "--code-verifier", VERIFIER, "--shell", shell, *secret])
    request = {
        "client_id": "abc",
        "redirect_uri": "https://a.example/cb",
        "code_challenge": derive_code_challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    values = {
        "authorization_request": request,
        "token_request": capsys.readouterr().out,
        "token_response": {"error": "invalid_grant"},
        "token_endpoint": "https://op.example/t",
    }
    flow = parse_flow(values)
    assert flow.value("token_request", "code_verifier") == VERIFIER
    assert flow.has("token_request", "client_secret") is bool(secret)
    assert [found.rule for found in check_flow(flow) if found.level is not Level.PASS] == ["flow-gap"]


def test_a_refresh(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With --refresh-token, the command refreshes, and neither a code nor a verifier is asked for."""
    refresh = ["token", "--client-id", "my-client", "--token-endpoint", "https://op.example/token"]
    set_stdin(monkeypatch, b"rt-secret")
    assert main([*refresh, "--refresh-token", "-", "--scope", "openid"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "'grant_type=refresh_token'" in out
    assert "'refresh_token=rt-secret'" in out
    assert "'scope=openid'" in out
    assert "code=" not in out
    assert "rt-secret" not in err
    for wrong in (["--refresh-token", "x", "--code", "y"], ["--scope", "x", *GIVEN]):
        assert main([*refresh, *wrong]) == ExitCode.USAGE
        assert "refresh" in capsys.readouterr().err
