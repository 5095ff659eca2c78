"""`pkce redirect-uri`: whether a server accepts a redirect URI, and how it differs from the registered one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.streams import StreamError, read_value, wants_color

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Mark, Report
    from pkce_core.redirect_uri.difference import RedirectUriDifference


_AROUND = 60
"""Characters shown before a difference; a longer beginning is cut."""


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    from pkce_core.redirect_uri.profiles import PROFILES

    parser = commands.add_parser(
        "redirect-uri",
        help="check a redirect URI",
        description="Check a redirect URI against the rules of a kind of server. Its host is read as a browser reads "
        "it. With --registered, compare it with the registered URI, character by character.",
        epilog="Example: pkce redirect-uri http://127.0.0.1:8080/callback --profile banno-admin",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default="generic",
        choices=tuple(PROFILES),
        help=f"the kind of server: {', '.join(PROFILES)} (default: generic)",
    )
    parser.add_argument("--registered", metavar="URI", help="the registered redirect URI; - for stdin")
    parser.add_argument("redirect_uri", metavar="URI", help="the redirect URI; - for stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.redirect_uri.checks import check_redirect_uri
    from pkce_core.redirect_uri.profiles import PROFILES

    if arguments.redirect_uri == arguments.registered == "-":
        raise StreamError("only one of the two redirect URIs can be read from standard input.")
    text = read_value(arguments.redirect_uri, "redirect URI")
    registered = None if arguments.registered is None else read_value(arguments.registered, "registered redirect URI")
    report = check_redirect_uri(text, profile=arguments.profile, registered=registered)
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

    color = wants_color(sys.stdout)
    yield render_verdict(report, *_verdicts(report, registered is not None), color=color)
    # The marks of a difference are drawn under both texts below.
    shown = {} if difference else {"redirect": text}
    yield from render_report(report, shown, color=color)
    if difference is not None and isinstance(text, str) and isinstance(registered, str):
        yield from _compare("yours", text, difference.marks)
        yield from _compare("registered", registered, difference.registered_marks)


def _verdicts(report: Report, compared: bool) -> tuple[str, str]:
    """The verdict on a correct redirect URI, and on a wrong one."""
    matches = compared and all(finding.rule != "redirect-uri-pattern" for finding in report)  # which says what is known
    right = f"This redirect URI is accepted{', and it matches the registered one' if matches else ''}."
    if any(finding.rule == "redirect-uri-mismatch" for finding in report):
        return right, "This redirect URI doesn't match the registered one."
    return right, "This redirect URI isn't accepted."


def _compare(name: str, text: str, marks: tuple[Mark, ...]) -> Iterator[str]:
    """The text around the first difference, with a caret under each character that differs."""
    from pkce_core.cli.terminal.rendering import only_ascii

    start = max(0, min((mark.start for mark in marks), default=0) - _AROUND)
    end = start + 2 * _AROUND
    yield f"  {name + ':':12}{''.join(map(only_ascii, text[start:end]))}"
    under = [" "] * (end - start + 1)
    for mark in marks:
        for place in range(mark.start, min(max(mark.end, mark.start + 1), end + 1)):
            under[place - start] = "^"
    named = ", ".join(dict.fromkeys(mark.found for mark in marks))
    yield f"  {'':12}{''.join(under).rstrip()} {named}"
