"""`Provider`: what a client must know about a server; filled in by hand, or made from the server's metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.metadata.document import AuthorizationServerMetadata
from pkce_core.providers.guide import ProviderGuide
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


ADDRESSES = ("issuer", "discovery", "authorization_endpoint", "token_endpoint", "jwks_uri")
PLACEHOLDER = r"\{([a-z_]+)\}"
_VALUE = r"[A-Za-z0-9_][A-Za-z0-9._\-]*(:[0-9]+)?"
"""What may replace a placeholder: a host with or without its port, a realm, an ID; nothing that ends a host."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """What a client must know about an authorization server before it reads the server's metadata.

    Attributes:
        name: the slug, such as "banno-admin".
        title: the name to show.
        issuer: the issuer identifier; None when you cannot rely on a fixed one.
        discovery: the address of the metadata document.
        authorization_endpoint: where the authorization request goes.
        token_endpoint: where the token request goes.
        jwks_uri: where the keys for ID tokens are.
        redirect_uri_rules: the profile for `check_redirect_uri`.
        scopes: the scopes to start with.
        token_endpoint_auth_methods_supported: how a client may authenticate.
        notes: what you should know, in sentences.
        placeholders: the names in braces in the addresses -> what to replace them with; see `fill_provider`.
        uncertain: the names of the fields above that are uncertain -> why.
        guide: where a person registers a client, and whom to ask.
    """

    name: str
    title: str
    issuer: str | None = None
    discovery: str | None = None
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    jwks_uri: str | None = None
    redirect_uri_rules: str = "generic"
    scopes: tuple[str, ...] = ()
    token_endpoint_auth_methods_supported: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    placeholders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    uncertain: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    guide: ProviderGuide = field(default_factory=ProviderGuide)

    def to_dict(self) -> dict[str, object]:
        """The provider as `--json` writes it."""
        return {
            "name": self.name,
            "title": self.title,
            **{name: getattr(self, name) for name in ADDRESSES},
            "redirect_uri_rules": self.redirect_uri_rules,
            "scopes": list(self.scopes),
            "token_endpoint_auth_methods_supported": list(self.token_endpoint_auth_methods_supported),
            "notes": list(self.notes),
            "placeholders": dict(self.placeholders),
            "uncertain": dict(self.uncertain),
            "guide": self.guide.to_dict(),
        }


def fill_provider(provider: Provider, values: Mapping[str, str]) -> Provider:
    """Replace the placeholders with values, such as the host of an institution.

    Args:
        provider: a provider whose addresses have names in braces.
        values: a value for each of `provider.placeholders`.

    Raises:
        UsageError: a value is missing, has no placeholder, or is more than a host, a name or a number.
    """
    if not isinstance(provider, Provider) or not hasattr(values, "items"):
        raise UsageError("fill_provider takes a Provider and a mapping of values.")
    for name, value in values.items():
        if name not in provider.placeholders:
            names = ", ".join(provider.placeholders) or "none"
            raise UsageError(f"{provider.title} has no such placeholder. Its placeholders: {names}.")
        if not isinstance(value, str) or re.fullmatch(_VALUE, value) is None:
            meaning = provider.placeholders[name]
            raise UsageError(f"{name} must be {meaning}. Only letters, digits, . _ - and a port are allowed.")
    for name, meaning in provider.placeholders.items():
        if name not in values:
            raise UsageError(f"{provider.title} needs a value for {name}: {meaning}.")
    # Any, because mypy matches a ** argument with every field of the dataclass.
    changes: dict[str, Any] = {
        name: re.sub(PLACEHOLDER, lambda match: values[match[1]], address)
        for name in ADDRESSES
        if isinstance(address := getattr(provider, name), str)
    }
    return replace(provider, placeholders=MappingProxyType({}), **changes)


def provider_from_metadata(metadata: AuthorizationServerMetadata, name: str = "custom") -> Provider:
    """Make a provider from its metadata document; nothing about it is uncertain.

    Args:
        metadata: the result of `parse_metadata`.
        name: the slug to give the provider.

    Raises:
        UsageError: the metadata is not an `AuthorizationServerMetadata`.
    """
    if not isinstance(metadata, AuthorizationServerMetadata):
        raise UsageError("provider_from_metadata takes the result of parse_metadata.")
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
