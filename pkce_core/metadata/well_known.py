"""Where an issuer publishes its metadata (RFC 8414 §3, OIDC Discovery §4)."""

from __future__ import annotations

import re

from pkce_core.errors import UsageError
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import InvalidUrl

_OPENID = "/.well-known/openid-configuration"
_OAUTH = "/.well-known/oauth-authorization-server"


def well_known_addresses(issuer: str) -> tuple[str, ...]:
    """Where an issuer publishes its metadata, in the order to try.

    Args:
        issuer: the issuer identifier, or the address of the document itself.

    Raises:
        UsageError: it is neither an https URL nor an http URL on this machine.
    """
    url = _parse_issuer(issuer)
    if _OPENID in url.path or _OAUTH in url.path:
        return (url.origin + url.path,)
    path = url.path.rstrip("/")
    # OIDC Discovery §4: "by concatenating the string /.well-known/openid-configuration to the Issuer"
    # RFC 8414 §3: "by inserting a well-known URI string into the authorization server's issuer identifier between the
    # host component and the path component"
    return (f"{url.origin}{path}{_OPENID}", f"{url.origin}{_OAUTH}{path}")


def _parse_issuer(text: str) -> BrowserUrl:
    url = parse_as_browser(text)
    if isinstance(url, InvalidUrl):
        raise UsageError(f"{visible(text)} {url.why}.")
    if url is None or url.host is None or re.fullmatch(r"[!-~]*", text) is None or "\\" in text:
        raise UsageError(f"{visible(text)} isn't an address such as https://issuer.example.")
    if url.userinfo is not None or url.query is not None or url.fragment is not None:
        raise UsageError("An issuer must not have a user name, a query or a fragment.")
    if url.scheme != "https" and not (url.scheme == "http" and kinds_of_host(url.host) & THIS_MACHINE):
        raise UsageError(
            f"An issuer must use https, or http on this machine. Nothing was sent to {visible(url.origin)}."
        )
    return url
