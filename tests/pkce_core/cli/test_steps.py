"""`pkce authorize`, `callback` and `token`, called in this process: each one's output is the next one's input."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from pkce_core import build_authorization_url, check_authorization_url, check_pair, parse_authorization_url
from pkce_core.authorization.request import AuthorizationRequest
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
DASHED = f"-{VERIFIER[1:]}"
STATE, NONCE = "q6Xh0yXqVb1Yp9o2Jm3sRk", "Zt5uKw8aLx3cNv7bQe1dGf"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
ENDPOINT = "https://op.example/auth?tenant=1"
AUTHORIZE = ["authorize", "--client-id", "my-client", "--redirect-uri", "http://127.0.0.1:8080/cb"]
TOKEN = ["token", "--client-id", "my-client", "--redirect-uri", "http://127.0.0.1:8080/cb"]
GIVEN = ["--code", "c0de", "--code-verifier", VERIFIER]


class Terminal(TextIOWrapper):
    """A stdin that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _stdin(monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(octets)))


def _json(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main([argv[0], "--json", *argv[1:]])
    return code, json.loads(capsys.readouterr().out)


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
    code, result = _json(
        capsys, *AUTHORIZE, "--authorization-endpoint", ENDPOINT, "--state", "-q6Xh0yXqVb1Yp9o2Jm3sRk", "--nonce",
        "-Zt5uKw8aLx3cNv7bQe1dGf", "--code-challenge", DASHED, "--param", "prompt=login",
        "--param", "resource=https://a", "--param", "resource=https://b", "--param", "custom=a=b", "--param", "ok=x",
        "--param", "findings=x",
    )  # fmt: skip
    assert code == 0
    assert list(result)[:2] == ["ok", "findings"]
    assert result["ok"] is True
    assert (result["state"], result["nonce"]) == ("-q6Xh0yXqVb1Yp9o2Jm3sRk", "-Zt5uKw8aLx3cNv7bQe1dGf")
    assert (result["custom"], result["prompt"], result["resource"]) == ("a=b", "login", ["https://a", "https://b"])
    assert "ok=x" in result["url"]
    assert "code_verifier" not in result


def test_authorize_has_nothing_to_make(capsys: pytest.CaptureFixture[str]) -> None:
    """With everything given, only that is said."""
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
        (["callback", "code=a", "--state", ""], "--state is empty"),
        (["callback", "code=a", "--issuer", ""], "--issuer is empty"),
        ([*TOKEN, *GIVEN], "--token-endpoint or --provider is required"),
        ([*TOKEN, *GIVEN, "--provider", "google", "--shell", "fish"], "argument --shell: no such choice"),
        ([*TOKEN, *GIVEN, "--provider", "google", "--client-secret-env", "a b"], "env:NAME"),
        (
            [
                *TOKEN,
                *GIVEN,
                "--provider",
                "google",
                "--client-secret-env",
                "A",
                "--token-endpoint-auth-method",
                "none",
            ],
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
    _stdin(monkeypatch, b"")
    assert main(argv) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_authorize_refuses_an_endpoint(capsys: pytest.CaptureFixture[str]) -> None:
    """No URL is written for an endpoint that is none."""
    assert main([*AUTHORIZE, "--authorization-endpoint", "https://op.example/#x"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert (out, "fragment" in err) == ("", True)
    code, result = _json(capsys, *AUTHORIZE, "--authorization-endpoint", "auth")
    assert (code, result["ok"], result["url"]) == (1, False, None)


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
        (f"{_url()}#x", 1, "This authorization URL has errors.\n"),
        ("nothing", 1, "This authorization URL has errors.\n"),
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
    _stdin(monkeypatch, f"{url}\n".encode())
    assert main(["authorize", "--from-url", "-"]) == code
    assert capsys.readouterr().out == out


def test_authorize_checks_a_url_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """--json has the URL's parameters; one that is called ok does not stand in for the verdict."""
    code, result = _json(capsys, "authorize", "--from-url", f"{_url()}&client_secret=x&ok=true&url=y")
    assert (code, result["ok"], result["client_id"]) == (1, False, "a")
    assert result["url"].startswith("https://op.example/auth?")
    _stdin(monkeypatch, b"\xff")
    code, result = _json(capsys, "authorize", "--from-url", "-")
    assert (code, result["ok"], result["url"]) == (1, False, None)
    _stdin(monkeypatch, b"\xff")
    assert main(["authorize", "--from-url", "-"]) == ExitCode.FOUND_ERROR


def test_callback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A right response gives its code; from stdin, nothing is said about the shell's history."""
    text = "http://127.0.0.1:8080/cb?code=c0de&state=s7ate&iss=https%3A%2F%2Fop.example"
    options = ["--state", "s7ate", "--issuer", "https://op.example", "--redirect-uri", "http://127.0.0.1:8080/cb"]
    assert main(["callback", text, *options]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == "This response is correct.\n\ncode=c0de\nstate=s7ate\niss=https://op.example\n"
    assert "history" in err
    _stdin(monkeypatch, text.encode())
    code, result = _json(capsys, "callback", "-", *options)
    assert code == 0
    assert list(result) == ["ok", "findings", "code", "state", "iss", "error", "error_description", "error_uri"]
    assert (result["code"], result["error"]) == ("c0de", None)
    _stdin(monkeypatch, text.encode())
    assert main(["callback"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("This response is correct. But read the warnings.\n")
    assert "history" not in err


def test_callback_gives_no_code_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    """A script that forgets to look at ok finds no code to redeem."""
    code, result = _json(capsys, "callback", "-c0de-c0de-c0de-c0de-c0de#other", "--state", "-s7ate")
    assert (code, result["ok"], result["code"], result["state"]) == (1, False, None, "other")
    assert main(["callback", "code=c0de&state=other", "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith("Don't use this response.\n")
    assert "c0de" not in out
    code, result = _json(capsys, "callback", "nothing here")
    assert (code, result["code"], result["error"]) == (1, None, None)


def test_callback_does_not_obey_the_response(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters in a response reach no terminal."""
    assert main(["callback", "code=c0de&state=%1b[31m&error_description=%1b"]) == ExitCode.OK
    assert "\x1b" not in capsys.readouterr().out


def test_token(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command is the result; what stood on the command line is said to stand in the history."""
    assert main([*TOKEN, "--code", "c0de", "--code-verifier", DASHED, "--provider", "google"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("curl --silent --show-error --write-out '\\n' \\\n")
    assert f"--data-urlencode 'code_verifier={DASHED}'" in out
    assert "client_secret" not in out
    assert "other programs can see the code and code_verifier on the command line" in err
    _stdin(monkeypatch, b"c0de\n")
    argv = [*TOKEN, "--code-verifier", VERIFIER, "--token-endpoint", "http://127.0.0.1:3000/token"]
    code, result = _json(capsys, *argv, "--client-secret-env", "MY_SECRET", "--shell", "powershell")
    assert (code, list(result)) == (0, ["ok", "findings", "command"])
    assert "$env:MY_SECRET" in result["command"]
    assert "user = " in result["command"]
    _stdin(monkeypatch, b"c0de")
    code, result = _json(capsys, *argv, "--token-endpoint-auth-method", "client_secret_post")
    assert "stty -echo" in result["command"]


def test_token_with_an_assertion(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An assertion comes from stdin like any secret, and chooses private_key_jwt."""
    _stdin(monkeypatch, b"a.b.c")
    assert main([*TOKEN, *GIVEN, "--provider", "google", "--client-assertion", "-"]) == ExitCode.OK
    assert "client_assertion=a.b.c" in capsys.readouterr().out


def test_token_asks_for_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """At a terminal, the code and the verifier are asked for one after the other, and not shown."""
    monkeypatch.setattr(sys, "stdin", Terminal(BytesIO()))
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
    code, result = _json(capsys, *argv, "short")
    assert (code, result["ok"], result["command"]) == (1, False, None)
    _stdin(monkeypatch, b"\xff")
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


def test_callback_names_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A code that may be used brings one line on stderr about `pkce token`; a refusal and JSON bring none."""
    assert main(["callback", "code=c0de&state=s7ate", "--state", "s7ate"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert [line[:16] for line in err.splitlines() if line.startswith("Next")] == ["Next: redeem thi"]
    assert "Next" not in out
    for argv in (["code=c0de&state=x"], ["error=access_denied&state=s7ate"], ["--json", "code=c0de&state=s7ate"]):
        main(["callback", *argv, "--state", "s7ate"])
        assert "Next" not in capsys.readouterr().err


def test_callback_with_what_is_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    """A browser's own page is no reason for distrust: the first lines say which address to copy."""
    assert main(["callback", "chrome-error://chromewebdata/", "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    verdict, why, hint, *rest = capsys.readouterr().out.splitlines()
    assert verdict == "This isn't the address that the server redirected the browser to."
    assert "address bar: copy it from there" in why
    assert "redirect URI" in hint
    assert rest == []
