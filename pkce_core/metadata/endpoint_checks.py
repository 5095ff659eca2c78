"""The addresses in a metadata document: absolute, https, and whose host they are on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.metadata.rules import RULES
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words
from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import THIS_MACHINE, kinds_of_host
from pkce_core.urls.hosts import InvalidUrl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.metadata.document import AuthorizationServerMetadata


ENDPOINTS = (
    "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
    "pushed_authorization_request_endpoint", "revocation_endpoint", "introspection_endpoint", "registration_endpoint",
    "device_authorization_endpoint", "end_session_endpoint",
)  # fmt: skip
_LOCAL = THIS_MACHINE | {"localhost-subdomain"}
"""Wider than `THIS_MACHINE`: a browser opens these endpoints, and it resolves names below .localhost by itself."""
_LONGEST_URL = 8192
_DOUBLED = r"^[A-Za-z]+://[^/?#]*[^?#]*?(?<!:)//"
_ONE_SCHEME = (
    "The document has http and https for one host, as a server writes behind a proxy that ends TLS. Set the server's"
    " own public URL to https, or let it trust the X-Forwarded-Proto header that the proxy sends."
)


def check_endpoint(name: str, found: str) -> Iterator[Finding]:
    """Check the address of one endpoint, except for http and the host, which are looked at together."""
    if problem := find_url_problem(found):
        yield RULES["metadata-endpoint"].error(f"{name} {problem}.")
    elif "#" in found:
        # RFC 6749 §3.1: "The endpoint URI MUST NOT include a fragment component."
        yield RULES["metadata-endpoint-fragment"].error(f"{name} has a fragment (#), and it must not have one.")


def check_hosts(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """One finding for the endpoints that are on another host than the issuer."""
    issuer = parse_as_browser((metadata.issuer or "")[:_LONGEST_URL])
    if not isinstance(issuer, BrowserUrl):
        return
    urls = {name: parse_as_browser(text) for name, text in _addresses(metadata) if not find_url_problem(text)}
    others = {name: url for name, url in urls.items() if isinstance(url, BrowserUrl) and url.host != issuer.host}
    if others:
        origins = dict.fromkeys(visible(url.origin) for url in others.values())
        are = "are" if len(others) > 1 else "is"
        message = f"{join_words(list(others))} {are} on another host than the issuer: {join_words(list(origins))}."
        hint = "That is allowed. Compare the issuer as text, never by an endpoint's host."
        yield RULES["metadata-host"].info(message, hint)


def check_slashes(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """One finding for the endpoints that have // in their path, as two texts have that were joined without care."""
    doubled = [name for name, text in _addresses(metadata) if name != "issuer" and re.search(_DOUBLED, text)]
    if doubled:
        verb, its, path = ("have", "their", "paths") if len(doubled) > 1 else ("has", "its", "path")
        message = f"{join_words(doubled)} {verb} // in {its} {path}, and many servers answer 404 there."
        hint = (
            "The server's base URL probably ends with a slash, and was joined to a path that starts with one. Take it"
        )
        yield RULES["metadata-endpoint-slashes"].warning(message, f"{hint} off the base URL in the server's settings.")


def find_url_problem(text: str) -> str:
    """Why a text isn't a URL that a client can use, as a predicate such as "isn't an absolute URL"; "" when it is."""
    if len(text) > _LONGEST_URL:
        return f"has {len(text):,} characters, more than any URL"
    url = parse_as_browser(text)
    if url is None:
        return "isn't an absolute URL"
    if isinstance(url, InvalidUrl):
        return url.why
    if url.scheme not in ("http", "https"):
        return f"has the scheme {visible(url.scheme, 20)}, but it must be https"
    if url.userinfo is not None:
        return f"has a user name before an @: it leads to {visible(url.origin)}"
    if text != text.strip() or any(letter <= " " or letter == "\\" for letter in text):
        return "contains white space or a backslash"
    return ""


def check_transport(metadata: AuthorizationServerMetadata) -> Iterator[Finding]:
    """One finding for the members that use http on this machine, and one for those that use it anywhere else."""
    using = {name: kinds for name, text in _addresses(metadata) if (kinds := _kinds_of_http_host(text)) is not None}
    if local := [name for name, kinds in using.items() if kinds & _LOCAL]:
        message = f"{_use_http(local)}. On this machine that is fine for a test, but nowhere else."
        yield RULES["metadata-http"].warning(message)
    if others := [name for name, kinds in using.items() if not kinds & _LOCAL]:
        yield RULES["metadata-http"].error(f"{_use_http(others)}, but must use https.", _of_a_proxy(metadata))


def _of_a_proxy(metadata: AuthorizationServerMetadata) -> str:
    """What to do where issuer and endpoints of one host and port differ only in http and https; "" for others."""
    issuer = parse_as_browser((metadata.issuer or "")[:_LONGEST_URL])
    urls = [parse_as_browser(text) for _, text in _addresses(metadata) if not find_url_problem(text)]
    if not isinstance(issuer, BrowserUrl):
        return ""
    schemes = {url.scheme for url in urls if isinstance(url, BrowserUrl) and url.host == issuer.host}
    return _ONE_SCHEME if len(schemes) > 1 else ""


def _addresses(metadata: AuthorizationServerMetadata) -> Iterator[tuple[str, str]]:
    """The issuer and the endpoints that the document has."""
    every = ((name, getattr(metadata, name)) for name in ("issuer", *ENDPOINTS))
    return ((name, text) for name, text in every if text is not None)


def _kinds_of_http_host(text: str) -> frozenset[str] | None:
    """Which kinds of host an http URL goes to; None for what isn't such a URL, or is wrong in another way."""
    url = parse_as_browser(text) if not find_url_problem(text) else None
    return kinds_of_host(url.host) if isinstance(url, BrowserUrl) and url.scheme == "http" and url.host else None


def _use_http(names: list[str]) -> str:
    return f"{join_words(names)} {'use' if len(names) > 1 else 'uses'} http"
