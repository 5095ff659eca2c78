"""What hosts and crawlers read from the site itself: `_headers` and `robots.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from static_hosts.headers import FOREVER, HEADERS, HTTPS_HEADERS, is_hashed

if TYPE_CHECKING:
    from collections.abc import Iterable


def headers_file(paths: Iterable[str], site_url: str) -> str:
    """The text of `_headers`, which Netlify and Cloudflare Pages read at the root of what they publish.

    A rule for a folder ends in `*`, because neither host takes a star elsewhere. Both hosts join the values of a header
    that two rules give, so there is no Cache-Control for all: without one, both have the browser ask each time.

    Args:
        paths: the files of the site, relative to it.
        site_url: the address of the start page, whose path each rule begins with; "" if it isn't known.
    """
    root = urlsplit(site_url).path.rstrip("/")
    rules = dict.fromkeys(root + rule for path in sorted(paths) if (rule := _hashed_rule(f"/{path}")))
    blocks = [_block(f"{root}/*", {**HEADERS, **HTTPS_HEADERS})]
    blocks += [_block(quote(rule, safe="/*"), {"Cache-Control": FOREVER}) for rule in rules]
    return "\n".join(["# For Netlify and Cloudflare Pages", *blocks])


def _hashed_rule(path: str) -> str | None:
    """The first folder with a hash in its name, as a rule for all that is in it; else the file, if it has a hash."""
    if not is_hashed(path):
        return None
    parts = path.split("/")
    for count in range(2, len(parts)):
        if is_hashed(folder := "/".join(parts[:count]) + "/"):
            return folder + "*"
    return path


def _block(path: str, headers: dict[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])


def robots_file(site_url: str) -> str:
    """The text of `robots.txt`: everything may be read, and where the sitemap is, if there is one.

    Args:
        site_url: the address of the start page; "" if it isn't known, and then the site has no sitemap.
    """
    sitemap = f"Sitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
