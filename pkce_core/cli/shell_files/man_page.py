"""The man page in roff (man(7)): the described commands in, the page out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.shell_files.description import Argument, Command


def write_man(described: tuple[Command, ...]) -> str:
    """The man page of pkce(1), whole."""
    return "\n".join(_lines(*described))


def _lines(pkce: Command, *commands: Command) -> Iterator[str]:
    yield f'.TH PKCE 1 "" "pkce\\-core {_roff(__version__)}" "User Commands"'
    yield from (".SH NAME", "pkce \\- build, check and explain OAuth 2.0 Authorization Code with PKCE")
    yield from (".SH SYNOPSIS", ".B pkce", "COMMAND [ARGUMENTS]")
    summary, _, flow = pkce.description.partition("\n\n")
    yield from (".SH DESCRIPTION", _roff(summary))
    yield "The result goes to standard output. Notes about it go to standard error."
    yield from (".PP", ".EX", _roff(flow), ".EE")
    yield from (".SH COMMANDS",)
    for command in commands:
        yield from (f".SS {_roff(command.name)}", f".B {_roff(command.usage)}", ".PP", _roff(command.description))
        for argument in command.arguments:
            yield from (".TP", _head(argument), _roff(f"{argument.help}."))
        example = command.epilog.removeprefix("Example: ")
        yield from (".PP", "Example:", ".PP", ".EX", _roff(example), ".EE")
    yield from (".SH EXIT STATUS", _roff(pkce.epilog.removeprefix("Exit status: ")))
    yield from (".SH ENVIRONMENT", ".TP", ".B NO_COLOR", "If it is set and not empty, pkce uses no color.")
    yield from (".SH SEE ALSO", "RFC 6749, RFC 7636, RFC 8252, RFC 8414, RFC 9207, RFC 9700, OpenID Connect Core")


def _head(argument: Argument) -> str:
    value = f"\\fI{_roff(argument.value)}\\fR" if argument.value else ""
    if not argument.flags:
        return value
    return ", ".join(f"\\fB{_roff(flag)}\\fR" for flag in argument.flags) + (f" {value}" if value else "")


def _roff(text: str) -> str:
    """The text escaped so that roff prints it as it is, also when a line starts with a dot or a quote."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("%%", "%")
    return re.sub(r"^([.'])", r"\\&\1", escaped)
