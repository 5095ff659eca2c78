"""`pkce redirect-uri`: whether a server accepts a redirect URI, and how it differs from the registered one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import StreamError, narrate, read_value, wants_colour

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.findings import Mark, Report
    from pkce_core.redirect_uri.difference import RedirectUriDifference


_AROUND = 60
"""Characters shown before a difference; a longer start is cut."""


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    parser = commands.add_parser(
        "redirect-uri",
        help="check a redirect URI",
        description="Check a redirect URI by the rules of a kind of server, its host as a browser resolves it; and "
        "compare it with the registered one, character by character.",
        epilog="Example: pkce redirect-uri http://127.0.0.1:8080/callback --profile banno-admin",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "--profile", default="generic", metavar="NAME",
        help="banno-admin, banno-consumer, generic, native (RFC 8252), strict (https only), keycloak, auth0, "
        "entra, google or okta (default: generic)",
    )  # fmt: skip
    parser.add_argument("--registered", metavar="URI", help="the redirect URI as it is registered; - reads stdin")
    parser.add_argument("redirect_uri", metavar="URI", help="the redirect URI; - reads stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.errors import UsageError
    from pkce_core.redirect_uri.checks import check_redirect_uri
    from pkce_core.redirect_uri.profiles import PROFILES

    if arguments.redirect_uri == arguments.registered == "-":
        raise StreamError("only one of the two redirect URIs can be read from standard input.")
    text = read_value(arguments.redirect_uri, "redirect URI")
    registered = None if arguments.registered is None else read_value(arguments.registered, "registered redirect URI")
    try:
        report = check_redirect_uri(text, profile=arguments.profile, registered=registered)
    except UsageError as problem:
        narrate(f"pkce: {problem}")
        return ExitCode.USAGE
    difference = _difference(text, registered, PROFILES[arguments.profile].any_port_hosts)
    members = {
        "redirect_uri": _text(text),
        "profile": arguments.profile,
        "registered": _text(registered),
        "difference": difference.to_dict() if difference else None,
    }
    return answer(report, members, _lines(report, text, registered, difference), as_json=arguments.json)


def _text(value: str | bytes | None) -> str | None:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def _difference(
    text: str | bytes, registered: str | bytes | None, any_port_hosts: tuple[str, ...]
) -> RedirectUriDifference | None:
    from pkce_core.redirect_uri.difference import compare_texts

    if not isinstance(text, str) or not isinstance(registered, str) or "*" in registered:
        return None
    return compare_texts(text, registered, any_port_hosts)


def _lines(
    report: Report, text: str | bytes, registered: str | bytes | None, difference: RedirectUriDifference | None
) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_report, render_verdict

    colour = wants_colour(sys.stdout)
    yield render_verdict(report, *_verdicts(report, registered is not None), colour=colour)
    # The marks of a difference belong under both texts, so they are drawn apart.
    shown = {} if difference else {"redirect": text}
    yield from render_report(report, shown, colour=colour)
    if difference is not None and isinstance(text, str) and isinstance(registered, str):
        yield from _compare("yours", text, difference.marks)
        yield from _compare("registered", registered, difference.registered_marks)


def _verdicts(report: Report, compared: bool) -> tuple[str, str]:
    """What to say when it is right, and when it is wrong."""
    right = f"This redirect URI is accepted{', and it is the registered one' if compared else ''}."
    if any(finding.rule == "redirect-uri-mismatch" for finding in report):
        return right, "This is not the registered redirect URI."
    return right, "This redirect URI is not accepted."


def _compare(name: str, text: str, marks: tuple[Mark, ...]) -> Iterator[str]:
    """The text from shortly before the first difference, with a caret under each character that differs."""
    from pkce_core.cli.terminal.rendering import only_ascii

    start = max(0, min((mark.start for mark in marks), default=0) - _AROUND)
    end = start + 2 * _AROUND
    yield f"  {name + ':':12}{''.join(map(only_ascii, text[start:end]))}"
    under = [" "] * (end - start + 1)
    for mark in marks:
        for at in range(mark.start, min(max(mark.end, mark.start + 1), end + 1)):
            under[at - start] = "^"
    named = ", ".join(dict.fromkeys(mark.found for mark in marks))
    yield f"  {'':12}{''.join(under).rstrip()} {named}"
