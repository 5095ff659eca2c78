"""`pkce report`: a flow written down for a bug tracker, without its secrets."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_flow, read_moment
from pkce_core.cli.terminal.streams import write_result

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    report = commands.add_parser(
        "report",
        help="write a flow down for a bug tracker, without secrets",
        description="Read a JSON object of a flow's values under their wire names (authorization_request, "
        "authorization_response, token_request and token_response, or their parameters side by side), and write a "
        "report to copy. Codes, verifiers, secrets and tokens become lengths.",
        epilog="Example: pkce report flow.json",
        allow_abbrev=False,
    )
    report.add_argument("--json", action="store_true", help="write one JSON object")
    report.add_argument("source", nargs="?", metavar="FILE|-", help="a file, or - for stdin, which is the default")
    report.add_argument("--now", metavar="TIME", help="seconds since 1970 or an ISO date (default: the clock)")
    report.set_defaults(run=_run_report)


def _run_report(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.flow.checks import check_flow
    from pkce_core.redacted_report import build_report

    now = read_moment(arguments.now)
    flow = read_flow(arguments.source)
    report = check_flow(flow, now=now)
    written = build_report(flow, now=now)
    if arguments.json:
        from pkce_core.cli.terminal.rendering import to_json

        write_result(to_json(report, report=written))
    else:
        write_result(written.rstrip("\n"))
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR
