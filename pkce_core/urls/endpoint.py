"""What any endpoint's URL has to be: absolute, encrypted unless it stays on this machine, without a fragment."""

from __future__ import annotations

import re
from typing import NamedTuple

from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import Host, InvalidUrl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.rule import Rule

LONGEST_URL = 100_000
"""Characters; far more than servers and browsers carry, and little enough to judge at once."""

_LABEL = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_PLAIN = rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,4}})?(?:[/?#].*)?"
"""Addresses that a browser reads as they stand: no number that is one, no "xn--", no "@", no upper case in the host."""


class EndpointRules(NamedTuple):
    """The rules of one kind of endpoint: how long its URL is, that it is absolute, that it has no fragment."""

    length: Rule
    absolute: Rule
    fragment: Rule


def check_shape(text: str, rules: EndpointRules) -> Finding | None:
    """The finding that says why the text is no absolute http or https URL; None when it is one."""
    if len(text) > LONGEST_URL:
        message = f"The URL has {len(text):,} characters. Browsers and servers carry a few thousand."
        return rules.length.error(message)
    if re.fullmatch(_PLAIN, text):
        return None
    found = parse_as_browser(text.partition("#")[0])
    if isinstance(found, InvalidUrl):
        return rules.absolute.error(f"A browser does not go to this URL: {found.why}.")
    if found is None or found.host is None or found.scheme not in ("http", "https"):
        message = "This is no absolute URL: it has to start with https:// and a host."
        return rules.absolute.error(message, "Copy it whole, from the scheme on.")
    return None


def check_endpoint(endpoint: str, rules: EndpointRules, *, name: str) -> tuple[Finding, ...]:
    """What keeps a URL from being an endpoint: not absolute, or with a fragment.

    Args:
        endpoint: any text.
        rules: those of this endpoint.
        name: "authorization endpoint" or "token endpoint".
    """
    if problem := check_shape(endpoint, rules):
        return (problem,)
    if "#" not in endpoint:
        return ()
    # RFC 6749 §3.1, and §3.2 for the token endpoint: "The endpoint URI MUST NOT include a fragment component."
    message = f"The {name} has a fragment (#), which no client sends to a server."
    return (rules.fragment.error(message, "Leave out what follows the #."),)


def is_encrypted_or_loopback(url: str) -> bool:
    """True for https, and for http to this machine, where nobody stands between."""
    match parse_as_browser(url):
        case BrowserUrl(scheme=scheme, host=Host() as host):
            return scheme == "https" or not kinds_of_host(host).isdisjoint(THIS_MACHINE)
        case _:
            return False
