"""`pkce discover`: check a server's metadata document, and show what a client needs from it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.streams import StreamError, narrate, wants_color

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report
    from pkce_core.metadata.document import AuthorizationServerMetadata


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "discover",
        help="check a server's metadata",
        description="Check a metadata document (RFC 8414, OpenID Connect Discovery), and show what a client needs from "
        "it. For an ISSUER, the document is fetched: over https, or over http from this machine.",
        epilog="Example: pkce discover https://accounts.google.com",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--issuer", metavar="ISSUER", help="the issuer that a FILE or - came from, to compare")
    parser.add_argument("source", metavar="FILE|-|ISSUER", help="a file, - for stdin, or the address of an issuer")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError
    from pkce_core.metadata.checks import check_metadata
    from pkce_core.metadata.document import parse_metadata

    document, asked = read_metadata_source(arguments.source)
    issuer = arguments.issuer or asked
    report = check_metadata(document, issuer=issuer)
    try:
        metadata = parse_metadata(document)
    except ValidationError:
        metadata = None
    members = metadata.to_dict() if metadata else {}
    return answer(report, members, _lines(report, metadata), as_json=arguments.json)


def read_metadata_source(source: str) -> tuple[str | bytes, str | None]:
    """The document, and the issuer that was asked; None for a file, for stdin and for the document's own address.

    Args:
        source: a file, "-" for stdin, or the address of an issuer, which is asked for it.

    Raises:
        StreamError: it can't be read or fetched.
    """
    if source.partition("://")[0].lower() not in ("http", "https"):
        hint = " An issuer must start with https://." if "." in source else ""
        return read_document(source, "document", hint=hint), None
    from pkce_core.errors import UsageError
    from pkce_core.network.fetch import HttpError, fetch_metadata

    try:
        document, address = fetch_metadata(source)
    except (HttpError, UsageError) as problem:
        raise StreamError(str(problem)) from None
    narrate(f"note: fetched from {address}")
    return document, None if "/.well-known/" in source else source


def _lines(report: Report, metadata: AuthorizationServerMetadata | None) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import for_terminal, render_report, render_verdict

    color = wants_color(sys.stdout)
    right, wrong = "This metadata has what a client needs.", "This metadata has errors."
    if any(finding.rule in ("metadata-web", "metadata-other-value") for finding in report):
        wrong = "This isn't a metadata document."
    yield render_verdict(report, right, wrong, color=color)
    yield from render_report(report, {}, color=color)
    if metadata is not None:
        yield ""
        for name, value in metadata.to_dict().items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            yield f"{name}={for_terminal(text.lower() if isinstance(value, bool) else text)}"
