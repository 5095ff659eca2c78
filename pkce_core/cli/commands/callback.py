"""`pkce callback`: read the redirect that came back, judge it, and give the code when it may be used."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.streams import StreamError, narrate, read_value, wants_colour, warn_of_history

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.authorization.response import AuthorizationResponse
    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report


_NEXT = "Next: pkce token redeems this code with your verifier. It works once, and often for a minute only."
_NO_RESPONSE = "This is not the address that the server sent the browser to."
_NONE = ("response-browser-page", "response-unknown")
_MEMBERS = ("code", "state", "iss", "error", "error_description", "error_uri")


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    parser = commands.add_parser(
        "callback",
        help="check the redirect that brings the code",
        description="Check an authorization response (RFC 6749, section 4.1.2; RFC 9207): the address that the browser "
        "went to, its query, or code#state; also quoted, escaped or wrapped over lines.",
        epilog='Example: pkce callback - --state "$state" < address.txt',
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--state", metavar="STATE", help="the state you sent")
    parser.add_argument("--issuer", metavar="ISSUER", help="the issuer of the server's metadata")
    parser.add_argument("--redirect-uri", metavar="URI", help="the redirect_uri you sent")
    parser.add_argument(
        "text", nargs="?", type=value, metavar="TEXT|-", help="- reads stdin; without it, you are asked for it"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.authorization.response import StateExpectation
    from pkce_core.authorization.response_checks import check_authorization_response
    from pkce_core.authorization.response_parsing import parse_authorization_response
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError

    for name in ("state", "issuer", "redirect_uri"):
        if getattr(arguments, name) == "":
            option = f"--{name.replace('_', '-')}"
            raise StreamError(f"{option} is empty. Is a variable not set? Leave it out to skip the check.")
    text = read_value(arguments.text, "redirect")
    report = check_authorization_response(
        text,
        state=StateExpectation.UNCHECKED if arguments.state is None else arguments.state,
        issuer=arguments.issuer,
        redirect_uri=arguments.redirect_uri,
    )
    try:
        response = parse_authorization_response(text)
    except ValidationError:
        response = None
    if arguments.text not in (None, "-") and response is not None and response.code is not None:
        warn_of_history("code")
    result = _result(response, report)
    status = answer(report, result, _lines(report, result), as_json=arguments.json)
    if result["code"] is not None and not arguments.json:
        narrate(_NEXT)
    return status


def _result(response: AuthorizationResponse | None, report: Report) -> dict[str, str | None]:
    """The members under their wire names; no code from a response that failed, so that no script redeems it."""
    members = {name: getattr(response, name, None) for name in _MEMBERS}
    return members if report.ok else {**members, "code": None}


def _lines(report: Report, result: dict[str, str | None]) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_report, render_verdict
    from pkce_core.text.quoting import visible

    colour = wants_colour(sys.stdout)
    wrong = _NO_RESPONSE if report.findings[0].rule in _NONE else "Do not use this response."
    yield render_verdict(report, "This response is right.", wrong, colour=colour)
    yield from render_report(report, {}, colour=colour)
    if report.ok:
        yield ""
        yield from (f"{name}={visible(text, 10_000)}" for name, text in result.items() if text is not None)
