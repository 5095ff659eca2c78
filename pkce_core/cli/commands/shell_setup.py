"""`pkce completion` and `pkce man`: this command's completion scripts and its man page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import write_result
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Describe the two commands to argparse."""
    from pkce_core.cli.shell_files.completion import WRITERS

    completion = commands.add_parser(
        "completion",
        help="write a completion script for a shell",
        description="Write a script with which your shell completes commands, options, providers, profiles and files.",
        epilog='Example: eval "$(pkce completion bash)"',
    )
    completion.add_argument("shell", choices=tuple(WRITERS), metavar="SHELL", help=join_words(WRITERS, "or"))
    completion.set_defaults(run=_run_completion)
    man = commands.add_parser(
        "man",
        help="write the man page",
        description="Write the man page of this command.",
        epilog="Example: pkce man > ~/.local/share/man/man1/pkce.1",
    )
    man.set_defaults(run=_run_man)


def _run_completion(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.shell_files.completion import WRITERS
    from pkce_core.cli.shell_files.description import describe

    write_result(WRITERS[arguments.shell](describe(arguments.whole())))
    return ExitCode.OK


def _run_man(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.shell_files.description import describe
    from pkce_core.cli.shell_files.man_page import write_man

    write_result(write_man(describe(arguments.whole())))
    return ExitCode.OK
