"""The `pkce` command: the checks of `pkce_core` as text, or as one JSON object with --json.

The result goes to stdout, notes about it to stderr. A file in `commands/` loads only when its command is used, and the
modules that do the work load only when the command runs.
"""

from __future__ import annotations

import sys
from importlib import import_module

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import StreamError, finish, narrate, prepare

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_SHORT_USAGE = """\
usage: pkce COMMAND ...

  pkce verifier                   make a new code_verifier
  pkce pair                       make a new code_verifier and its code_challenge
  pkce challenge VERIFIER         derive the code_challenge of a verifier
  pkce check VERIFIER CHALLENGE   check a pair, and find the mistake in a wrong one

Example: printf %s "$code_verifier" | pkce check - "$code_challenge"
Run pkce --help for the other commands."""

_PLAIN = {
    "verifier": ("pair", 0),
    "pair": ("pair", 0),
    "challenge": ("challenge", 1),
    "check": ("check", 2),
}
"""The commands that scripts run again and again, each with its file and the most values it takes."""


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The command line, as argparse describes it.

    Args:
        command: build only this command; None or an unknown name builds all of them.
    """
    from pkce_core.cli import parser

    return parser.build(command)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after `pkce`; None for those of the process.

    Returns:
        An `ExitCode`.
    """
    prepare()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run_plain(arguments) if _is_plain(arguments) else _run(arguments)
    except KeyboardInterrupt:
        narrate("\nInterrupted.")
        code = ExitCode.INTERRUPTED
    except StreamError as problem:
        narrate(f"pkce: {problem}")
        code = ExitCode.USAGE
    return finish(code)


def _is_plain(argv: list[str]) -> bool:
    """True for a command of `_PLAIN` without options, such as `pkce pair` or `pkce challenge -`.

    Without options, argparse could only pass the values on, and loading it takes longer than all the rest.
    """
    if not argv or argv[0] not in _PLAIN:
        return False
    _, most = _PLAIN[argv[0]]
    values = argv[1:]
    return len(values) <= most and all(value == "-" or not value.startswith("-") for value in values)


def _run_plain(argv: list[str]) -> int:
    command, *values = argv
    module = import_module(f"pkce_core.cli.commands.{_PLAIN[command][0]}")
    return int(getattr(module, f"run_{command}")(*values))


def _run(argv: list[str]) -> int:
    if not argv:
        narrate(_SHORT_USAGE)
        return ExitCode.USAGE
    from pkce_core.cli.parser import commands_of, options_of
    from pkce_core.cli.terminal.arguments import describe_unknown, shield_dashes

    command = argv[0]
    parser = build_parser(command)
    try:
        chosen = commands_of(parser).get(command)
        options = options_of(chosen)
        arguments, unknown = parser.parse_known_args(shield_dashes(argv, options))
        if unknown:
            message = describe_unknown(unknown, command, takes_verifier="verifier" in arguments)
            (chosen or parser).error(message)
    except SystemExit as done:  # argparse has printed the help, the version or an error
        return int(done.code or 0)
    return int(arguments.run(arguments))
