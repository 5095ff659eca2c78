"""stdin, stdout and stderr: read, colored, closed, full or not UTF-8."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pkce_core import Level
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.rendering import paint
from pkce_core.cli.terminal.streams import write_result
from tests.support.command import (
    CHALLENGE,
    VERIFIER,
    Stream,
    run_json,
    set_stdin,
)


@pytest.mark.parametrize(
    ("octets", "note"),
    [
        (VERIFIER.encode(), ""),
        (f"{VERIFIER}\n".encode(), "one newline"),
        (f"{VERIFIER}\r\n".encode(), "one Windows line end"),
    ],
)
def test_stdin(octets: bytes, note: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """- reads stdin. One line end at its end is ignored, and a note says so."""
    for argv in (["challenge", "-"], ["challenge"]):
        set_stdin(monkeypatch, octets)
        assert main(argv) == ExitCode.OK
        out, err = capsys.readouterr()
        assert out == f"{CHALLENGE}\n"
        assert note in err


def test_stdin_that_is_not_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Octets that are not UTF-8 are a finding, on stdin and on the command line."""
    set_stdin(monkeypatch, VERIFIER.encode("utf-16"))
    code, result = run_json(capsys, "check", "-")
    assert (code, result["findings"][0]["rule"]) == (1, "verifier-not-text")
    assert main(["challenge", "\udcff" * 43]) == ExitCode.FOUND_ERROR
    assert "which isn't valid UTF-8" in capsys.readouterr().err


def test_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Color on a terminal only, and never with NO_COLOR or on a dumb one."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def output(terminal: bool) -> str:
        stream = Stream(terminal=terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        main(["check", VERIFIER])
        stream.seek(0)
        return stream.read()

    assert output(True).startswith("\033[32m")
    assert "\033" not in output(False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033" not in output(True)


def test_missing_streams(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python sets a closed standard stream to None: a sentence, or silence when there is nowhere to say it."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["challenge", "-"]) == ExitCode.USAGE
    assert "standard input: it is closed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["pair"]) == ExitCode.USAGE
    assert "standard output is closed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["pair"]) == ExitCode.USAGE


def test_failing_streams(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A reader that stops reading is not an error; a full disk and an unreadable stdin are."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", Stream(failure=BrokenPipeError()))
        assert main(["pair"]) == ExitCode.OK
        patch.setattr(sys, "stdout", Stream(failure=OSError(28, "No space left on device")))
        assert main(["pair"]) == ExitCode.USAGE
        patch.setattr(sys, "stderr", Stream(failure=OSError(28, "No space left on device")))
        assert main(["pair"]) == ExitCode.USAGE
    assert "No space left on device." in capsys.readouterr().err

    class Unreadable(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Unreadable()))
    assert main(["check", "-"]) == ExitCode.USAGE
    assert "can't read standard input: Input/output error." in capsys.readouterr().err


def test_a_reader_that_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A real pipe without a reader: the result is dropped, and nothing is left to fail at exit."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["pair"]) == ExitCode.OK
        stream.flush()
    assert capsys.readouterr().err == ""


PKCE = f"{shlex.quote(sys.executable)} -m pkce_core"


posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def _sh(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, timeout=60, env={**os.environ, **environment}, check=False
    )


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    ("script", "code", "says"),
    [
        (f"{PKCE} pair >&-", 2, "standard output is closed"),
        (f"{PKCE} check - <&-", 2, "standard input: it is closed"),
        (f"{PKCE} pair | head -1", 0, ""),
        (f"{PKCE} --help | head -1", 0, ""),
        (f"{PKCE} --help >&-", 2, "standard output is closed"),
        (f"{PKCE} pair >&- 2>&-", 2, ""),
        (f"printf '\\377\\376' | {PKCE} check -", 1, ""),
        (f"printf '%s\\n' {VERIFIER} | {PKCE} challenge", 0, "one newline"),
        (f"{PKCE} check \"$(printf '\\377')\"", 1, ""),
    ],
)
def test_streams_of_a_shell(script: str, code: int, says: str) -> None:
    """Whatever is closed or broken: a sentence and an exit status, no traceback."""
    done = _sh(script)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["pair", "--help", "--version", "check --help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_reported(command: str, unbuffered: str) -> None:
    """The command fails if it cannot write its result or its help."""
    done = _sh(f"{PKCE} {command} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr


@pytest.mark.slow
@posix
def test_a_console_without_unicode() -> None:
    """A character that the console cannot show is escaped, not fatal."""
    done = _sh(f"{PKCE} check x", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"RFC 7636 \xa74.1" in done.stdout


@pytest.mark.slow
@posix
def test_ten_megabytes_on_stdin() -> None:
    """A verifier of 10 MB is a short message."""
    done = _sh(f"head -c 10000000 /dev/zero | {PKCE} check -")
    assert done.returncode == 1
    assert len(done.stdout) < 2000


HOSTILE = "\x1b[2J\x1b[31m\x9b2J\x07\u202e\ud800\r"


@pytest.mark.parametrize(
    "argv",
    [
        ["redirect-uri", HOSTILE],
        ["redirect-uri", f"http://127.0.0.1/{HOSTILE}"],
        ["redirect-uri", "http://127.0.0.1/", "--registered", f"http://127.0.0.1/{HOSTILE}"],
        ["check", HOSTILE, HOSTILE],
        ["check", f"{VERIFIER}{HOSTILE}", CHALLENGE],
        ["explain", HOSTILE, "--description", HOSTILE],
        ["explain", f"invalid_grant: {HOSTILE}"],
        ["callback", f"https://a.example/cb?error={HOSTILE}&error_description={HOSTILE}", "--state", "s"],
        ["authorize", "--from-url", f"https://a.example/cb?{HOSTILE}={HOSTILE}"],
        ["challenge", HOSTILE],
        [HOSTILE],
        ["what", "-"],
        ["match", "-"],
        ["response", "-"],
        ["discover", "-"],
        ["report", "-"],
    ],
    ids=lambda argv: argv[0] if argv[0] != HOSTILE else "no command",
)
def test_nothing_reaches_the_terminal_that_it_obeys(
    argv: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever was pasted: no control character, no turned direction, and UTF-8 can write it."""
    set_stdin(monkeypatch, f'{{"error": "{HOSTILE}", "x": "{HOSTILE}\\ud800"}}'.encode("utf-8", "surrogatepass"))
    main(argv)
    written = "".join(capsys.readouterr())
    written.encode("utf-8")
    assert written
    assert not set(written) & (set(HOSTILE) - set("[2J31m"))


def test_colors_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each color of the levels, and the end of one, is written as it is; another sequence isn't."""
    stream = Stream(terminal=True)
    monkeypatch.setattr(sys, "stdout", stream)
    painted = "".join(paint(level.value, level, color=True) for level in Level)
    write_result(f"{painted}\x1b[2J")
    stream.seek(0)
    assert stream.read() == f"{painted}\\x1b[2J\n"
