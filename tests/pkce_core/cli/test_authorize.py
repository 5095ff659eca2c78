"""`pkce authorize`: a URL built, or checked."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import build_authorization_url, check_authorization_url, check_pair, parse_authorization_url
from pkce_core.authorization.request import AuthorizationRequest
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    CHALLENGE,
    DASHED,
    run_json,
    set_stdin,
)

STATE, NONCE = "q6Xh0yXqVb1Yp9o2Jm3sRk", "Zt5uKw8aLx3cNv7bQe1dGf"


ENDPOINT = "https://op.example/auth?tenant=1"


AUTHORIZE = ["authorize", "--client-id", "my-client", "--redirect-uri", "http://127.0.0.1:8080/cb"]


def test_authorize_makes_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """The URL is the result; the verifier, the state and the nonce that were drawn are shown beside it."""
    assert main([*AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--scope", "openid profile"]) == ExitCode.OK
    out, err = capsys.readouterr()
    url = out.strip()
    assert url.startswith(f"{ENDPOINT}&response_type=code&client_id=my-client&")
    assert check_authorization_url(url).ok
    made = dict(line.strip().split("=", 1) for line in err.splitlines() if line.startswith("  "))
    request = parse_authorization_url(url)
    assert (request.state, request.nonce, request.scope) == (made["state"], made["nonce"], "openid profile")
    assert check_pair(made["code_verifier"], request.code_challenge or "").ok


def test_authorize_takes_what_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """What is given is kept, also when it starts with a dash; --json has the URL and every parameter."""
    code, result = run_json(
        capsys, *AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--state", "-q6Xh0yXqVb1Yp9o2Jm3sRk", "--nonce",
        "-Zt5uKw8aLx3cNv7bQe1dGf", "--code-challenge", DASHED, "--param", "prompt=login",
        "--param", "resource=https://a", "--param", "resource=https://b", "--param", "custom=a=b", "--param", "ok=x",
        "--param", "findings=x",
    )  # fmt: skip
    assert code == 0
    assert list(result)[:3] == ["schema", "ok", "findings"]
    assert result["ok"] is True
    assert (result["state"], result["nonce"]) == ("-q6Xh0yXqVb1Yp9o2Jm3sRk", "-Zt5uKw8aLx3cNv7bQe1dGf")
    assert (result["custom"], result["prompt"], result["resource"]) == ("a=b", "login", ["https://a", "https://b"])
    assert "ok=x" in result["url"]
    assert "code_verifier" not in result


def test_authorize_makes_nothing_new(capsys: pytest.CaptureFixture[str]) -> None:
    """If every value is given, a note says that none was made."""
    argv = [
        "--authorization-endpoint",
        ENDPOINT,
        "--state",
        "q6Xh0yXqVb1Yp9o2Jm3sRk",
        "--nonce",
        "Zt5uKw8aLx3cNv7bQe1dGf",
    ]
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert main([*AUTHORIZE, *argv, "--code-challenge", challenge]) == ExitCode.OK
    assert "no new values were made" in capsys.readouterr().err


def test_authorize_with_a_provider(capsys: pytest.CaptureFixture[str]) -> None:
    """The provider's endpoint is taken, with its placeholder filled; what is uncertain about it is said."""
    assert main([*AUTHORIZE, "--provider", "banno-consumer", "--set", "institution_host=op.example"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("https://op.example/a/consumer/api/v0/oidc/auth?")
    assert main([*AUTHORIZE, "--provider", "banno-admin", "--scope", "x"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert "authorization_endpoint is uncertain" in err
    assert "nonce" not in out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["authorize"], "--client-id is required"),
        (["authorize", "--client-id", "a"], "--redirect-uri is required"),
        (AUTHORIZE, "--authorization-endpoint or --provider is required"),
        ([*AUTHORIZE, "--provider", "gogle"], "google"),
        ([*AUTHORIZE, "--provider", "banno-consumer"], "institution_host"),
        ([*AUTHORIZE, "--provider", "generic"], "no fixed authorization_endpoint"),
        ([*AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--param", "x"], "NAME=VALUE"),
        ([*AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--param", "=x"], "NAME=VALUE"),
        ([*AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--param", "client_id=x"], "client_id was given twice"),
        ([*AUTHORIZE, "--from-url", "https://a/"], "--from-url can't be combined"),
        (["authorize", "--state", "--json"], "expected one argument"),
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


def test_authorize_refuses_an_endpoint(capsys: pytest.CaptureFixture[str]) -> None:
    """No URL is written for an invalid endpoint."""
    assert main([*AUTHORIZE, "--authorization-endpoint", "https://op.example/#x"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert (out, "fragment" in err) == ("", True)
    code, result = run_json(capsys, *AUTHORIZE, "--authorization-endpoint", "auth")
    assert (code, result["ok"], result["url"]) == (1, False, None)


def test_a_url_with_errors_is_not_to_be_opened(capsys: pytest.CaptureFixture[str]) -> None:
    """The URL is written, for whoever looks for the error in it, and stderr says that it must be fixed first."""
    argv = ["authorize", "--client-id", "a", "--redirect-uri", "https://app.example/cb#x"]
    assert main([*argv, "--authorization-endpoint", "https://op.example/auth"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert out.startswith("https://op.example/auth?")
    assert err.endswith("Fix the errors before you open the URL.\n")


def _url(**changes: str | None) -> str:
    values: dict[str, Any] = {
        "client_id": "a", "redirect_uri": "https://client.example/cb", "scope": "openid", "nonce": NONCE,
        "state": STATE, "code_challenge": CHALLENGE, "code_challenge_method": "S256", **changes,
    }  # fmt: skip
    return build_authorization_url(AuthorizationRequest(**values), "https://op.example/auth")


@pytest.mark.parametrize(
    ("url", "code", "says"),
    [
        (_url(), 0, "This authorization URL is correct.\n"),
        (_url(state=None), 0, "This authorization URL is correct. But read the warning.\n"),
        (_url(scope="openid+email"), 0, "This authorization URL has the right form, and a scope that most servers"),
        (f"{_url()}#x", 1, "This authorization URL has errors.\n"),
        ("nothing", 1, "This authorization URL has errors.\n"),
        ("https://app.example/cb?code=SplxlO&state=xyz", 1, "This isn't an authorization URL.\n"),
    ],
)
def test_authorize_checks_a_url(
    url: str, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A URL from an argument or from stdin is judged in one sentence, then in detail."""
    assert main(["authorize", "--from-url", url]) == code
    out = capsys.readouterr().out
    assert out.startswith(says)
    assert ("^" in out) == ("#" in url)
    set_stdin(monkeypatch, f"{url}\n".encode())
    assert main(["authorize", "--from-url", "-"]) == code
    assert capsys.readouterr().out == out


def test_authorize_checks_a_url_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """--json has the URL's parameters; a parameter named ok does not replace the verdict."""
    code, result = run_json(capsys, "authorize", "--from-url", f"{_url()}&client_secret=x&ok=true&url=y")
    assert (code, result["ok"], result["client_id"]) == (1, False, "a")
    assert result["url"].startswith("https://op.example/auth?")
    set_stdin(monkeypatch, b"\xff")
    code, result = run_json(capsys, "authorize", "--from-url", "-")
    assert (code, result["ok"], result["url"]) == (1, False, None)
    set_stdin(monkeypatch, b"\xff")
    assert main(["authorize", "--from-url", "-"]) == ExitCode.FOUND_ERROR


PUSH = ["authorize", "--client-id", "a", "--redirect-uri", "http://127.0.0.1:8080/cb"]
OPEN = ["authorize", "--authorization-endpoint", "https://op.example/auth", "--pushed", "-"]


def test_a_pushed_request(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 9126: a command that pushes the request, then the URL for what the server answered."""
    assert main([*PUSH, "--push", "https://op.example/par"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("curl ")
    assert "--data-urlencode 'client_id=a'" in out
    assert "code_verifier=" in err
    assert "code_verifier=" not in out
    assert main([*PUSH, "--push", "https://op.example/par", "--client-secret-env", "SECRET"]) == ExitCode.OK
    assert "client_id=a" not in capsys.readouterr().out
    assert main([*PUSH, "--push", "https://op.example/par", "--shell", "powershell"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("curl.exe ")
    for option in (["--shell", "cmd"], ["--client-secret-env", "SECRET"]):
        assert main([*PUSH, "--authorization-endpoint", "https://op.example/auth", *option]) == ExitCode.USAGE
        assert f"{option[0]} is for --push" in capsys.readouterr().err
    assert main([*PUSH, "--push", "not a url"]) == ExitCode.FOUND_ERROR
    assert main([*PUSH, "--push", "https://op.example/par", "--client-secret-env", "not a name"]) == ExitCode.USAGE
    capsys.readouterr()
    set_stdin(monkeypatch, b'{"request_uri":"urn:ietf:params:oauth:request_uri:x","expires_in":60}')
    assert main([*OPEN, "--client-id", "a"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.strip().endswith("/auth?client_id=a&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax")
    assert "within 1 minute" in err
    set_stdin(monkeypatch, b'{"error":"invalid_request"}')
    assert main([*OPEN, "--client-id", "a"]) == ExitCode.FOUND_ERROR
    assert main(OPEN) == ExitCode.USAGE
    set_stdin(monkeypatch, b'{"request_uri":"urn:x","expires_in":60}')
    wrong = ["authorize", "--authorization-endpoint", "nowhere", "--pushed", "-", "--client-id", "a"]
    assert main(wrong) == ExitCode.FOUND_ERROR
