"""The options that name the server, and its endpoint: given as a URL, or taken from a known provider."""

from __future__ import annotations

from pkce_core.cli.terminal.streams import StreamError, narrate

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def add_server(parser: argparse.ArgumentParser, endpoint: str) -> None:
    """Add the options that name the server.

    Args:
        parser: the command's parser.
        endpoint: the option for the URL of the endpoint, such as "--token-endpoint".
    """
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--provider", metavar="NAME", help="a provider that `pkce providers` lists")
    server.add_argument(endpoint, metavar="URL", help="the endpoint in the server's metadata")
    add_placeholders(parser)


def add_placeholders(parser: argparse.ArgumentParser) -> None:
    """Add --set, which fills the placeholders of a provider's addresses."""
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], dest="values", help="fill a provider's placeholder"
    )


def placeholder_values(arguments: argparse.Namespace) -> dict[str, str]:
    """What --set gave, by the name of the placeholder."""
    return dict(each.partition("=")[::2] for each in arguments.values)


def find_endpoint(arguments: argparse.Namespace, name: str) -> str:
    """The endpoint that was given, or the provider's.

    Raises:
        StreamError: there is none.
    """
    endpoint = getattr(arguments, name)
    option = f"--{name.replace('_', '-')}"
    if endpoint is not None:
        return str(endpoint)
    if arguments.provider is None:
        raise StreamError(f"{option} or --provider is required.")
    from pkce_core.errors import UsageError
    from pkce_core.providers.built_in import get_provider
    from pkce_core.providers.provider import fill_provider

    try:
        provider = get_provider(arguments.provider)
        values = placeholder_values(arguments)
        provider = fill_provider(provider, values) if values or provider.placeholders else provider
    except UsageError as problem:
        raise StreamError(str(problem)) from None
    endpoint = getattr(provider, name)
    if endpoint is None:
        raise StreamError(
            f"{provider.title} has no fixed {name}. Look it up in its metadata, and give it: {option} URL."
        )
    if name in provider.uncertain:
        narrate(f"note: {name} is uncertain: {provider.uncertain[name]}.")
    return str(endpoint)
