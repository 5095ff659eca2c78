"""The two ways through the command: directly for a plain command such as `pkce pair`, by argparse for all the rest."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import cli
from pkce_core.cli import parser as _parser
from pkce_core.cli.terminal.arguments import shield_dashes

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = "AxEzlKmhZBjaLdwrd84BTbBf6JMRNi9ZejD5zz0Ideg"
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
        assert _parser.COMMANDS[command] == file
        actions = _parser.commands_of(_parser.build(command))[command]._actions
        assert sum(not action.option_strings for action in actions) == most


@pytest.mark.parametrize("command", _parser.COMMANDS)
def test_a_command_is_the_same_in_its_group_and_in_the_whole(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Building one group changes neither the help of its commands nor how they complain."""
    told = []
    for parser in (_parser.build(), _parser.build(command)):
        for arguments in ([command, "--help"], [command, "--no-such-option"]):
            with pytest.raises(SystemExit):
                parser.parse_args(arguments)
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    assert f"pkce {command}" in told[0].out
    assert "usage: pkce" in told[0].err


def test_the_table_of_groups_is_right() -> None:
    """Each command stands in the file that the table names, and the help lists them in the table's order."""
    import argparse

    listed: list[str] = []
    for group in dict.fromkeys(_parser.COMMANDS.values()):
        first = next(command for command, file in _parser.COMMANDS.items() if file == group)
        action = next(a for a in _parser.build(first)._actions if isinstance(a, argparse._SubParsersAction))
        assert {command for command, file in _parser.COMMANDS.items() if file == group} == set(action.choices)
        listed += action.choices
    assert listed == list(_parser.COMMANDS)


def options_with_values() -> list[tuple[str, str]]:
    """Every option of every command that takes any text as its value."""
    commands = _parser.commands_of(_parser.build())
    return [
        (name, option)
        for name, command in commands.items()
        for action in command._actions
        for option in action.option_strings
        if action.nargs is None and action.type is None and action.choices is None
    ]


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("text", ["-" + VERIFIER, "--" + VERIFIER, "-x", "--x"])
def test_a_value_may_start_with_a_dash(text: str, tied: bool) -> None:
    """RFC 7636 §4.1 lets a verifier start with a dash; after an option such a text is its value, with = or without."""
    pairs = options_with_values()
    assert ("callback", "--state") in pairs
    for command, option in pairs:
        parser = _parser.commands_of(_parser.build(command))[command]
        argv = [command, f"{option}={text}"] if tied else [command, option, text]
        shielded = shield_dashes(argv, _parser.options_of(parser))
        assert shielded == [command, f"{option}={text}"]


def test_an_option_is_no_value() -> None:
    """What is an option of the command is not taken for the value of the option before it."""
    assert shield_dashes(["token", "--code", "--json"], {"--code": True, "--json": False})[1:] == ["--code", "--json"]
    assert shield_dashes(["token", "--code", "-"], {"--code": True})[1:] == ["--code", "-"]
    assert shield_dashes(["explain", "--", "-x"], {}) == ["explain", "--", "-x"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([VERIFIER], "no such command. Choose from "),
        (["check", f"--json={VERIFIER}"], "argument --json takes no value."),
        (["check", f"--verifier={VERIFIER}"], "no such option: --verifier."),
        (["check", "x", "y", VERIFIER], "too many values."),
        (["check", f"-{VERIFIER}", "y", f"--{VERIFIER}"], "too many values."),
    ],
)
def test_a_complaint_repeats_no_value(argv: list[str], says: str) -> None:
    """Whatever is wrong with the command line, the complaint holds no secret that stood on it."""
    code, out, err = run(argv, b"", direct=False)
    assert (code, out) == (2, "")
    assert says in err
    assert VERIFIER not in err


def test_the_help_shows_a_login_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """`pkce --help` has a line for each command of a login, in their order, each no wider than a terminal."""
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    lines = [line for line in text.splitlines() if line.startswith("  pkce ")]
    assert [line.split()[1] for line in lines] == ["discover", "authorize", "callback", "token", "response"]
    assert all(" -> " in line and len(line) <= 80 for line in lines)
    assert [name for name, _ in _parser.FLOW] == [name for name in _parser.COMMANDS if name in dict(_parser.FLOW)]
