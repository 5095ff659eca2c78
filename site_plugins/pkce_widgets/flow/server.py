"""How the client authenticates at the token endpoint, and where that is: as chosen, or as the provider has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import PkceError, get_provider, parse_metadata

if TYPE_CHECKING:
    from pkce_core import AuthorizationServerMetadata, Provider
    from pkce_widgets.view.part import Inputs

# The first one gives the shortest command: the secret needs no encoding of its own in the body.
METHODS = ("client_secret_post", "client_secret_basic", "private_key_jwt", "none")
BY_DEFAULT = ("client_secret_basic",)  # RFC 8414 §2: "If omitted, the default is "client_secret_basic""


def choose_method(request: Inputs) -> tuple[str, str]:
    """The method, and the sentence that says why."""
    chosen = request.get("token_endpoint_auth_method")
    metadata, provider = known_metadata(request), known_provider(request)
    if metadata:
        offered, whose = metadata.token_endpoint_auth_methods_supported or BY_DEFAULT, "the discovery document"
    elif provider:
        offered, whose = provider.token_endpoint_auth_methods_supported, provider.title
    else:
        why = "as you chose" if chosen else "until you choose a provider or another method"
        return chosen or METHODS[0], f"Client authentication: {chosen or METHODS[0]}, {why}."
    method = chosen or next((each for each in METHODS if each in offered), METHODS[0])
    if method in offered:
        return method, f"Client authentication: {method}, which {whose} names."
    return method, f"Client authentication: {method}. But {whose} names {', '.join(offered)}."


def known_address(request: Inputs, name: str) -> str:
    """The token_endpoint, issuer or jwks_uri: as given, or of the document, or of the provider; "" when unknown."""
    if request.get(name):
        return request.get(name)
    for source in (known_metadata(request), known_provider(request)):
        address = getattr(source, name) if source else None
        if address and "{" not in address:
            return str(address)
    return ""


def known_metadata(request: Inputs) -> AuthorizationServerMetadata | None:
    """The pasted discovery document; None when there is none that can be read."""
    try:
        return parse_metadata(request.get("metadata")) if request.get("metadata") else None
    except PkceError:
        return None


def known_provider(request: Inputs) -> Provider | None:
    """The provider of the list; None when the reader's own is none of them."""
    try:
        return get_provider(request.get("provider")) if request.get("provider") else None
    except PkceError:
        return None
