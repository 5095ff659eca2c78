"""Providers: where their endpoints are, which redirect rules they follow, and what is uncertain about it.

The built-in ones are data, in `providers.toml`. A reader's own file has the same form and is read by `load_providers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pkce_core.errors import UsageError
from pkce_core.metadata.document import AuthorizationServerMetadata
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


ADDRESSES = ("issuer", "discovery", "authorization_endpoint", "token_endpoint", "jwks_uri")
PLACEHOLDER = r"\{([a-z_]+)\}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """What a client has to know about an authorization server before it reads the server's metadata.

    Attributes:
        name: the slug, such as "banno-admin".
        title: the name to show.
        issuer: the issuer identifier; None when it is not to be relied on.
        discovery: the address of the metadata document.
        authorization_endpoint: where the authorization request goes.
        token_endpoint: where the token request goes.
        jwks_uri: where the keys for ID tokens are.
        redirect_uri_rules: the profile for `check_redirect_uri`.
        scopes: the scopes to begin with.
        token_endpoint_auth_methods_supported: how a client may authenticate.
        notes: what a reader should know, in sentences.
        placeholders: what stands in braces in the addresses -> what to put there; `fill_provider` does.
        uncertain: the names of the fields above that are not sure -> why.
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

    def to_dict(self) -> dict[str, object]:
        """The provider as `--json` carries it."""
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
        }


_VALUE = r"[A-Za-z0-9_][A-Za-z0-9._\-]*(:[0-9]+)?"
"""What may stand for a placeholder: a host with or without its port, a realm, an ID; nothing that ends a host."""


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
