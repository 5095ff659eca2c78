"""Whether two addresses that are different texts lead a browser to the same place.

RFC 3986 §6.2.3: "an explicit ":port", for which the port is empty or the default for the scheme, is equivalent to one
where the port and its ":" delimiter are elided", and an empty path "should be normalized to a path of "/"". Scheme and
host have no letter case (§6.2.2.1).
"""

from __future__ import annotations

from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser


def is_same_place(one: str, other: str) -> bool:
    """Whether a browser goes to the same place: scheme, host and port as it resolves them, and the same path.

    Args:
        one, other: two addresses without query and fragment.
    """
    first, second = parse_as_browser(one), parse_as_browser(other)
    if not isinstance(first, BrowserUrl) or not isinstance(second, BrowserUrl):
        return False
    if first.userinfo is not None or second.userinfo is not None or first.host is None or second.host is None:
        return False  # the path of a scheme without a host is what its owner says it is
    return first.origin == second.origin and (first.path or "/") == (second.path or "/")
