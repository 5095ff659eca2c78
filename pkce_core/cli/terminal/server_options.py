"""`pkce authorize`: the URL that asks for a code, with what it needs made on the way; or what is wrong with one."""

from __future__ import annotations

from pkce_core.cli.terminal.streams import StreamError, narrate

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse


MOST_SHOWN = 10_000
"""Characters of one value; what a server wrote must not drive the terminal, nor fill it."""


def add_server(parser: argparse.ArgumentParser, endpoint: str) -> None:
    """The options that say which server is meant."""
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--provider", metavar="NAME", help="one of `pkce providers`")
    server.add_argument(endpoint, metavar="URL", help="from the server's metadata")
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], dest="values", help="fill a provider's placeholder"
    )


def find_endpoint(arguments: argparse.Namespace, name: str) -> str:
    """The endpoint that was given, or the provider's.

    Raises:
        StreamError: neither leads to one.
    """
    given = getattr(arguments, name)
    option = f"--{name.replace('_', '-')}"
    if given is not None:
        return str(given)
    if arguments.provider is None:
        raise StreamError(f"{option} or --provider is needed.")
    from pkce_core.errors import UsageError
    from pkce_core.providers.built_in import get_provider
    from pkce_core.providers.provider import fill_provider

    try:
        provider = get_provider(arguments.provider)
        values = dict(each.partition("=")[::2] for each in arguments.values)
        provider = fill_provider(provider, values) if values or provider.placeholders else provider
    except UsageError as problem:
        raise StreamError(str(problem)) from None
    endpoint = getattr(provider, name)
    if endpoint is None:
        raise StreamError(f"{provider.title} has no fixed address for this. Take it from its metadata: {option} URL.")
    if name in provider.uncertain:
        narrate(f"note: {name} is uncertain: {provider.uncertain[name]}.")
    return str(endpoint)
