"""`pkce explain --har`: a recording explained, and handed on without its secrets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import set_stdin
from tests.support.har import SECRETS, authorization, callback, entry, har, image, login, token

if TYPE_CHECKING:
    from pathlib import Path

    Captured = pytest.CaptureFixture[str]

WRONG = har(
    image(), entry("GET", "https://op.example/jwks"), authorization(), callback(),
    token(status=400, answer={"error": "invalid_grant"}, code_verifier="m" * 43),
)  # fmt: skip


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.har"
    path.write_bytes(WRONG)
    return str(path)


def no_secret(*texts: str) -> bool:
    return not [secret for secret in (*SECRETS, "m" * 43) for text in texts if secret in text]


def test_a_mistake(wrong: str, capsys: Captured) -> None:
    """Steps with what is wrong with each, the causes of the error, and the exit status of an error."""
    assert main(["explain", "--har", wrong]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith(
        "The file has 5 requests. 3 show the steps of a login. Secrets are replaced by their lengths.\n"
    )
    assert "Attempt 1: login\n- 2026-01-31T12:00:01Z authorization request (entry 3, status 302): GET https://" in out
    assert "code=17-characters" in out
    assert "1. Proved: The code_challenge doesn't match the code_verifier." in out
    assert "Other requests of the login\n- " in out
    assert no_secret(out)


def test_a_right_login(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """From standard input; nothing wrong shows, which doesn't say that everything is right."""
    set_stdin(monkeypatch, login())
    assert main(["explain", "--har", "-"]) == ExitCode.OK
    assert "6 requests. 2 show the steps of a login." in capsys.readouterr().out
    set_stdin(monkeypatch, har(token()))
    main(["explain", "--har", "-"])
    out = capsys.readouterr().out
    assert out.startswith("The file has 1 request. 1 shows the steps of a login.")
    assert out.endswith("Nothing wrong shows in these requests.\n")


def test_json(wrong: str, capsys: Captured) -> None:
    """One object with all findings, attempts and other requests."""
    assert main(["explain", "--har", wrong, "--json"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    found = json.loads(out)
    assert (found["ok"], found["entries"], len(found["attempts"]), len(found["others"])) == (False, 5, 1, 1)
    assert no_secret(out)


def test_a_redacted_file(wrong: str, tmp_path: Path, capsys: Captured) -> None:
    """A new file with the login alone; what was hidden is said, and no file is overwritten."""
    out = tmp_path / "to-hand-on.har"
    assert main(["explain", "--har", wrong, "--redacted", str(out)]) == ExitCode.FOUND_ERROR
    note = capsys.readouterr().err
    assert "note: 3 of 5 requests were written to" in note
    assert "code, code_challenge, code_verifier, cookie" in note
    text = out.read_text("utf-8")
    assert no_secret(text, note)
    assert len(json.loads(text)["log"]["entries"]) == 3
    assert main(["explain", "--har", wrong, "--redacted", str(out)]) == ExitCode.USAGE
    assert "exists already. Name a new file: none is overwritten." in capsys.readouterr().err
    assert out.read_text("utf-8") == text
    assert main(["explain", "--har", str(out)]) == ExitCode.OK  # its lengths aren't judged
    assert "are hidden, so they weren't judged" in capsys.readouterr().out


def test_nothing_to_hide(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording without a login."""
    set_stdin(monkeypatch, har(image()))
    assert main(["explain", "--har", "-", "--redacted", str(tmp_path / "a.har")]) == ExitCode.OK
    captured = capsys.readouterr()
    assert "0 of 1 requests were written" in captured.err
    assert "hidden" not in captured.err
    assert "No request of an OAuth login was found" in captured.out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--har", "{folder}/none.har"], "can't read"),
        (["--har", "a\0b"], "this can't be the name of a file"),
        (["--har", "{wrong}", "--redacted", "{folder}/no/folder.har"], "can't write"),
        (["--har", "{wrong}", "--redacted", "a\0b"], "this can't be the name of a file"),
        (["--har", "{folder}/empty.har"], "The file is empty."),
        (["--har", "{wrong}", "invalid_grant"], "pass it without CODE"),
        (["--har", "{wrong}", "--now", "garbage"], "pass it without --now"),
        (["--har", "{wrong}", "--redacted", "-"], "--redacted writes a new file: name one, not -."),
        (["--redacted", "x"], "--redacted needs --har FILE."),
        ([], "pass the error code, a flow that has one, or --har FILE."),
    ],
)
def test_what_cannot_be_done(arguments: list[str], why: str, wrong: str, tmp_path: Path, capsys: Captured) -> None:
    """A sentence says why, and nothing else is written."""
    (tmp_path / "empty.har").write_bytes(b"")
    given = [each.format(folder=tmp_path, wrong=wrong) for each in arguments]
    assert main(["explain", *given]) == ExitCode.USAGE
    captured = capsys.readouterr()
    assert why in captured.err
    assert captured.out == ""


def test_a_large_file(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused with its size and a way to make it smaller, before it is read."""
    path = tmp_path / "large.har"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    assert main(["explain", "--har", str(path)]) == ExitCode.USAGE
    err = capsys.readouterr().err
    assert "60,000,000 bytes, and at most 52,428,800 are read" in err
    assert "jq '.log.entries[]" in err
