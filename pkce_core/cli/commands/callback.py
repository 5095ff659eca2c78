"""`pkce callback`: check the redirect from the server, and show its code if it is safe to use."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.streams import StreamError, narrate, read_value, wants_color, warn_of_history

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.authorization.response import AuthorizationResponse
    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report


_NEXT = "Next: redeem this code with pkce token and your verifier. It works once, and often for only a minute."
_NO_RESPONSE = "This isn't the address that the server redirected the browser to."
_NO_RESPONSE_RULES = ("response-browser-page", "response-unknown", "response-other-value", "response-not-redirected")
_JOINED = "Your client can't read this response as it arrived."
_IF_ITS_OWN = "If it does come from it:"
_MEMBERS = ("code", "state", "iss", "error", "error_description", "error_uri")


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "callback",
        help="check the redirect with the code",
        description="Check an authorization response (RFC 6749, section 4.1.2; RFC 9207): the address that the browser "
        "ended up at, its query, or code#state. It may be quoted, escaped or wrapped over lines.",
        epilog='Example: pkce callback - --state "$state" < address.txt',
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--state", metavar="STATE", help="the state you sent")
    parser.add_argument("--issuer", metavar="ISSUER", help="the issuer in the server's metadata")
    parser.add_argument(
        "--metadata", metavar="FILE|ISSUER", help="the server's metadata, which says whether iss must be there"
    )
    parser.add_argument("--redirect-uri", metavar="URI", help="the redirect_uri you sent")
    parser.add_argument(
        "text",
        nargs="?",
        type=value,
        metavar="TEXT|-",
        help="the response; - for stdin (default: you are asked for it)",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.authorization.response import StateExpectation
    from pkce_core.authorization.response_checks import check_authorization_response
    from pkce_core.authorization.response_parsing import parse_authorization_response
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError

    for name in ("state", "issuer", "metadata", "redirect_uri"):
        if getattr(arguments, name) == "":
            option = f"--{name.replace('_', '-')}"
            raise StreamError(
                f"{option} is empty. Perhaps a variable isn't set. To skip the check, leave out the option."
            )
    issuer, promised = _read_metadata(arguments)
    text = read_value(arguments.text, "redirect")
    report = check_authorization_response(
        text,
        state=StateExpectation.UNCHECKED if arguments.state is None else arguments.state,
        issuer=issuer,
        iss_parameter_supported=promised,
        redirect_uri=arguments.redirect_uri,
    )
    try:
        response = parse_authorization_response(text)
    except ValidationError:
        response = None
    report = _with_cause(report, response)
    if arguments.text not in (None, "-") and response is not None and response.code is not None:
        warn_of_history("code")
    result = _result(response, report)
    status = answer(report, result, _lines(report, result), as_json=arguments.json)
    if result["code"] is not None and not arguments.json:
        narrate(_NEXT)
    return status


def _with_cause(report: Report, response: AuthorizationResponse | None) -> Report:
    """The report with what the server's words say of its error, as `pkce explain` reads them, for what the code means.

    A server often sends a code whose definition is something else than what happened.
    """
    if response is None or response.error is None or "response-error" not in {each.rule for each in report.errors}:
        return report
    from pkce_core.authorization.response_checks import say_error
    from pkce_core.explain.explanation import explain_error
    from pkce_core.findings import Report

    explanation = explain_error(response.error, error_description=response.error_description)
    if not explanation.headline:
        return report
    said = say_error(response.error, response.error_description, f"The likeliest cause: {explanation.headline}")
    fix = explanation.causes[0].fix
    # RFC 9207 §2.4: with a wrong iss or state, nobody knows whose error it is.
    is_doubtful = any(each.rule.startswith(("response-state-", "response-iss-")) for each in report.errors)
    return Report(
        findings=tuple(
            each.replace(message=said, hint=f"{each.hint} {_IF_ITS_OWN} {fix}" if is_doubtful else f"{fix} {each.hint}")
            if each.rule == "response-error"
            else each
            for each in report
        )
    )


def _read_metadata(arguments: argparse.Namespace) -> tuple[str | None, bool | None]:
    """The issuer to expect, and whether the metadata promises iss; None when it isn't known."""
    if arguments.metadata is None:
        return arguments.issuer, None
    if arguments.metadata == "-":
        raise StreamError("--metadata takes a file or an issuer: standard input may have the response.")
    from pkce_core.cli.commands.discover import read_metadata_source
    from pkce_core.findings import ValidationError
    from pkce_core.metadata.document import parse_metadata

    try:
        metadata = parse_metadata(read_metadata_source(arguments.metadata)[0])
    except ValidationError as problem:
        raise StreamError(f"The metadata can't be read: {problem.report.errors[0].message}") from None
    if arguments.issuer and metadata.issuer and arguments.issuer != metadata.issuer:
        raise StreamError("--issuer isn't the issuer of the metadata. `pkce discover` says how they differ.")
    # RFC 9207 §3: "If omitted, the default value is false."
    return arguments.issuer or metadata.issuer, metadata.authorization_response_iss_parameter_supported is True


def _result(response: AuthorizationResponse | None, report: Report) -> dict[str, str | None]:
    """The members under their wire names; without the code if a check failed, so that no script redeems it."""
    members = {name: getattr(response, name, None) for name in _MEMBERS}
    return members if report.ok else {**members, "code": None}


def _lines(report: Report, result: dict[str, str | None]) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import for_terminal, render_report, render_verdict

    color = wants_color(sys.stdout)
    wrong = "Don't use this response."
    errors = {finding.rule for finding in report.errors}
    if errors & {*_NO_RESPONSE_RULES}:
        wrong = _NO_RESPONSE
    elif errors == {"response-joined"}:
        wrong = _JOINED
    yield render_verdict(report, "This response is correct.", wrong, color=color)
    yield from render_report(report, {}, color=color)
    if report.ok:
        yield ""
        yield from (f"{name}={for_terminal(text)}" for name, text in result.items() if text is not None)
