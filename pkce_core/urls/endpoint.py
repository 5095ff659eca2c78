"""What the URL of every endpoint must be: absolute, without a fragment, and encrypted unless it is on this machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, InvalidUrl

if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.rule import Rule

LONGEST_URL = 100_000
"""In characters: far more than servers and browsers accept, and few enough to check at once."""

REMOVE_FRAGMENT = "Remove the # and everything after it."
"""The hint for every URL that must not have a fragment."""

_LABEL = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_PLAIN = rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,4}})?(?:[/?#].*)?"
"""Addresses that a browser reads as written: no IP address, no "xn--", no "@" and no upper case in the host."""


class EndpointRules(NamedTuple):
    """The rules of one kind of endpoint: that its URL is not too long, is absolute, and has no fragment."""

    length: Rule
    absolute: Rule
    fragment: Rule


def check_shape(text: str, rules: EndpointRules) -> Finding | None:
    """The finding that says why the text is not an absolute http or https URL; None when it is one."""
    if len(text) > LONGEST_URL:
        message = f"The URL has {len(text):,} characters. Browsers and servers accept a few thousand."
        return rules.length.error(message)
    if re.fullmatch(_PLAIN, text):
        return None
    found = parse_as_browser(text.partition("#")[0])
    if isinstance(found, InvalidUrl):
        return rules.absolute.error(f"This URL {found.why}.")
    if found is None or found.host is None or found.scheme not in ("http", "https"):
        message = "This isn't an absolute URL: it must start with https:// and a host."
        return rules.absolute.error(message, "Copy the whole URL again, including its scheme.")
    return None


def check_endpoint(endpoint: str, rules: EndpointRules, *, name: str) -> tuple[Finding, ...]:
    """The findings that say why a URL cannot be an endpoint: it is not absolute, or it has a fragment.

    Args:
        endpoint: any text.
        rules: the rules of this endpoint.
        name: "authorization endpoint" or "token endpoint".
    """
    if problem := check_shape(endpoint, rules):
        return (problem,)
    if "#" not in endpoint:
        return ()
    # RFC 6749 §3.1, and §3.2 for the token endpoint: "The endpoint URI MUST NOT include a fragment component."
    message = f"The {name} has a fragment (#), which is never sent to a server."
    return (rules.fragment.error(message, REMOVE_FRAGMENT),)


def is_encrypted_or_loopback(url: str) -> bool:
    """True for https, and for http to this machine, which sends nothing over a network."""
    match parse_as_browser(url):
        case BrowserUrl(scheme=scheme, host=Host() as host):
            return scheme == "https" or not kinds_of_host(host).isdisjoint(THIS_MACHINE)
        case _:
            return False
