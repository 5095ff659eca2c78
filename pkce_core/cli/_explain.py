"""`pkce explain` and `pkce report`: what an error means, and a flow written down without its secrets."""

from __future__ import annotations

from pkce_core.cli._exit import ExitCode
from pkce_core.cli._inputs import read_document, read_moment
from pkce_core.cli._streams import StreamError, write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.explain import Explanation
    from pkce_core.findings import Report
    from pkce_core.flow_values import FlowValues

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_MOST_CAUSES = 6
"""As many as a reader goes through; --json has them all."""


def add_commands(commands: Commands) -> None:
    """Describe the two subcommands to argparse."""
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


def _run_explain(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.explain import explain_error

    flow = None if arguments.flow is None else _read_flow(arguments.flow)
    explanation = explain_error(arguments.error, error_description=arguments.description, flow=flow)
    if arguments.json:
        from pkce_core.cli._render import to_json

        write_result(to_json(_report(explanation), **explanation.to_dict()))
    else:
        write_result("\n".join(explanation_lines(explanation)))
    return ExitCode.OK


def _report(explanation: Explanation) -> Report:
    from pkce_core.findings import Finding, Level, Report

    if explanation.known:
        return Report()
    return Report(findings=(Finding(rule="error-unknown", level=Level.WARNING, message=explanation.meaning),))


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """An explanation for a terminal: the meaning, then the causes with what to do about each."""
    where = f" ({explanation.spec})" if explanation.spec else ""
    yield f"{explanation.error}: {explanation.meaning}{where}"
    causes = explanation.causes[:_MOST_CAUSES]
    for number, cause in enumerate(causes, start=1):
        yield ""
        yield f"{number}. {cause.text} ({cause.spec})"
        if cause.evidence:
            yield f"   Seen here: {cause.evidence}"
        yield f"   {cause.fix}"
    if explanation.ruled_out:
        yield ""
        yield "Ruled out by your values:"
        yield from (f"- {cause.evidence}" for cause in explanation.ruled_out)


def _run_report(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.flow import build_report, check_flow

    now = read_moment(arguments.now)
    flow = _read_flow(arguments.source)
    report = check_flow(flow, now=now)
    written = build_report(flow, now=now)
    if arguments.json:
        from pkce_core.cli._render import to_json

        write_result(to_json(report, report=written))
    else:
        write_result(written.rstrip("\n"))
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def _read_flow(source: str | None) -> FlowValues:
    from pkce_core.errors import InvalidValueError
    from pkce_core.flow_values import parse_flow

    try:
        return parse_flow(read_document(source, "flow"))
    except InvalidValueError as problem:
        raise StreamError(f"the values of the flow cannot be read. {problem}") from None
