"""Where an issuer publishes its metadata (RFC 8414 §3, OIDC Discovery §4)."""

from __future__ import annotations

import re

from pkce_core.errors import UsageError
from pkce_core.text.quoting import visible
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import InvalidUrl

_KNOWN = ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")


def well_known_addresses(issuer: str) -> tuple[str, ...]:
    """Where an issuer publishes its metadata, in the order to try.

    Args:
        issuer: the issuer identifier, or the address of the document itself.

    Raises:
        UsageError: it is no https URL, nor http on this machine.
    """
    url = _parse(issuer)
    if any(known in url.path for known in _KNOWN):
        return (url.origin + url.path,)
    path = url.path.rstrip("/")
    # OIDC Discovery §4: "by concatenating the string /.well-known/openid-configuration to the Issuer"
    # RFC 8414 §3: "by inserting a well-known URI string into the authorization server's issuer identifier between the
    # host component and the path component"
    return (f"{url.origin}{path}{_KNOWN[0]}", f"{url.origin}{_KNOWN[1]}{path}")


def _parse(text: str) -> BrowserUrl:
    url = parse_as_browser(text)
    if isinstance(url, InvalidUrl):
        raise UsageError(f"{visible(text)} is no address: {url.why}.")
    if url is None or url.host is None or re.fullmatch(r"[!-~]*", text) is None or "\\" in text:
        raise UsageError(f"{visible(text)} is no address: it is written like https://issuer.example.")
    if url.userinfo is not None or url.query is not None or url.fragment is not None:
        raise UsageError("An issuer has no user name, query or fragment.")
    if url.scheme != "https" and not (url.scheme == "http" and kinds_of_host(url.host) & THIS_MACHINE):
        raise UsageError(f"{visible(url.origin)} is not asked: an issuer uses https, or http on this machine.")
    return url
