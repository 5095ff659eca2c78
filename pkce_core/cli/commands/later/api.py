"""`pkce api`: write a call with an access token as a command, or read what the API answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.streams import StreamError, wants_color, write_result

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    from pkce_core.token.command.build import SHELLS

    parser = commands.add_parser(
        "api",
        help="call an API with the access token, or read its answer",
        description="Write a call to an API or to userinfo as a command (RFC 6750); it reads the access token from an "
        "environment variable. With --response, read the answer: what is missing, and what to ask for next.",
        epilog="Example: pkce api https://op.example/userinfo",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("url", nargs="?", metavar="URL", help="the address to call")
    parser.add_argument(
        "--token-env", metavar="NAME", default="ACCESS_TOKEN", help="the variable with it (default: ACCESS_TOKEN)"
    )
    parser.add_argument("--dpop", action="store_true", help="send it with the DPoP proof in the variable DPOP_PROOF")
    parser.add_argument("--shell", choices=SHELLS, default="posix", help="what to write it for")
    parser.add_argument("--response", metavar="FILE|-", help="the answer, as curl -i prints it; - for stdin")
    parser.add_argument("--scope", metavar="SCOPE", help="the scope of the access token, to compare")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.api.command import write_call
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.errors import InvalidValueError, UsageError
    from pkce_core.findings import Report

    if (arguments.url is None) == (arguments.response is None):
        raise StreamError("give either a URL to call, or --response with the answer.")
    if arguments.response is not None:
        return _read(arguments)
    scheme = "DPoP" if arguments.dpop else "Bearer"
    try:
        command = write_call(arguments.url, variable=arguments.token_env, scheme=scheme, shell=arguments.shell)
    except (InvalidValueError, UsageError) as problem:
        raise StreamError(str(problem)) from None
    if arguments.json:
        return answer(Report(), {"command": command}, [], as_json=True)
    write_result(command)
    return ExitCode.OK


def _read(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.api.response_checks import check_api_response
    from pkce_core.cli.terminal.rendering import answer, render_report, render_verdict

    text = read_document(arguments.response, "answer")
    report = check_api_response(text, granted_scope=arguments.scope)
    color = wants_color(sys.stdout)
    right, wrong = "This answer shows nothing wrong with the access token.", "The API refused the call."
    if any(finding.rule == "api-form" for finding in report):
        wrong = "This shows no answer of the API."
    lines = [render_verdict(report, right, wrong, color=color), *render_report(report, {}, color=color)]
    return answer(report, {}, lines, as_json=arguments.json)
