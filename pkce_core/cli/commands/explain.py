"""`pkce explain`: what an error means, and what caused it."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_flow
from pkce_core.cli.terminal.rendering import explanation_lines
from pkce_core.cli.terminal.streams import write_result
from pkce_core.flow.rules import RULES

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Report


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    explain = commands.add_parser(
        "explain",
        help="explain an error code",
        description="Say what an error of an authorization server means and what causes it, the likeliest first. With "
        "the values of a flow, causes are proved and ruled out.",
        epilog='Example: pkce explain invalid_grant --description "PKCE verification failed: Code mismatch"',
        allow_abbrev=False,
    )
    explain.add_argument("--json", action="store_true", help="write one JSON object")
    explain.add_argument("error", metavar="CODE", help="the value of error, or a number such as AADSTS50011")
    explain.add_argument("--description", metavar="TEXT", help="the error_description that came with it")
    explain.add_argument("--flow", metavar="FILE|-", help="a JSON object of the flow's values, as pkce report takes it")
    explain.set_defaults(run=_run_explain)


def _run_explain(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.explain.explanation import explain_error

    flow = None if arguments.flow is None else read_flow(arguments.flow)
    explanation = explain_error(arguments.error, error_description=arguments.description, flow=flow)
    if arguments.json:
        from pkce_core.cli.terminal.rendering import to_json

        write_result(to_json(_report(explanation), **explanation.to_dict()))
    else:
        write_result("\n".join(explanation_lines(explanation)))
    return ExitCode.OK


def _report(explanation: Explanation) -> Report:
    from pkce_core.findings import Report

    if explanation.known:
        return Report()
    return Report(findings=(RULES["error-unknown"].warning(explanation.meaning),))
