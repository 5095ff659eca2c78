"""The `pkce` command, called in this process: output, JSON, exit status."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any

import pytest

import pkce_core
from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.pkce.derivation import s256

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = pkce_core.derive_code_challenge(VERIFIER)
DASHED = f"-{VERIFIER[1:]}"
EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"


class Stream(io.TextIOWrapper):
    """A text stream over octets that can pretend to be a terminal, or to fail."""

    def __init__(self, octets: bytes = b"", *, terminal: bool = False, failure: OSError | None = None) -> None:
        super().__init__(io.BytesIO(octets), encoding="utf-8")
        self.terminal, self.failure = terminal, failure

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        if self.failure:
            raise self.failure
        return super().write(text)

    def flush(self) -> None:
        if self.failure:
            raise self.failure
        super().flush()

    def fileno(self) -> int:
        raise io.UnsupportedOperation

    def close(self) -> None:
        self.failure = None
        super().close()


def _stdin(monkeypatch: pytest.MonkeyPatch, octets: bytes, *, terminal: bool = False) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(octets, terminal=terminal))


def _json(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main([*argv, "--json"]) if "--" not in argv else main([argv[0], "--json", *argv[1:]])
    out, _ = capsys.readouterr()
    assert out.count("\n") == 1
    return code, json.loads(out)


def test_verifier(capsys: pytest.CaptureFixture[str]) -> None:
    """A verifier and nothing else on stdout; --json names it."""
    assert main(["verifier", "--octets", "96"]) == ExitCode.OK
    assert len(capsys.readouterr().out.strip()) == 128
    code, result = _json(capsys, "verifier")
    assert (code, list(result), result["ok"]) == (0, ["schema", "ok", "findings", "code_verifier"], True)
    pkce_core.check_code_verifier(result["code_verifier"]).raise_errors()


@pytest.mark.parametrize("octets", ["31", "97", "x", "-1", "³²", "9" * 5000])
def test_octets_out_of_range(octets: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything but 32 to 96 is a wrong use."""
    assert main(["verifier", f"--octets={octets}"]) == ExitCode.USAGE
    assert "a whole number from 32 to 96" in capsys.readouterr().err


def test_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """Three lines under wire names; --json has the same names."""
    assert main(["pair"]) == ExitCode.OK
    pair = dict(line.split("=", 1) for line in capsys.readouterr().out.splitlines())
    pkce_core.check_pair(pair["code_verifier"], pair["code_challenge"], pair["code_challenge_method"]).raise_errors()
    code, result = _json(capsys, "pair")
    assert code == 0
    assert list(result) == ["schema", "ok", "findings", "code_verifier", "code_challenge", "code_challenge_method"]
    pkce_core.check_pair(result["code_verifier"], result["code_challenge"]).raise_errors()


@pytest.mark.parametrize("argv", [[VERIFIER], [DASHED], ["--", DASHED]])
def test_challenge(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The challenge alone, also for a verifier that starts with a dash; stderr says who saw the verifier."""
    assert main(["challenge", *argv]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == f"{pkce_core.derive_code_challenge(argv[-1])}\n"
    assert err.startswith("note: the command line shows the verifier to other programs")
    assert err.count("\n") == 1


def test_challenge_of_a_weak_or_wrong_verifier(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning goes to stderr and the challenge still comes; an error leaves stdout empty."""
    assert main(["challenge", EXAMPLE]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (len(out), err.startswith("warning: ")) == (44, False)
    assert "warning: This verifier is the example" in err
    assert main(["challenge", f"{VERIFIER}+"]) == ExitCode.FOUND_ERROR
    out, err = capsys.readouterr()
    assert (out, "Character 44 of the verifier is a plus sign" in err) == ("", True)
    code, result = _json(capsys, "challenge", "short")
    assert (code, result["code_challenge"], result["code_challenge_method"]) == (1, None, "S256")
    code, result = _json(capsys, "challenge", VERIFIER)
    assert (code, result["code_challenge"]) == (0, CHALLENGE)


@pytest.mark.parametrize(
    ("octets", "note"),
    [
        (VERIFIER.encode(), ""),
        (f"{VERIFIER}\n".encode(), "one newline"),
        (f"{VERIFIER}\r\n".encode(), "one Windows line end"),
    ],
)
def test_stdin(octets: bytes, note: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """- reads stdin; one line end at its end is left out, and said to be."""
    for argv in (["challenge", "-"], ["challenge"]):
        _stdin(monkeypatch, octets)
        assert main(argv) == ExitCode.OK
        out, err = capsys.readouterr()
        assert out == f"{CHALLENGE}\n"
        assert note in err


def test_stdin_that_is_not_text(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Octets that are not UTF-8 are a finding, on stdin and on the command line."""
    _stdin(monkeypatch, VERIFIER.encode("utf-16"))
    code, result = _json(capsys, "check", "-")
    assert (code, result["findings"][0]["rule"]) == (1, "verifier-not-text")
    assert main(["challenge", "\udcff" * 43]) == ExitCode.FOUND_ERROR
    assert "which isn't valid UTF-8" in capsys.readouterr().err


def test_a_verifier_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is typed is not shown; no answer is a wrong use."""
    _stdin(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: VERIFIER)
    assert main(["challenge"]) == ExitCode.OK
    assert capsys.readouterr().out == f"{CHALLENGE}\n"

    def no_answer(prompt: str, stream: object) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", no_answer)
    assert main(["challenge"]) == ExitCode.USAGE
    assert "no verifier was typed" in capsys.readouterr().err


def test_check_asks_for_both(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The verifier first, unseen, then the challenge; an empty line means that there is none."""
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: VERIFIER)
    _stdin(monkeypatch, f" {CHALLENGE}\r\n".encode(), terminal=True)
    assert main(["check"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (out, err) == ("The challenge belongs to the verifier.\n", "challenge (empty for none): ")
    for nothing in (b"\n", b""):
        _stdin(monkeypatch, nothing, terminal=True)
        assert main(["check"]) == ExitCode.OK
        assert capsys.readouterr().out == "This verifier is well formed.\n"
    _stdin(monkeypatch, b"\xff\n", terminal=True)
    assert main(["check"]) == ExitCode.FOUND_ERROR
    assert "which isn't valid UTF-8" in capsys.readouterr().out
    _stdin(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: f"code_verifier={VERIFIER}&code_challenge={EXAMPLE}")
    assert main(["check"]) == ExitCode.FOUND_ERROR
    assert "challenge (" not in capsys.readouterr().err, "it came with the verifier"


@pytest.mark.parametrize(
    "text",
    [
        f"code_verifier={VERIFIER}\ncode_challenge={CHALLENGE}\ncode_challenge_method=S256\n",
        f"code_challenge = {CHALLENGE}\r\ncode_verifier = {VERIFIER}\r\n",
        json.dumps({"ok": True, "code_verifier": VERIFIER, "code_challenge": CHALLENGE}),
        f"code_verifier: '{VERIFIER}',\ncode_challenge: '{CHALLENGE}',\n",
    ],
)
def test_check_takes_a_printed_pair_apart(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `pkce pair` and the code examples print is read as the page reads it."""
    _stdin(monkeypatch, text.encode())
    assert main(["check", "-"]) == ExitCode.OK
    assert capsys.readouterr().out == "The challenge belongs to the verifier.\n"


def test_check_reads_what_pair_prints(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`pkce pair | pkce check -`, with --json and without."""
    for options in ([], ["--json"]):
        assert main(["pair", *options]) == ExitCode.OK
        _stdin(monkeypatch, capsys.readouterr().out.encode())
        assert main(["check", "-"]) == ExitCode.OK
        assert capsys.readouterr().out == "The challenge belongs to the verifier.\n"


@pytest.mark.parametrize("text", [f"code_verifier={VERIFIER}", f"code_verifier={'x' * 10**4}\ncode_challenge=x"])
def test_check_takes_nothing_else_apart(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One name alone, or far more text than a pair, is judged as the verifier that it was said to be."""
    _stdin(monkeypatch, text.encode())
    assert main(["check", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This verifier is wrong.\n")


def test_check_a_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """A right pair is a sentence; a wrong one is its mistake, the evidence, the fix and the section."""
    assert main(["check", VERIFIER, CHALLENGE]) == ExitCode.OK
    assert capsys.readouterr().out == "The challenge belongs to the verifier.\n"
    assert main(["check", VERIFIER, f"{CHALLENGE}="]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "This challenge was made from the verifier, but it keeps its = padding."
    assert lines[-1].endswith("https://www.rfc-editor.org/rfc/rfc7636#appendix-A")
    assert any(line.strip() == "^ an equals sign" for line in lines)
    code, result = _json(capsys, "check", VERIFIER, f"{CHALLENGE}=")
    assert (code, list(result)) == (1, ["schema", "ok", "findings", "diagnosis"])
    assert list(result["diagnosis"]) == ["mistakes", "explanation", "likely", "tried", "fix", "fix_language"]
    assert result["diagnosis"]["mistakes"] == ["padding"]


def test_check_a_foreign_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """When nothing explains a pair, the verdict is one short sentence; what is likely and what was tried follow it."""
    assert main(["check", VERIFIER, CHALLENGE[::-1]]) == ExitCode.FOUND_ERROR
    verdict, likely, tried, *_ = capsys.readouterr().out.splitlines()
    assert verdict == "No known mistake leads from this verifier to this challenge."
    assert likely == (
        "It has 43 characters of base64url, which is 256 bits: the form of an S256 challenge. "
        "It may belong to another verifier, such as one from an earlier attempt."
    )
    assert tried.startswith("Tried: line ends, ")


@pytest.mark.parametrize(
    ("argv", "code", "verdict"),
    [
        ([VERIFIER], 0, "This verifier is well formed."),
        ([DASHED], 0, "This verifier is well formed."),
        (
            ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
            0,
            "This verifier is well formed.\ninfo",
        ),
        (["--", "-abc"], 1, "This verifier is wrong."),
        ([EXAMPLE], 0, "This verifier is well formed. But read the warning."),
        ([f"{VERIFIER}!", s256(f"{VERIFIER}!".encode())], 1, "The challenge fits, but"),
        ([VERIFIER, DASHED], 1, "No known mistake"),
    ],
)
def test_the_verdict_comes_first(argv: list[str], code: int, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line is a sentence."""
    assert main(["check", *argv]) == code
    assert capsys.readouterr().out.startswith(verdict)


def test_a_wrong_character_has_a_caret_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The excerpt is short, in ASCII, and the caret stands under the stray."""
    assert main(["check", f"{VERIFIER[:20]}\u2013\u2013{VERIFIER[20:]}"]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if "^^" in line)
    assert lines[at - 1].isascii()
    assert lines[at - 1][lines[at].index("^") :].startswith("??")


def test_excerpts_together_show_nothing_of_the_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """However many characters are wrong and wherever they stand, no right one is printed."""
    secret = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    for text in ("dBjftJeZ4CV -mB92K27uhbUJU1p +r_wW1gFWFOE/Xk", "+".join(secret), f" {secret} "):
        main(["challenge", text])
        main(["check", text, text])
        out, err = capsys.readouterr()
        excerpts = [line for line in (out + err).splitlines() if line.startswith("    ") and "^" not in line]
        assert excerpts
        assert not any(character.isalnum() for line in excerpts for character in line)


def test_check_reads_one_value_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Either value may be -, both may not."""
    _stdin(monkeypatch, CHALLENGE.encode())
    assert main(["check", VERIFIER, "-"]) == ExitCode.OK
    assert main(["check", "-", "-"]) == ExitCode.USAGE
    assert "only one of VERIFIER, CHALLENGE and the flow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([VERIFIER], "no such command. Choose from "),
        (["check", "-abc"], "no such option: -abc. A verifier that starts with a dash goes after --"),
        (["check", f"-{VERIFIER[:12]}"], "no such option. A verifier that starts with a dash goes after --"),
        (["check", f"--code-verifier={VERIFIER}"], "no such option: --code-verifier. A verifier"),
        (["check", f"--code_verifier={VERIFIER}", CHALLENGE], "no such option: --code_verifier. A verifier"),
        (["check", "--code-challenge-method", VERIFIER], "no such option: --code-challenge-method. A verifier"),
        (["challenge", "--code-verifier", VERIFIER], "no such option: --code-verifier. A verifier"),
        (["check", f"--json={VERIFIER}"], "argument --json takes no value."),
        (["pair", "--octet", "32"], "no such option: --octet.\n"),
        (["pair", VERIFIER], "too many values."),
        (["check", VERIFIER, CHALLENGE, DASHED], "too many values."),
    ],
)
def test_wrong_use(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A complaint on stderr and 2: it names options, gives advice where it applies, and repeats no value."""
    assert main(argv) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert not any(VERIFIER[at : at + 8] in err for at in range(len(VERIFIER) - 8))


def test_the_command_alone_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments: every subcommand and an example on stderr, and 2."""
    assert main([]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n  pkce ") == 4
    assert err.count("Example: ") == 1


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["check", "--help"], ["challenge", "-h"]])
def test_help_and_version(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Both go to stdout with 0; each subcommand's help has an example."""
    assert main(argv) == ExitCode.OK
    out = capsys.readouterr().out
    assert out.startswith(("usage: pkce", f"pkce {pkce_core.__version__}"))
    assert ("Example: " in out) == (len(argv) == 2)


def test_colour(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends in a word, not in a traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pkce_core.cli.commands.challenge.read_value", interrupt)
    assert main(["challenge", "-"]) == ExitCode.INTERRUPTED
    assert "Interrupted." in capsys.readouterr().err


def test_missing_streams(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python sets a closed standard stream to None: a sentence, or silence when there is nowhere to say it."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["challenge", "-"]) == ExitCode.USAGE
    assert "standard input is closed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["pair"]) == ExitCode.USAGE
    assert "standard output is closed" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["pair"]) == ExitCode.USAGE


def test_failing_streams(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A reader that left is no error, a full disk is, and an unreadable stdin is."""
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
    assert "cannot read standard input: Input/output error." in capsys.readouterr().err


def test_a_reader_that_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A real pipe without a reader: the result is dropped, and nothing is left to fail at exit."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["pair"]) == ExitCode.OK
        stream.flush()
    assert capsys.readouterr().err == ""
