"""Every grant type that a specification defines: what a token request exchanges for tokens."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE, REFRESH = "authorization_code", "refresh_token"
_URN = "urn:ietf:params:oauth:grant-type:"


class Grant(NamedTuple):
    """A grant type.

    Attributes:
        title: what is exchanged for the tokens, in words.
        spec: the section that defines the token request.
        causes: the slugs of what makes a server refuse it with invalid_grant, the likeliest first.
    """

    title: str
    spec: Spec
    causes: tuple[str, ...] = ()


def _grant(title: str, document: str, section: str, *causes: str) -> Grant:
    return Grant(title, Spec(document=document, section=section), causes)


GRANTS: Mapping[str, Grant] = MappingProxyType(
    {
        CODE: _grant("an authorization code", "RFC 6749", "4.1.3"),
        REFRESH: _grant("a refresh token", "RFC 6749", "6", "refresh-token-used", "refresh-token-invalid",
                        "refresh-token-of-another", "session-ended"),
        "client_credentials": _grant("the client's own credentials", "RFC 6749", "4.4.2"),
        "password": _grant("a user's name and password", "RFC 6749", "4.3.2", "user-credentials"),
        f"{_URN}device_code": _grant("a device code", "RFC 8628", "3.4", "device-code-invalid"),
        f"{_URN}token-exchange": _grant("another token (token exchange)", "RFC 8693", "2.1", "exchanged-token-refused"),
        f"{_URN}jwt-bearer": _grant("a JWT (an assertion)", "RFC 7523", "2.1", "exchanged-token-refused"),
        f"{_URN}saml2-bearer": _grant("a SAML assertion", "RFC 7522", "2.1", "exchanged-token-refused"),
        f"{_URN}uma-ticket": _grant("a permission ticket (UMA)", ""  , ""),
        "urn:openid:params:grant-type:ciba": _grant("a sign-in on another device (CIBA)", "", ""),
    }
)  # fmt: skip
"""Each grant type by its value on the wire."""


def grant_named(value: str) -> str:
    """The grant type that a value is, also if it is misspelled or has more glued to it; "" for none.

    Args:
        value: the grant_type as it was sent.
    """
    if value.strip() in GRANTS:
        return value.strip()
    bare = re.sub(r"[\W_]", "", value[:200].lower())
    return REFRESH if bare.startswith("refresh") else ""
