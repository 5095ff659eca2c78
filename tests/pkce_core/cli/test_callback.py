"""`pkce callback`: the redirect checked, and its code shown only if every check passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    run_json,
    set_stdin,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_callback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A correct response shows its code. A note about the shell's history appears only if it was an argument."""
    text = "http://127.0.0.1:8080/cb?code=c0de&state=s7ate&iss=https%3A%2F%2Fop.example"
    options = ["--state", "s7ate", "--issuer", "https://op.example", "--redirect-uri", "http://127.0.0.1:8080/cb"]
    assert main(["callback", text, *options]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == "This response is correct.\n\ncode=c0de\nstate=s7ate\niss=https://op.example\n"
    assert "history" in err
    set_stdin(monkeypatch, text.encode())
    code, result = run_json(capsys, "callback", "-", *options)
    assert code == 0
    assert list(result) == [
        "schema",
        "ok",
        "findings",
        "code",
        "state",
        "iss",
        "error",
        "error_description",
        "error_uri",
    ]
    assert (result["code"], result["error"]) == ("c0de", None)
    set_stdin(monkeypatch, text.encode())
    assert main(["callback"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("This response is correct. But read the warnings.\n")
    assert "history" not in err


def test_callback_gives_no_code_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    """A script that does not look at ok finds no code to redeem."""
    code, result = run_json(capsys, "callback", "-c0de-c0de-c0de-c0de-c0de#other", "--state", "-s7ate")
    assert (code, result["ok"], result["code"], result["state"]) == (1, False, None, "other")
    assert main(["callback", "code=c0de&state=other", "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith("Don't use this response.\n")
    assert "c0de" not in out
    code, result = run_json(capsys, "callback", "nothing here")
    assert (code, result["code"], result["error"]) == (1, None, None)


def test_callback_reads_the_servers_words(capsys: pytest.CaptureFixture[str]) -> None:
    """What they say comes before what the code means, as in `pkce explain`; a code alone is said as a definition."""
    text = "https://a.example/cb?error=temporarily_unavailable&error_description={}&state=s7ate"
    assert main(["callback", text.format("authentication_expired"), "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert "The likeliest cause: The server no longer has the login" in out
    assert "Start again from the authorization URL" in out
    assert "overloaded" not in out
    assert main(["callback", text.format("hello"), "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    assert "The code temporarily_unavailable means: the server is overloaded" in capsys.readouterr().out
    own = "https://a.example/cb?error=invalid_code_challenge&state=s7ate"
    code, result = run_json(capsys, "callback", own, "--state", "s7ate")
    assert (code, result["error"]) == (1, "invalid_code_challenge")
    findings = result["findings"]
    assert isinstance(findings, list)
    (said,) = [each["message"] for each in findings if each["rule"] == "response-error"]
    assert said.startswith("The response has the error invalid_code_challenge. The likeliest cause:")


def test_the_fix_of_an_error_that_may_be_a_strangers_comes_last(capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 9207 §2.4: with another state, nobody knows whose error it is."""
    address = "https://app.example/cb?error=access_denied&error_description=User%20canceled&state=Zq7f3a91c2d4XkP0"
    for state, first in (("Zq7f3a91c2d4XkP0", "Ask again"), ("Ab9f3a91c2d4XkP1", "Another check failed")):
        main(["callback", address, "--state", state])
        lines = capsys.readouterr().out.splitlines()
        at = next(place for place, line in enumerate(lines) if "The likeliest cause" in line)
        assert lines[at + 1].strip().startswith(first)
        assert "Ask again, and explain what the access is for." in lines[at + 1]


def test_callback_escapes_the_response(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters in a response reach no terminal."""
    assert main(["callback", "code=c0de&state=%1b[31m&error_description=%1b"]) == ExitCode.OK
    assert "\x1b" not in capsys.readouterr().out


def test_callback_names_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A code that may be used brings one line on stderr about `pkce token`; a refusal and JSON bring none."""
    assert main(["callback", "code=c0de&state=s7ate", "--state", "s7ate"]) == ExitCode.OK
    out, err = capsys.readouterr()
    next_lines = [line for line in err.splitlines() if line.startswith("Next")]
    assert next_lines == [
        "Next: redeem this code with pkce token and your verifier. It works once, and often for only a minute."
    ]
    assert "Next" not in out
    for argv in (["code=c0de&state=x"], ["error=access_denied&state=s7ate"], ["--json", "code=c0de&state=s7ate"]):
        main(["callback", *argv, "--state", "s7ate"])
        assert "Next" not in capsys.readouterr().err


def test_callback_with_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    """For a page of the browser itself, the first lines say which address to copy."""
    assert main(["callback", "chrome-error://chromewebdata/", "--state", "s7ate"]) == ExitCode.FOUND_ERROR
    verdict, why, hint, *rest = capsys.readouterr().out.splitlines()
    assert verdict == "This isn't the address that the server redirected the browser to."
    assert "address bar: copy it from there" in why
    assert "redirect URI" in hint
    assert rest == []


@pytest.mark.parametrize("option", ["--state", "--issuer", "--redirect-uri"])
def test_an_empty_option_is_wrong_use(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty variable must not skip a check: a sentence on stderr, nothing on stdout, and 2."""
    assert main(["callback", "code=a", option, ""]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{option} is empty" in err


def test_metadata_says_whether_iss_must_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 9207 §2.4: without the metadata a missing iss is only worth knowing; with its promise, it's an error."""
    promise = '"authorization_response_iss_parameter_supported": true'
    document = tmp_path / "metadata.json"
    document.write_text(f'{{"issuer": "https://op.example", {promise}}}', "utf-8")
    text, options = "http://127.0.0.1:8080/cb?code=c0de&state=s7ate", ["--state", "s7ate"]
    code, result = run_json(capsys, "callback", text, *options, "--metadata", str(document))
    assert (code, result["code"]) == (ExitCode.FOUND_ERROR, None)
    assert result["findings"][0]["rule"] == "response-iss-missing"
    code, result = run_json(capsys, "callback", f"{text}&iss=https://op.example", *options, "--metadata", str(document))
    assert (code, result["code"]) == (ExitCode.OK, "c0de")
    document.write_text('{"issuer": "https://op.example"}', "utf-8")
    code, result = run_json(capsys, "callback", text, *options, "--metadata", str(document))
    assert result["findings"][0]["rule"] == "response-iss-absent"
    assert code == ExitCode.OK


@pytest.mark.parametrize(
    ("metadata", "more", "says"),
    [
        ("-", [], "standard input may have the response"),
        ("", [], "--metadata is empty"),
        ("<html>", [], "can't be read"),
        ('{"issuer": "https://op.example"}', ["--issuer", "https://op.example/"], "isn't the issuer of the metadata"),
    ],
)
def test_metadata_that_does_not_help(
    metadata: str, more: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It's refused with what to do, before anything is judged."""
    given = metadata
    if len(metadata) > 1:
        given = str(tmp_path / "metadata.json")
        (tmp_path / "metadata.json").write_text(metadata, "utf-8")
    assert main(["callback", "code=c0de&state=s", "--metadata", given, *more]) == ExitCode.USAGE
    assert says in capsys.readouterr().err
