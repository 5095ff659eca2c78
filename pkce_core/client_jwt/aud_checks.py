"""The aud of a JWT that authenticates a client: the server that it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.client_jwt.rules import RULES
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.client_jwt.known import Known
    from pkce_core.findings import Finding
    from pkce_core.jose.unverified import Jwt

APPLE = "https://appleid.apple.com"
"""The one aud that Apple accepts."""
ENTRA = r"https://(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)/"
"""How addresses of Entra ID begin."""


def audiences(jwt: Jwt) -> list[str]:
    """The values of aud that are text.

    Args:
        jwt: the JWT.
    """
    aud = jwt.claims.get("aud")
    return [each for each in (aud if isinstance(aud, list) else [aud]) if isinstance(each, str) and each]


def check_aud_apple(jwt: Jwt) -> Iterator[Finding]:
    """What is wrong with the aud of the client_secret that Apple wants.

    Args:
        jwt: the JWT.
    """
    if audiences(jwt) != [APPLE]:
        shown = visible(", ".join(audiences(jwt)), 100) or "missing"
        yield RULES["client-jwt-aud"].error(f"The aud is {shown}. Apple accepts {APPLE} only.")


def check_aud(jwt: Jwt, name: str, known: Known) -> Iterator[Finding]:
    """What is wrong with the aud.

    Args:
        jwt: the JWT.
        name: of the parameter that it is.
        known: what it is compared with.
    """
    rule, found, what = RULES["client-jwt-aud"], audiences(jwt), f"The aud of the {name}"
    expected = [each for each in (known.issuer, known.token_endpoint) if each]
    wanted = "the issuer or the token endpoint"
    if not found:
        # RFC 7523 §3: "The JWT MUST contain an "aud" (audience) claim"
        yield rule.error("The JWT has no aud.", f"Add {wanted} as aud.")
        return
    if not expected or set(expected) & set(found):
        return
    shown = visible(", ".join(found), 100)
    near = next((each for each in expected if _bare(each) == _bare(found[0])), "")
    if near:
        yield rule.error(f"{what} is {shown}, and {visible(near, 100)} was expected. Every character counts.")
    elif len(expected) == 2:
        message = f"{what} is {shown}, which is neither the issuer nor the token endpoint."
        yield rule.error(message, f"Send {wanted}, as the server's documentation says.")
    elif host_of(found[0]) != host_of(expected[0]):
        message = f"{what} is {shown}, on another host than {visible(expected[0], 100)}."
        yield rule.warning(message, f"Most servers want {wanted} there.")
    elif known.issuer is None and not any(_may_be_issuer(each, expected[0]) for each in found):
        message = f"{what} is {shown}, which isn't the token endpoint. It's right only if it is the issuer."
        yield rule.warning(message, f"Compare it with the issuer of the server's metadata. Most servers want {wanted}.")


def _may_be_issuer(aud: str, endpoint: str) -> bool:
    """Whether an address can be the issuer of the server with this token endpoint, by how it looks."""
    return endpoint.startswith(f"{aud.rstrip('/')}/") or (aud.endswith("/v2.0") and re.match(ENTRA, aud) is not None)


def _bare(url: str) -> str:
    """A URL without what is easily confused: scheme, letter case, and the slash at its end."""
    return url.partition("://")[2].rstrip("/").lower()


def host_of(url: str) -> str:
    """The host and the port of an address, in lower case; "" for another text.

    Args:
        url: any text.
    """
    return url.partition("://")[2].partition("/")[0].lower()
