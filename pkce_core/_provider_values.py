"""What providers and the reader of their file share: what there is to know about one."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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
