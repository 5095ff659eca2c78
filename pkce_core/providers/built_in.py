"""`provider_names` and `get_provider`: the built-in providers, which `providers.toml` describes."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data  # also works in a browser and from a zip file
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.providers.toml_file import load_providers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.providers.provider import Provider


def provider_names() -> tuple[str, ...]:
    """The names of the built-in providers, in the order to show them."""
    return tuple(_built_in())


def get_provider(name: str) -> Provider:
    """The built-in provider with that name.

    Raises:
        UsageError: there is no such provider; the text suggests similar names.
    """
    providers = _built_in()
    if isinstance(name, str) and name in providers:
        return providers[name]
    from difflib import get_close_matches  # only for a wrong name: it loads slowly

    similar = get_close_matches(name.lower()[:64], providers, n=3, cutoff=0.5) if isinstance(name, str) else []
    advice = f"Did you mean {' or '.join(similar)}?" if similar else f"The providers are {', '.join(providers)}."
    raise UsageError(f"Unknown provider. {advice}")


@cache
def _built_in() -> Mapping[str, Provider]:
    data = get_data("pkce_core.providers", "providers.toml")
    return MappingProxyType({provider.name: provider for provider in load_providers(data or b"")})
