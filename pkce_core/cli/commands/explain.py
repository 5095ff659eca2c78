"""`pkce explain`: who says an error, what it means, and what can cause it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_flow_and_answer, read_time
from pkce_core.cli.terminal.rendering import render_explanation, to_json
from pkce_core.cli.terminal.streams import StreamError, narrate, write_result
from pkce_core.explain.rules import RULES
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Report


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "explain",
        help="explain an error, or a message of a library, a browser or curl",
        description="Explain an error from an authorization server, or a message of a library, a browser or curl: who "
        "says it, what it means, and its causes, the likeliest first. The values of a flow can prove causes and rule "
        "them out.",
        epilog='Example: pkce explain invalid_grant --description "PKCE verification failed: Code mismatch"',
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "error",
        nargs="?",
        metavar="CODE",
        help="the error code, a number such as AADSTS50011, or any message (default: the error in the flow)",
    )
    parser.add_argument("--description", metavar="TEXT", help="the error_description from the server")
    parser.add_argument("--flow", metavar="FILE|-", help="the values of the flow, in the form that pkce report reads")
    parser.add_argument(
        "--har", metavar="FILE", help="a recording of the browser, of at most 50 MB: find the login in it, and judge it"
    )
    parser.add_argument(
        "--redacted", metavar="OUT", help="with --har: write the login to this new file, without its secrets"
    )
    parser.add_argument(
        "--now", metavar="TIME", help="the time in seconds since 1970 or as an ISO 8601 date (default: now)"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.explain.error_text import error_of
    from pkce_core.explain.explanation import explain_error

    if arguments.har is not None:
        from pkce_core.cli.terminal.har_file import explain_file

        if arguments.error is not None or arguments.description is not None or arguments.flow is not None:
            raise StreamError(
                "--har has the error and the values in it: pass it without CODE, --description and --flow."
            )
        if arguments.now is not None:
            raise StreamError("--har has the time of each request in it: pass it without --now.")
        if arguments.redacted == "-":
            raise StreamError("--redacted writes a new file: name one, not -.")
        return explain_file(arguments.har, arguments.redacted, as_json=arguments.json)
    if arguments.redacted is not None:
        raise StreamError("--redacted needs --har FILE.")
    flow, answer = (None, "") if arguments.flow is None else read_flow_and_answer(arguments.flow)
    error, description = arguments.error or answer or None, arguments.description
    if error is None and flow:
        error, in_flow = error_of(flow)
        description = description or in_flow
    for message, what in flow.unread.items() if flow else ():
        if message == "token_response" and error == answer:
            continue  # it is what is explained
        narrate(f"note: pkce can't read the {message}, so nothing of it was compared. {what}")
    if not error and flow:
        raise StreamError(
            "the flow has no error in it. `pkce report` says what its values show; or pass the error code."
        )
    if not error:
        raise StreamError("pass the error code, a flow that has one, or --har FILE.")
    if flow and flow.sent_token_request and flow.sent_token_request.written_as == "unread":
        narrate("note: pkce finds no request in the text of token_request, so nothing of it was compared.")
    sent = flow.sent_token_request if flow else None
    if sent and (names := [visible(each.name, 40) for each in sent.all_parameters if each.name and each.value is None]):
        verb = "comes" if len(names) == 1 else "come"
        narrate(f"note: {join_words(names)} {verb} from a variable or a file, so pkce couldn't compare the value.")
    explanation = explain_error(error, error_description=description, flow=flow, now=read_time(arguments.now))
    if arguments.json:
        write_result(to_json(_report(explanation), **explanation.to_dict()))
    else:
        write_result("\n".join(render_explanation(explanation)))
    return ExitCode.OK


def _report(explanation: Explanation) -> Report:
    from pkce_core.findings import Report

    if explanation.known:
        return Report()
    return Report(findings=(RULES["error-unknown"].warning(explanation.meaning),))
