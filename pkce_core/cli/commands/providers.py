"""`pkce providers`: what this package knows of each provider."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_document
from pkce_core.cli.terminal.server_options import MOST_SHOWN
from pkce_core.cli.terminal.streams import narrate, write_result
from pkce_core.metadata.rules import RULES
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.findings import Report
    from pkce_core.providers.provider import Provider


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
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
    from pkce_core.providers.built_in import get_provider, provider_names
    from pkce_core.providers.toml_file import load_providers

    if file is None:
        return tuple(map(get_provider, provider_names()))
    return load_providers(read_document(file, "providers"))


def _choose(providers: tuple[Provider, ...], name: str, values: list[str]) -> Provider:
    from pkce_core.providers.built_in import get_provider
    from pkce_core.providers.provider import fill_provider

    own = {provider.name: provider for provider in providers}
    provider = own[name] if name in own else get_provider(name)
    pairs = dict(value.partition("=")[::2] for value in values)
    return fill_provider(provider, pairs) if pairs else provider


def _list(providers: tuple[Provider, ...], *, as_json: bool) -> ExitCode:
    if as_json:
        from pkce_core.cli.terminal.rendering import to_json
        from pkce_core.findings import Report

        write_result(to_json(Report(), providers=[provider.to_dict() for provider in providers]))
    else:
        width = max((len(provider.name) for provider in providers), default=0)
        write_result("\n".join(f"{provider.name:{width}}  {visible(provider.title)}" for provider in providers))
    return ExitCode.OK


def _show(provider: Provider, *, as_json: bool) -> ExitCode:
    if as_json:
        from pkce_core.cli.terminal.rendering import to_json

        write_result(to_json(_uncertain(provider), **provider.to_dict()))
    else:
        write_result("\n".join(visible(line, MOST_SHOWN) for line in _provider_lines(provider)))
    return ExitCode.OK


def _uncertain(provider: Provider) -> Report:
    from pkce_core.findings import Report

    said = ((name, f"{name} is uncertain: {why}.") for name, why in provider.uncertain.items())
    return Report(findings=tuple(RULES["provider-uncertain"].info(text) for _, text in said))


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
