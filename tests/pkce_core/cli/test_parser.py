"""The command line as argparse has it: every command in its file, and the help."""

from __future__ import annotations

import pytest

from pkce_core import cli
from pkce_core.cli.parser import COMMANDS, FLOW, build, commands_of


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_the_same_in_its_group_and_in_the_whole(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command has the same help and the same errors, whether it is built alone or with all others."""
    told = []
    for parser in (build(), build(command)):
        for arguments in ([command, "--help"], [command, "--no-such-option"]):
            with pytest.raises(SystemExit):
                parser.parse_args(arguments)
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    assert f"pkce {command}" in told[0].out
    assert "usage: pkce" in told[0].err


def test_the_table_of_groups_is_right() -> None:
    """Each command is in the file that the table names, and the help lists them in the table's order."""
    import argparse

    listed: list[str] = []
    for group in dict.fromkeys(COMMANDS.values()):
        first = next(command for command, file in COMMANDS.items() if file == group)
        action = next(a for a in build(first)._actions if isinstance(a, argparse._SubParsersAction))
        assert {command for command, file in COMMANDS.items() if file == group} == set(action.choices)
        listed += action.choices
    assert listed == list(COMMANDS)


def test_the_help_shows_a_login_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """`pkce --help` has a line for each command of a login, in their order, each no wider than a terminal."""
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    lines = [line for line in text.splitlines() if line.startswith("  pkce ")]
    assert [line.split()[1] for line in lines] == ["discover", "authorize", "callback", "token", "response"]
    assert all(" -> " in line and len(line) <= 80 for line in lines)
    assert [name for name, _ in FLOW] == [name for name in COMMANDS if name in dict(FLOW)]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_is_one_line_to_copy(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the terminal, the help does not wrap the example."""
    monkeypatch.setenv("COLUMNS", "40")
    parser = commands_of(build(command))[command]
    assert parser.format_help().splitlines()[-1] == parser.epilog
