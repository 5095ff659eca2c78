"""`pkce report`: describe a flow for a bug report, without its secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.inputs import read_flow, read_time

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "report",
        help="describe a flow for a bug report, without secrets",
        description="Read the values of a flow, and write a report that is safe to share: it replaces codes, "
        "verifiers, secrets and tokens with their lengths. The input is a JSON object with the messages by name "
        "(authorization_request, authorization_response, token_request and token_response), or with all their "
        "parameters side by side.",
        epilog="Example: pkce report flow.json",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("source", nargs="?", metavar="FILE|-", help="a file, or - for stdin (default: -)")
    parser.add_argument(
        "--now", metavar="TIME", help="the time in seconds since 1970 or as an ISO 8601 date (default: now)"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.flow.checks import check_flow
    from pkce_core.redacted_report import build_report

    now = read_time(arguments.now)
    flow = read_flow(arguments.source)
    report = check_flow(flow, now=now)
    text = build_report(flow, now=now)
    return answer(report, {"report": text}, [text.rstrip("\n")], as_json=arguments.json)
