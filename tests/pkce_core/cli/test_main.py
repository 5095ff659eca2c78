"""`main`: help, version, interrupts, and the two ways to a command, directly or by argparse."""

from __future__ import annotations

import contextlib
import io
import runpy
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import pkce_core
from pkce_core import cli
from pkce_core.cli import main
from pkce_core.cli.parser import COMMANDS, build, commands_of
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    CHALLENGE,
    VERIFIER,
)


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


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with one word, not with a traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pkce_core.cli.commands.challenge.read_value", interrupt)
    assert main(["challenge", "-"]) == ExitCode.INTERRUPTED
    assert "Interrupted." in capsys.readouterr().err


def test_module_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running the package runs the command."""
    monkeypatch.setattr(sys, "argv", ["pkce", "--version"])
    with pytest.raises(SystemExit) as done:
        runpy.run_module("pkce_core", run_name="__main__")
    assert done.value.code == 0


@pytest.mark.slow
def test_module_and_version() -> None:
    """`python -m pkce_core` is the command."""
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"pkce {pkce_core.__version__}\n"


UNRESERVED = "ABCXYZabcxyz0189-._~"


class Stdin(io.StringIO):
    """A standard input with the octets that `-` reads."""

    def __init__(self, octets: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(octets)  # type: ignore[misc]


def run(argv: list[str], octets: bytes, *, direct: bool) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of one way."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr("sys.stdin", Stdin(octets))
        patch.setattr("os.urandom", bytes)  # so that both ways draw the same verifier: zeros
        if not direct:
            patch.setattr(cli, "_is_plain", lambda argv: False)
        return cli.main(argv), out.getvalue(), err.getvalue()


@given(
    command=st.sampled_from(sorted(cli._PLAIN)),
    values=st.lists(
        st.one_of(
            st.text(st.characters(exclude_characters="\0")),  # a real argument has no NUL
            st.text(UNRESERVED, min_size=43, max_size=128),
            st.sampled_from(["-", "--", "-h", "--json", "--octets=40", "", VERIFIER, CHALLENGE]),
        ),
        max_size=3,
    ),
    octets=st.one_of(st.binary(max_size=140), st.text(UNRESERVED, min_size=43, max_size=128).map(str.encode)),
)
@example(command="challenge", values=["-" + VERIFIER], octets=b"")
@example(command="challenge", values=["@" + VERIFIER], octets=b"")
@example(command="challenge", values=["\udcff"], octets=b"")  # an octet that is not text, as Python hands it on
@example(command="check", values=["-", "-"], octets=b"")
@example(command="check", values=[VERIFIER, CHALLENGE], octets=b"")
@example(command="check", values=["-", CHALLENGE], octets=VERIFIER.encode())
@example(command="check", values=["-"], octets=f"code_verifier={VERIFIER}\ncode_challenge={CHALLENGE}\n".encode())
@example(command="pair", values=[], octets=b"")
@example(command="verifier", values=["x"], octets=b"")
def test_both_ways_agree(command: str, values: list[str], octets: bytes) -> None:
    """Whatever is on the command line, the direct way gives what argparse's way gives."""
    argv = [command, *values]
    assert run(argv, octets, direct=True) == run(argv, octets, direct=False)


def test_the_direct_way_is_taken() -> None:
    """Values alone go directly, as many as the command takes; options, further values and other commands do not."""
    for argv in (["challenge", VERIFIER], ["challenge", "-"], ["challenge"], ["pair"], ["verifier"], ["check"]):
        assert cli._is_plain(argv)
    assert cli._is_plain(["check", VERIFIER])
    assert cli._is_plain(["check", "-", CHALLENGE])
    for argv in ([], ["challenge", "--json"], ["challenge", "-x"], ["challenge", "x", "y"], ["pair", "x"], ["token"]):
        assert not cli._is_plain(argv)


def test_the_direct_way_finds_each_command_where_argparse_does() -> None:
    """Both tables name the same file, and a plain command takes as many values as argparse lets it have."""
    for command, (file, most) in cli._PLAIN.items():
        assert COMMANDS[command] == file
        actions = commands_of(build(command))[command]._actions
        assert sum(not action.option_strings for action in actions) == most
