"""Which schemes, hosts and lengths a profile accepts. The host is the one that a browser resolves, never the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.redirect_uri.rules import RULES
from pkce_core.text.quoting import visible
from pkce_core.urls.host_kinds import kinds_of_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.redirect_uri.profiles import RedirectUriProfile
    from pkce_core.urls.browser_url import BrowserUrl
    from pkce_core.urls.hosts import Host


def check_policy(text: str, url: BrowserUrl, profile: RedirectUriProfile) -> Iterator[Finding]:
    """Check a URL that `check_syntax` could read against the rules of a profile."""
    if url.host is None:
        yield from _check_private_use_scheme(url, profile)
    elif url.scheme == "http":
        yield from _check_http(url.host, profile)
    else:
        yield from _check_https(url.host, profile)
    yield from _check_limits(text, profile)


def _check_http(host: Host, profile: RedirectUriProfile) -> Iterator[Finding]:
    kinds = kinds_of_host(host)
    if not kinds.isdisjoint(profile.http_hosts):
        if not kinds.isdisjoint(profile.discouraged_hosts):
            yield _discourage(host)
        return
    where = f"{visible(host.text, 80)}{_describe_kind(kinds)}"
    if profile.http_elsewhere_is_error:
        # RFC 9700 §2.6: "authorization servers MUST NOT allow redirection URIs that use the http scheme except for
        # native clients that use loopback interface redirection"
        message = f"http is accepted for {profile.http_allowed}. This goes to {where}."
        yield RULES["redirect-uri-http"].error(message, _http_hint(host, kinds, profile), spec=profile.spec)
    else:
        message = f"Anyone on the network can read the code, because it goes unencrypted to {where}."
        yield RULES["redirect-uri-http"].warning(message, "Use https. Only loopback addresses may use http.")


def _discourage(host: Host) -> Finding:
    if host.kind == "name":
        # RFC 8252 §8.3: "While redirect URIs using localhost ... function similarly to loopback IP redirects ..., the
        # use of localhost is NOT RECOMMENDED."
        message = "The name localhost can lead elsewhere, and another program may listen on one of its addresses."
        return RULES["redirect-uri-localhost"].warning(message, "Use 127.0.0.1.")
    message = f"{host.text} is a loopback address, but not 127.0.0.1, the one that RFC 8252 names."
    return RULES["redirect-uri-loopback-range"].warning(message, "Use 127.0.0.1.")


def _describe_kind(kinds: frozenset[str]) -> str:
    """What the host is, where a reader may take it for something else; continues a sentence that ends in the host."""
    for kind, words in {
        "mapped": ", an IPv6 address with an IPv4 address inside, which counts as IPv6",
        "unspecified": ", which is where a server listens, not where a browser goes",
        "loopback-ipv6": ", the loopback address of IPv6",
        "localhost-subdomain": ", a name below localhost",
        "private": ", an address of a local network",
    }.items():
        if kind in kinds:
            return words
    return ""


def _http_hint(host: Host, kinds: frozenset[str], profile: RedirectUriProfile) -> str:
    almost_loopback = kinds & {"mapped", "unspecified", "loopback-ipv6", "localhost-subdomain"}
    if almost_loopback and "loopback-ipv4" in profile.http_hosts:
        return "Use http://127.0.0.1 or https."
    looks_local = host.kind == "name" and any(name in host.text for name in ("localhost", "127.0.0.1", ".local"))
    if looks_local and not almost_loopback and profile.http_hosts:
        return "Only the end of a host name counts. Use https, or the local name alone."
    return "Use https."


def _check_https(host: Host, profile: RedirectUriProfile) -> Iterator[Finding]:
    kinds = kinds_of_host(host)
    local = kinds & {"loopback-ipv4", "loopback-ipv6", "loopback-range"}
    if "ip" in kinds and not local and not profile.ip_addresses:
        message = f"{profile.title} doesn't accept {host.text}, because it is an IP address."
        yield RULES["redirect-uri-ip-address"].error(message, "Use a host name.")
    if "unspecified" in kinds:
        message = f"{host.text} is where a server listens, not where a browser goes."
        yield RULES["redirect-uri-unspecified"].warning(message, "Write the address or name of your application.")


def _check_private_use_scheme(url: BrowserUrl, profile: RedirectUriProfile) -> Iterator[Finding]:
    scheme = visible(url.scheme, 40)
    if not profile.private_use_schemes:
        http = f", and http for {profile.http_allowed}" if profile.http_hosts else ""
        message = f"Only https is accepted{http}. This redirect URI has the scheme {scheme}."
        yield RULES["redirect-uri-scheme"].error(message, "Use https.", spec=None)
        return
    if "." not in url.scheme:
        # RFC 8252 §8.4: "At a minimum, any private-use URI scheme that doesn't contain a period character (".") SHOULD
        # be rejected."
        message = f"The scheme {scheme} has no dot, so any other application can claim it too."
        rule = RULES["redirect-uri-scheme-dot"]
        judge = rule.error if profile.dotless_scheme_is_error else rule.warning
        yield judge(message, "Reverse a domain name that you own, as in com.example.app.")
    if url.slashes:
        # RFC 8252 §7.1: "Following the requirements of Section 3.2 of [RFC3986], as there is no naming authority for
        # private-use URI scheme redirects, only a single slash ("/") appears after the scheme component."
        message = f"The text after {scheme}:// is read as a host, and a private-use scheme doesn't have one."
        hint = f"Write {scheme}:/ with one slash, if you registered it that way."
        rule = RULES["redirect-uri-authority"]
        if profile.one_slash:
            message += f" {profile.title} documents one slash there."
        yield rule.warning(message, hint) if profile.one_slash else rule.info(message, hint)


def _check_limits(text: str, profile: RedirectUriProfile) -> Iterator[Finding]:
    if profile.longest is not None and len(text) > profile.longest:
        message = f"The redirect URI has {len(text):,} characters. {profile.title} accepts at most {profile.longest}."
        yield RULES["redirect-uri-length"].error(message)
    if refused := [character for character in profile.refused_characters if character in text]:
        message = f"{profile.title} doesn't accept {' '.join(refused)} in a redirect URI."
        yield RULES["redirect-uri-character"].error(message, spec=None)
