"""Providers: where their endpoints are, which redirect rules they follow, and what is uncertain about it.

The built-in ones are data, in `providers.toml`. A reader's own file has the same form and is read by `load_providers`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from pkce_core._metadata_values import AuthorizationServerMetadata
from pkce_core._provider_values import ADDRESSES, PLACEHOLDER, Provider
from pkce_core._quoting import visible
from pkce_core.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = [
    "Provider", "fill_provider", "get_provider", "load_providers", "provider_from_metadata", "provider_names",
]  # fmt: skip

_VALUE = r"[A-Za-z0-9_][A-Za-z0-9._\-]*(:[0-9]+)?"
"""What may stand for a placeholder: a host with or without its port, a realm, an ID; nothing that ends a host."""


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


def load_providers(toml_text: str | bytes) -> tuple[Provider, ...]:
    """Read providers from a reader's own file.

    Args:
        toml_text: TOML in the form of `providers.toml`: one table for each provider.

    Raises:
        ProviderError: it is no TOML, or a table holds what a provider has not.
        UsageError: the argument is neither str nor bytes.
    """
    from pkce_core._provider_file import read_providers

    return read_providers(toml_text)


def fill_provider(provider: Provider, values: Mapping[str, str]) -> Provider:
    """Put values in the place of the placeholders, such as the host of an institution.

    Args:
        provider: a provider whose addresses hold names in braces.
        values: a value for each of `provider.placeholders`.

    Raises:
        UsageError: a value is missing, is not asked for, or is more than a host, a name or a number.
    """
    if not isinstance(provider, Provider) or not hasattr(values, "items"):
        raise UsageError("Values are put into a Provider, from a mapping.")
    for name, value in values.items():
        if name not in provider.placeholders:
            raise UsageError(f"{provider.title} has no placeholder of that name. It has {_listed(provider)}.")
        if not isinstance(value, str) or re.fullmatch(_VALUE, value) is None:
            raise UsageError(f"The value of {name} is {provider.placeholders[name]}: letters, digits, . _ - only.")
    for name, meaning in provider.placeholders.items():
        if name not in values:
            raise UsageError(f"{provider.title} needs a value for {name}: {meaning}.")
    changes: dict[str, Any] = {
        name: re.sub(PLACEHOLDER, lambda match: values[match[1]], address)
        for name in ADDRESSES
        if isinstance(address := getattr(provider, name), str)
    }
    return replace(provider, placeholders=MappingProxyType({}), **changes)


def provider_from_metadata(metadata: AuthorizationServerMetadata, name: str = "custom") -> Provider:
    """A provider from its metadata document; nothing of it is uncertain.

    Args:
        metadata: what `parse_metadata` read.
        name: the slug to give it.

    Raises:
        UsageError: the metadata has not been read by `parse_metadata`.
    """
    if not isinstance(metadata, AuthorizationServerMetadata):
        raise UsageError("A provider is made from what parse_metadata read.")
    methods = metadata.token_endpoint_auth_methods_supported
    scopes = metadata.scopes_supported
    return Provider(
        name=name,
        title=visible(metadata.issuer or name),
        issuer=metadata.issuer,
        authorization_endpoint=metadata.authorization_endpoint,
        token_endpoint=metadata.token_endpoint,
        jwks_uri=metadata.jwks_uri,
        scopes=("openid",) if scopes is None or "openid" in scopes else (),
        # RFC 8414 §2: "If omitted, the default is "client_secret_basic""
        token_endpoint_auth_methods_supported=("client_secret_basic",) if methods is None else methods,
    )


def _listed(provider: Provider) -> str:
    return ", ".join(provider.placeholders) or "none"


@cache
def _built_in() -> Mapping[str, Provider]:
    from pkgutil import get_data  # works from a wheel in the browser and from a zip file as well

    data = get_data("pkce_core", "providers.toml")
    return MappingProxyType({provider.name: provider for provider in load_providers(data or b"")})
