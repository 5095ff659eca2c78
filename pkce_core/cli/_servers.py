"""`pkce discover` and `pkce providers`: what is known of a server, from its own document and from this package."""

from __future__ import annotations

import sys

from pkce_core._quoting import visible
from pkce_core.cli._exit import ExitCode
from pkce_core.cli._inputs import read_document
from pkce_core.cli._streams import StreamError, narrate, wants_colour, write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.findings import Report
    from pkce_core.metadata import AuthorizationServerMetadata
    from pkce_core.providers import Provider

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_MOST_SHOWN = 10_000
"""Characters of one value; what a server wrote must not drive the terminal, nor fill it."""


def add_commands(commands: Commands) -> None:
    """Describe the two subcommands to argparse."""
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
    providers = commands.add_parser(
        "providers",
        help="show what is known of providers",
        description="List the providers, or show one with what is uncertain about it.",
        epilog="Example: pkce providers banno-consumer --set institution_host=digital.garden-fi.com",
        allow_abbrev=False,
    )
    providers.add_argument("--json", action="store_true", help="write one JSON object")
    providers.add_argument("--file", metavar="FILE", help="read a TOML file of your own instead; - reads stdin")
    providers.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], dest="values", help="fill a placeholder"
    )
    providers.add_argument("name", nargs="?", metavar="NAME", help="a provider's name")
    providers.set_defaults(run=_run_providers)


def _run_discover(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli._render import answer
    from pkce_core.errors import MetadataError
    from pkce_core.metadata import check_metadata, parse_metadata

    document, asked = _read_source(arguments.source)
    issuer = arguments.issuer or asked
    report = check_metadata(document, issuer=issuer)
    try:
        metadata = parse_metadata(document)
    except MetadataError:
        metadata = None
    members = metadata.to_dict() if metadata else {}
    return answer(report, members, _discover_lines(report, metadata), as_json=arguments.json)


def _read_source(source: str) -> tuple[str | bytes, str | None]:
    """The document, and the issuer it was asked of; None when it comes from a file or its own address."""
    if source.partition("://")[0].lower() not in ("http", "https"):
        hint = " An issuer starts with https://." if "." in source else ""
        return read_document(source, "document", hint=hint), None
    from pkce_core._io.http import HttpError, fetch_metadata

    try:
        document, address = fetch_metadata(source)
    except HttpError as problem:
        raise StreamError(str(problem)) from None
    narrate(f"note: read from {address}")
    return document, None if "/.well-known/" in source else source


def _discover_lines(report: Report, metadata: AuthorizationServerMetadata | None) -> Iterator[str]:
    from pkce_core.cli._render import render_report, render_verdict

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
            yield f"{name}={visible(str(text), _MOST_SHOWN)}"


def _run_providers(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.errors import PkceError

    try:
        providers = _load(arguments.file)
        if arguments.name is None:
            return _list(providers, as_json=arguments.json)
        return _show(_choose(providers, arguments.name, arguments.values), as_json=arguments.json)
    except PkceError as problem:
        narrate(f"pkce: {problem}")
        return ExitCode.USAGE


def _load(file: str | None) -> tuple[Provider, ...]:
    from pkce_core.providers import get_provider, load_providers, provider_names

    if file is None:
        return tuple(map(get_provider, provider_names()))
    return load_providers(read_document(file, "providers"))


def _choose(providers: tuple[Provider, ...], name: str, values: list[str]) -> Provider:
    from pkce_core.providers import fill_provider, get_provider

    own = {provider.name: provider for provider in providers}
    provider = own[name] if name in own else get_provider(name)
    pairs = dict(value.partition("=")[::2] for value in values)
    return fill_provider(provider, pairs) if pairs else provider


def _list(providers: tuple[Provider, ...], *, as_json: bool) -> ExitCode:
    if as_json:
        from pkce_core.cli._render import to_json
        from pkce_core.findings import Report

        write_result(to_json(Report(), providers=[provider.to_dict() for provider in providers]))
    else:
        width = max((len(provider.name) for provider in providers), default=0)
        write_result("\n".join(f"{provider.name:{width}}  {visible(provider.title)}" for provider in providers))
    return ExitCode.OK


def _show(provider: Provider, *, as_json: bool) -> ExitCode:
    if as_json:
        from pkce_core.cli._render import to_json

        write_result(to_json(_uncertain(provider), **provider.to_dict()))
    else:
        write_result("\n".join(visible(line, _MOST_SHOWN) for line in _provider_lines(provider)))
    return ExitCode.OK


def _uncertain(provider: Provider) -> Report:
    from pkce_core.findings import Finding, Level, Report

    said = ((name, f"{name} is uncertain: {why}.") for name, why in provider.uncertain.items())
    return Report(
        findings=tuple(Finding(rule="provider-uncertain", level=Level.INFO, message=text) for _, text in said)
    )


def _provider_lines(provider: Provider) -> Iterator[str]:
    yield provider.title
    for name, value in provider.to_dict().items():
        if name in ("name", "title", "notes", "placeholders", "uncertain") or not value:
            continue
        doubt = "  (uncertain)" if name in provider.uncertain else ""
        yield f"{name}={' '.join(value) if isinstance(value, list) else value}{doubt}"
    for heading, entries in (("Put in the place of", provider.placeholders), ("Uncertain", provider.uncertain)):
        for name, text in entries.items():
            yield f"{heading} {name}: {text}."
    yield from (f"Note: {note}" for note in provider.notes)
