"""`pkce what` and `pkce match`: which values of the flow are in a text, and which of them belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.streams import write_result

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.recognition.recognized import Recognized

_MOST_SHOWN = 60
"""Characters of a value."""


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "what",
        help="say what a text is",
        description="List the values of the flow in a text, in order, each with its place and how sure it is. The text "
        "can be a log, a URL, a command, or several values one after the other. Secrets are not shown.",
        epilog="Example: pbpaste | pkce what -",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("source", metavar="FILE|-", help="a file with the text; - for stdin")
    parser.set_defaults(run=run_what)
    parser = commands.add_parser(
        "match",
        help="say which verifiers and challenges belong together",
        description="Find out which verifiers and challenges of a text belong together, and which have no partner. The "
        "text can be a list, a log, or the authorization URLs and token requests of several attempts. No verifier is "
        "shown.",
        epilog="Example: pkce match login.log",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("source", metavar="FILE|-", help="a file with the text; - for stdin")
    parser.set_defaults(run=run_match)


def run_what(arguments: argparse.Namespace) -> ExitCode:
    """Read the text, and write what is in it."""
    from pkce_core.recognition.recognize import recognize

    text = read_document(arguments.source, "text")
    found = recognize(text if isinstance(text, str) else text.decode("utf-8", "replace"))
    if arguments.json:
        from pkce_core.cli.terminal.rendering import to_json
        from pkce_core.findings import Report

        write_result(to_json(Report(), recognized=[each.to_dict() for each in found]))
    else:
        write_result("\n".join(_lines(found)))
    return ExitCode.OK


def run_match(arguments: argparse.Namespace) -> ExitCode:
    """Read the text, and write which values belong together."""
    from pkce_core.diagnosis.pair_matches import match_pairs

    text = read_document(arguments.source, "text")
    matches = match_pairs(text if isinstance(text, str) else text.decode("utf-8", "replace"))
    if arguments.json:
        from pkce_core.cli.terminal.rendering import to_json
        from pkce_core.findings import Report

        write_result(to_json(Report(), matches=matches.to_dict()))
    else:
        write_result("\n".join((matches.summary, *matches.sentences)))
    return ExitCode.OK


def _lines(found: tuple[Recognized, ...]) -> Iterator[str]:
    from pkce_core.text.quoting import visible

    if not found:
        yield "The text contains no value of the flow that pkce recognizes."
    for each in found:
        length = f"{len(each.value):,} character{'' if len(each.value) == 1 else 's'}"
        place = f"characters {each.start + 1:,} to {each.end:,}"
        if each.end == each.start + 1:
            place = f"character {each.end:,}"
        shown = length if each.shown is None else visible(each.shown, _MOST_SHOWN)
        yield f"{each.sureness.value}: {each.title}, {place}: {shown}"
        yield f"    {each.why}"
