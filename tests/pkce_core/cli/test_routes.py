"""The two ways through the command: directly for the plain forms of `pkce challenge`, by argparse for all the rest."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pkce_core import cli
from pkce_core.cli import _parser

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
UNRESERVED = "ABCXYZabcxyz0189-._~"


class Stdin(io.StringIO):
    """A standard input with the octets that `-` reads."""

    def __init__(self, octets: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(octets)  # type: ignore[assignment]


def run(argv: list[str], octets: bytes, *, direct: bool) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of one way."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr("sys.stdin", Stdin(octets))
        if not direct:
            patch.setattr(cli, "_is_plain_challenge", lambda argv: False)
        return cli.main(argv), out.getvalue(), err.getvalue()


@given(
    argument=st.one_of(
        st.text(st.characters(exclude_characters="\0")),  # no real argument holds a NUL
        st.text(UNRESERVED, min_size=43, max_size=128),
        st.sampled_from(["-", "--", "-h", "--json", "", VERIFIER]),
    ),
    octets=st.one_of(st.binary(max_size=140), st.text(UNRESERVED, min_size=43, max_size=128).map(str.encode)),
    more=st.lists(st.sampled_from(["--json", "--", "x"]), max_size=1),
)
@example(argument="-" + VERIFIER, octets=b"", more=[])
@example(argument="@" + VERIFIER, octets=b"", more=[])
@example(argument="\udcff", octets=b"", more=[])  # an octet that is not text, as Python hands it on
def test_both_ways_agree(argument: str, octets: bytes, more: list[str]) -> None:
    """Whatever stands on the command line, the direct way gives what argparse's way gives."""
    argv = ["challenge", argument, *more]
    assert run(argv, octets, direct=True) == run(argv, octets, direct=False)


def test_the_direct_way_is_taken() -> None:
    """A verifier or a dash alone goes directly; options, a missing verifier and other commands do not."""
    assert cli._is_plain_challenge(["challenge", VERIFIER])
    assert cli._is_plain_challenge(["challenge", "-"])
    for argv in ([], ["challenge"], ["challenge", "--json"], ["challenge", "-x"], ["check", VERIFIER]):
        assert not cli._is_plain_challenge(argv)


@pytest.mark.parametrize("command", _parser.GROUPS)
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

    listed = []
    for group in dict.fromkeys(_parser.GROUPS.values()):
        first = next(command for command, file in _parser.GROUPS.items() if file == group)
        action = next(a for a in _parser.build(first)._actions if isinstance(a, argparse._SubParsersAction))
        assert {command for command, file in _parser.GROUPS.items() if file == group} == set(action.choices)
        listed += action.choices
    assert listed == list(_parser.GROUPS)
