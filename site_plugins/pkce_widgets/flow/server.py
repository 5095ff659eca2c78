"""Which provider is meant, where it is, and how the client authenticates there: as chosen, or as the provider says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import PROFILES, PkceError, get_provider, parse_metadata

if TYPE_CHECKING:
    from pkce_core import AuthorizationServerMetadata, Provider
    from pkce_widgets.view.part import Inputs

METHODS = ("client_secret_post", "client_secret_basic", "private_key_jwt", "none")
"""The methods of client authentication that the token command supports. The first gives the shortest command: the
secret needs no extra encoding in the body."""
WITH_SECRET = ("client_secret_post", "client_secret_basic")
BY_DEFAULT = ("client_secret_basic",)  # RFC 8414 §2: "If omitted, the default is "client_secret_basic""


def choose_method(inputs: Inputs) -> tuple[str, str]:
    """The method of client authentication, and a sentence that says why."""
    chosen = inputs.get("token_endpoint_auth_method")
    metadata, provider = known_metadata(inputs), known_provider(inputs)
    if metadata:
        supported, source = metadata.token_endpoint_auth_methods_supported or BY_DEFAULT, "the discovery document"
    elif provider:
        supported, source = provider.token_endpoint_auth_methods_supported, provider.title
    else:
        why = "as you chose" if chosen else "until you choose a provider or another method"
        return chosen or METHODS[0], f"Client authentication: {chosen or METHODS[0]}, {why}."
    method = chosen or next((each for each in METHODS if each in supported), METHODS[0])
    if method in supported:
        return method, f"Client authentication: {method}, which {source} lists."
    return method, f"Client authentication: {method}. But {source} lists only {', '.join(supported)}."


def known_address(inputs: Inputs, name: str) -> str:
    """The token_endpoint, issuer or jwks_uri that the reader, the document or the provider gives; "" if unknown."""
    if inputs.get(name):
        return inputs.get(name)
    for source in (known_metadata(inputs), known_provider(inputs)):
        address = getattr(source, name) if source else None
        if address and "{" not in address:
            return str(address)
    return ""


def known_metadata(inputs: Inputs) -> AuthorizationServerMetadata | None:
    """The pasted discovery document; None if there is none, or it can't be read."""
    try:
        return parse_metadata(inputs.get("metadata")) if inputs.get("metadata") else None
    except PkceError:
        return None


def known_provider(inputs: Inputs) -> Provider | None:
    """The chosen provider; None if none is chosen, or it isn't in the list."""
    try:
        return get_provider(inputs.get("provider")) if inputs.get("provider") else None
    except PkceError:
        return None


def redirect_uri_profile(inputs: Inputs) -> str:
    """The profile whose rules the redirect URI must follow: the flow's, the chosen provider's, or the general one."""
    profile = inputs.get("redirect_uri_profile")
    if profile in PROFILES:
        return profile
    provider = known_provider(inputs)
    return provider.redirect_uri_rules if provider else "generic"
