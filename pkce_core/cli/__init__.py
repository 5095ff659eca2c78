"""The `pkce` command: the checks of `pkce_core` as text, or as one JSON object with --json.

The result goes to stdout, everything said about it to stderr. Each group of subcommands is one file; what it needs to
do its work loads when it runs, so that `pkce challenge` starts fast.
"""

from __future__ import annotations

import argparse
import sys

from pkce_core._version import __version__
from pkce_core.cli import _authorize, _callback, _check, _explain, _make, _redirect, _response, _servers, _token
from pkce_core.cli._arguments import shield_dashes, without_values
from pkce_core.cli._exit import ExitCode
from pkce_core.cli._streams import StreamError, finish, narrate, prepare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

__all__ = ["ExitCode", "build_parser", "main"]


class _Parser(argparse.ArgumentParser):
    """A parser whose errors repeat options, but no values, which may be secrets."""

    def error(self, message: str) -> NoReturn:
        super().error(without_values(message))


def build_parser() -> argparse.ArgumentParser:
    """The whole command line, as argparse describes it."""
    parser = _Parser(
        prog="pkce",
        description="Make, derive and check PKCE pairs (RFC 7636).",
        epilog="Exit status: 0 all is well, 1 a check found an error, 2 the command was used wrongly, 130 interrupted.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"pkce {__version__}")
    # Without prog, argparse formats a whole usage text on every start to find it.
    commands = parser.add_subparsers(
        prog="pkce", dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for group in (_make, _check, _redirect, _servers, _authorize, _callback, _token, _response, _explain):
        group.add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; those of the process when None.

    Returns:
        An `ExitCode`.
    """
    prepare()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        narrate("\nInterrupted.")
        code = ExitCode.INTERRUPTED
    except StreamError as problem:
        narrate(f"pkce: {problem}")
        code = ExitCode.USAGE
    return finish(code)


def _run(argv: list[str]) -> int:
    try:
        arguments = build_parser().parse_args(shield_dashes(argv))
    except SystemExit as done:  # argparse has printed its help, its version or its complaint
        return int(done.code or 0)
    return int(arguments.run(arguments))
