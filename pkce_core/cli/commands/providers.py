"""`pkce providers`: what this package knows about each provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.rendering import for_terminal, to_json
from pkce_core.cli.terminal.server_options import add_placeholders, placeholder_values
from pkce_core.cli.terminal.streams import StreamError, write_result
from pkce_core.providers.rules import RULES
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.findings import Report
    from pkce_core.providers.provider import Provider


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "providers",
        help="list known providers, or show one",
        description="List the known providers, or show one with the values that are uncertain.",
        epilog="Example: pkce providers banno-consumer --set institution_host=digital.garden-fi.com",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--file", metavar="FILE", help="read your own TOML file instead; - for stdin")
    add_placeholders(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="the provider to show")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.errors import PkceError

    try:
        providers = _load(arguments.file)
        if arguments.name is None:
            return _list(providers, as_json=arguments.json)
        provider = _choose(providers, arguments.name, placeholder_values(arguments))
    except PkceError as problem:
        raise StreamError(str(problem)) from None
    return _show(provider, as_json=arguments.json)


def _load(file: str | None) -> tuple[Provider, ...]:
    from pkce_core.providers.built_in import get_provider, provider_names
    from pkce_core.providers.toml_file import load_providers

    if file is None:
        return tuple(map(get_provider, provider_names()))
    return load_providers(read_document(file, "providers"))


def _choose(providers: tuple[Provider, ...], name: str, values: dict[str, str]) -> Provider:
    from pkce_core.providers.built_in import get_provider
    from pkce_core.providers.provider import fill_provider

    by_name = {provider.name: provider for provider in providers}
    provider = by_name[name] if name in by_name else get_provider(name)
    return fill_provider(provider, values) if values else provider


def _list(providers: tuple[Provider, ...], *, as_json: bool) -> ExitCode:
    if as_json:
        from pkce_core.findings import Report

        write_result(to_json(Report(), providers=[provider.to_dict() for provider in providers]))
    else:
        width = max((len(provider.name) for provider in providers), default=0)
        write_result("\n".join(f"{provider.name:{width}}  {visible(provider.title)}" for provider in providers))
    return ExitCode.OK


def _show(provider: Provider, *, as_json: bool) -> ExitCode:
    if as_json:
        write_result(to_json(_uncertain(provider), **provider.to_dict()))
    else:
        write_result("\n".join(for_terminal(line) for line in _lines(provider)))
    return ExitCode.OK


def _uncertain(provider: Provider) -> Report:
    from pkce_core.findings import Report

    messages = (f"{name} is uncertain: {why}." for name, why in provider.uncertain.items())
    return Report(findings=tuple(map(RULES["provider-uncertain"].info, messages)))


def _lines(provider: Provider) -> Iterator[str]:
    yield provider.title
    for name, value in provider.to_dict().items():
        if name in ("name", "title", "notes", "placeholders", "uncertain", "guide") or not value:
            continue
        mark = "  (uncertain)" if name in provider.uncertain else ""
        yield f"{name}={' '.join(value) if isinstance(value, list) else value}{mark}"
    yield from (f"Placeholder {name}: {text}." for name, text in provider.placeholders.items())
    yield from (f"Uncertain {name}: {why}." for name, why in provider.uncertain.items())
    yield from (f"Note: {note}" for note in provider.notes)
    yield from (f"{title}: {address}" for title, address in {**provider.guide.links, **provider.guide.help}.items())
