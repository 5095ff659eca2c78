"""What any endpoint's URL has to be: absolute, encrypted unless it stays on this machine, without a fragment."""

from __future__ import annotations

import re

from pkce_core._browser_url import BrowserUrl, parse_as_browser
from pkce_core._hosts import Host, Refusal
from pkce_core.findings import Finding, Level, Spec

LONGEST_URL = 100_000
"""Characters; far more than servers and browsers carry, and little enough to judge at once."""

_LABEL = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_PLAIN = rf"https?://{_LABEL}(?:\.{_LABEL})*(?::[0-9]{{1,4}})?(?:[/?#].*)?"
"""Addresses that a browser reads as they stand: no number that is one, no "xn--", no "@", no upper case in the host."""

ENDPOINT_SPEC = Spec(document="RFC 6749", section="3.1")
_TOKEN_ENDPOINT_SPEC = Spec(document="RFC 6749", section="3.2")


def check_shape(text: str, *, rule: str = "url") -> Finding | None:
    """The finding that says why the text is no absolute http or https URL; None when it is one."""
    if len(text) > LONGEST_URL:
        message = f"The URL has {len(text):,} characters. Browsers and servers carry a few thousand."
        return endpoint_error(f"{rule}-length", message)
    if re.fullmatch(_PLAIN, text):
        return None
    found = parse_as_browser(text.partition("#")[0])
    if isinstance(found, Refusal):
        return endpoint_error(f"{rule}-not-absolute", f"A browser does not go to this URL: {found.why}.")
    if found is None or found.host is None or found.scheme not in ("http", "https"):
        message = "This is no absolute URL: it has to start with https:// and a host."
        return endpoint_error(f"{rule}-not-absolute", message, "Copy it whole, from the scheme on.")
    return None


def check_endpoint(endpoint: str, *, name: str, rule: str = "url") -> tuple[Finding, ...]:
    """What keeps a URL from being an endpoint: not absolute, or with a fragment.

    Args:
        endpoint: any text.
        name: "authorization endpoint" or "token endpoint".
        rule: how the slugs start.
    """
    if problem := check_shape(endpoint, rule=rule):
        return (problem,)
    if "#" not in endpoint:
        return ()
    # RFC 6749 §3.1, and §3.2 for the token endpoint: "The endpoint URI MUST NOT include a fragment component."
    message = f"The {name} has a fragment (#), which no client sends to a server."
    return (endpoint_error(f"{rule}-fragment", message, "Leave out what follows the #."),)


def is_encrypted_or_loopback(url: str) -> bool:
    """True for https, and for http to this machine, where nobody stands between."""
    match parse_as_browser(url):
        case BrowserUrl(scheme="https", host=Host()):
            return True
        case BrowserUrl(host=Host(kind="ipv4", text=text)):
            return text.startswith("127.")
        case BrowserUrl(host=Host(text=text)):
            return text in ("localhost", "[::1]")
        case _:
            return False


def endpoint_error(rule: str, message: str, hint: str = "") -> Finding:
    """An error against RFC 6749 §3.1; against §3.2 when the slug is the token endpoint's."""
    spec = _TOKEN_ENDPOINT_SPEC if rule.startswith("token-") else ENDPOINT_SPEC
    return Finding(rule=rule, level=Level.ERROR, message=message, hint=hint, spec=spec)
