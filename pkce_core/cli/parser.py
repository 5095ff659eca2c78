"""The command line as argparse describes it, one command or all of them."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from pkce_core._version import __version__
from pkce_core.cli.terminal.arguments import without_values
from pkce_core.cli.terminal.streams import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

COMMANDS = {
    "verifier": "pair",
    "pair": "pair",
    "challenge": "challenge",
    "check": "check",
    "redirect-uri": "redirect_uri",
    "discover": "discover",
    "providers": "providers",
    "authorize": "authorize",
    "callback": "callback",
    "token": "token",
    "response": "response",
    "client-assertion": "later.client_assertion",
    "api": "later.api",
    "revoke": "later.revoke",
    "explain": "explain",
    "report": "report",
    "what": "what",
    "match": "what",
    "completion": "shell_setup",
    "man": "shell_setup",
}
"""The file of each command, in the order of the help. Its `add_commands` adds the command."""

FLOW = (
    ("discover", "issuer -> endpoints"),
    ("authorize", "endpoint -> URL to open; state, nonce and verifier to keep"),
    ("callback", "address that the browser ends up at, state -> code"),
    ("token", "code, verifier -> command that redeems the code"),
    ("response", "output of that command, nonce -> verdict on the tokens"),
)
"""The commands of one login in their order, each with its input and its output."""


class _Lines(argparse.HelpFormatter):
    """Fills each line of a text separately, so that a list stays a list, and leaves an example as one line to copy."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text
        lines = text.split("\n")
        return "\n".join(line if line.startswith((" ", "Example:")) else fill(line, width, indent) for line in lines)


class _Parser(argparse.ArgumentParser):
    """Its errors repeat no values, which may be secret, and it reports if its help cannot be written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Lines, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        super().error(without_values(message))

    # Any, because argparse takes it as SupportsWrite, which only the stubs of mypy have.
    def _print_message(self, message: str, file: Any = None) -> None:
        if file is None or file is sys.stdout:
            write_result(message.rstrip("\n"))
        else:
            super()._print_message(message, file)


def flow_in_order() -> str:
    """The commands of one login, a line each."""
    return "\n".join(
        (
            "The commands of a login in order, each with its input -> output:",
            *(f"  pkce {name:10} {what}" for name, what in FLOW),
        )
    )


def build(command: str | None = None) -> argparse.ArgumentParser:
    """The parser with one command; None or an unknown name builds all of them."""
    parser = _Parser(
        prog="pkce",
        description="Build, check and explain every step of the OAuth 2.0 Authorization Code flow with PKCE (RFC 7636)."
        f"\n\n{flow_in_order()}",
        epilog="Exit status: 0 no errors, 1 a check found an error, 2 the command was used incorrectly, "
        "130 interrupted.",
    )
    parser.set_defaults(whole=build)  # `pkce completion` and `pkce man` describe the whole command line
    parser.add_argument("--version", action="version", version=f"pkce {__version__}")
    # Without prog, argparse would format a whole usage text on every start to get it.
    commands = parser.add_subparsers(
        prog="pkce", dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for module in [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values()):
        import_module(f"pkce_core.cli.commands.{module}").add_commands(commands)
    return parser


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command that a parser was built with."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: command for group in groups for name, command in group.choices.items()}


def options_of(command: argparse.ArgumentParser | None) -> dict[str, bool]:
    """The options of a command, each with whether it takes a value; empty without a command."""
    actions = [] if command is None else command._actions
    return {name: action.nargs != 0 for action in actions for name in action.option_strings}
