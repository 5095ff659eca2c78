"""`pkce discover`: what a server's own metadata document says, and whether a client can use it."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.server_options import MOST_SHOWN
from pkce_core.cli.terminal.streams import StreamError, narrate, wants_colour
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report
    from pkce_core.metadata.document import AuthorizationServerMetadata


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    discover = commands.add_parser(
        "discover",
        help="check a server's metadata",
        description="Check a discovery document (RFC 8414, OpenID Connect Discovery), and show what a client needs of "
        "it. Only an ISSUER is asked over the network: https, or http on this machine.",
        epilog="Example: pkce discover https://accounts.google.com",
        allow_abbrev=False,
    )
    discover.add_argument("--json", action="store_true", help="write one JSON object")
    discover.add_argument("--issuer", metavar="ISSUER", help="the issuer that a FILE or - was asked of, to compare")
    discover.add_argument("source", metavar="FILE|-|ISSUER", help="a file, - for stdin, or an https address")
    discover.set_defaults(run=_run_discover)


def _run_discover(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError
    from pkce_core.metadata.checks import check_metadata
    from pkce_core.metadata.document import parse_metadata

    document, asked = _read_source(arguments.source)
    issuer = arguments.issuer or asked
    report = check_metadata(document, issuer=issuer)
    try:
        metadata = parse_metadata(document)
    except ValidationError:
        metadata = None
    members = metadata.to_dict() if metadata else {}
    return answer(report, members, _discover_lines(report, metadata), as_json=arguments.json)


def _read_source(source: str) -> tuple[str | bytes, str | None]:
    """The document, and the issuer it was asked of; None when it comes from a file or its own address."""
    if source.partition("://")[0].lower() not in ("http", "https"):
        hint = " An issuer starts with https://." if "." in source else ""
        return read_document(source, "document", hint=hint), None
    from pkce_core.errors import UsageError
    from pkce_core.network.fetch import HttpError, fetch_metadata

    try:
        document, address = fetch_metadata(source)
    except (HttpError, UsageError) as problem:
        raise StreamError(str(problem)) from None
    narrate(f"note: read from {address}")
    return document, None if "/.well-known/" in source else source


def _discover_lines(report: Report, metadata: AuthorizationServerMetadata | None) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_report, render_verdict

    colour = wants_colour(sys.stdout)
    right, wrong = "This metadata has what a client needs.", "This metadata is not usable as it is."
    yield render_verdict(report, right, wrong, colour=colour)
    yield from render_report(report, {}, colour=colour)
    if metadata is not None:
        yield ""
        for name, value in metadata.to_dict().items():
            text = (
                " ".join(value) if isinstance(value, list) else str(value).lower() if value in (True, False) else value
            )
            yield f"{name}={visible(str(text), MOST_SHOWN)}"
