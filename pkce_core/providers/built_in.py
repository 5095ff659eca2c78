"""Providers: where their endpoints are, which redirect rules they follow, and what is uncertain about it.

The built-in ones are data, in `providers.toml`. A reader's own file has the same form and is read by `load_providers`.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from pkce_core.errors import UsageError
from pkce_core.providers.toml_file import load_providers

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.providers.provider import Provider


def provider_names() -> tuple[str, ...]:
    """The names of the built-in providers, in the order to show them."""
    return tuple(_built_in())


def get_provider(name: str) -> Provider:
    """The built-in provider of that name.

    Raises:
        UsageError: there is none; the text names those that are near.
    """
    providers = _built_in()
    if isinstance(name, str) and name in providers:
        return providers[name]
    from difflib import get_close_matches

    near = get_close_matches(name.lower()[:64], providers, n=3, cutoff=0.5) if isinstance(name, str) else []
    advice = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(providers)}."
    raise UsageError(f"There is no such provider. {advice}")


@cache
def _built_in() -> Mapping[str, Provider]:
    from pkgutil import get_data  # works from a wheel in the browser and from a zip file as well

    data = get_data("pkce_core.providers", "providers.toml")
    return MappingProxyType({provider.name: provider for provider in load_providers(data or b"")})
