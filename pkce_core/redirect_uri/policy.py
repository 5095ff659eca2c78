"""Which schemes and hosts a profile accepts. The host is the one a browser resolves, never the text."""

from __future__ import annotations

from pkce_core.redirect_uri.rules import RULES
from pkce_core.text.quoting import visible
from pkce_core.urls.host_kinds import kinds_of_host

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.redirect_uri.profiles import RedirectUriProfile
    from pkce_core.urls.browser_url import BrowserUrl
    from pkce_core.urls.hosts import Host


def check_policy(text: str, url: BrowserUrl, profile: RedirectUriProfile) -> Iterator[Finding]:
    """What the profile says about a URL whose form has been judged."""
    if url.host is None:
        yield from _judge_private_use(url, profile)
    elif url.scheme == "http":
        yield from _judge_http(url.host, profile)
    else:
        yield from _judge_https(url.host, profile)
    yield from _judge_limits(text, profile)


def _judge_http(host: Host, profile: RedirectUriProfile) -> Iterator[Finding]:
    kinds = kinds_of_host(host)
    if not kinds.isdisjoint(profile.http_hosts):
        if not kinds.isdisjoint(profile.discouraged_hosts):
            yield _discourage(host)
        return
    where = f"{visible(host.text, 80)}{_what(kinds)}"
    message = f"http is accepted for {profile.http_allowed}. This goes to {where}."
    if profile.http_elsewhere_is_error:
        # RFC 9700 §2.6: "authorization servers MUST NOT allow redirection URIs that use the http scheme except for
        # native clients that use loopback interface redirection"
        yield RULES["redirect-uri-http"].error(message, _http_hint(host, kinds, profile), spec=profile.spec)
        return
    message = f"The answer with the code goes unencrypted, for everyone on the way to read, to {where}."
    yield RULES["redirect-uri-http"].warning(message, "Use https; http is for loopback addresses only.")


def _discourage(host: Host) -> Finding:
    if host.kind == "name":
        # RFC 8252 §8.3: "While redirect URIs using localhost ... function similarly to loopback IP redirects ..., the
        # use of localhost is NOT RECOMMENDED."
        message = "The name localhost can lead elsewhere, and another program may listen on one of its addresses."
        return RULES["redirect-uri-localhost"].warning(message, "Use 127.0.0.1 or [::1].")
    message = f"{host.text} is a loopback address, but not the one the standard names."
    return RULES["redirect-uri-loopback-range"].warning(message, "Use 127.0.0.1.")


def _what(kinds: frozenset[str]) -> str:
    """What the host is, where a reader may take it for something else."""
    for kind, words in {
        "mapped": ", an IPv6 address that carries an IPv4 one and is judged as IPv6",
        "unspecified": ", which is where a server listens, not where a browser goes",
        "loopback-ipv6": ", the loopback address of IPv6",
        "localhost-subdomain": ", a name below localhost",
        "private": ", an address of a local network",
    }.items():
        if kind in kinds:
            return words
    return ""


def _http_hint(host: Host, kinds: frozenset[str], profile: RedirectUriProfile) -> str:
    if not profile.http_hosts:
        return "Use https."
    if kinds & {"mapped", "unspecified", "loopback-ipv6", "localhost-subdomain"}:
        return "Use http://127.0.0.1 or https." if "loopback-ipv4" in profile.http_hosts else "Use https."
    if host.kind == "name" and any(name in host.text for name in ("localhost", "127.0.0.1", ".local")):
        return "A name is what its end says. Use https, or the local name alone."
    return "Use https."


def _judge_https(host: Host, profile: RedirectUriProfile) -> Iterator[Finding]:
    kinds = kinds_of_host(host)
    local = kinds & {"loopback-ipv4", "loopback-ipv6", "loopback-range"}
    if "ip" in kinds and not local and not profile.ip_addresses:
        message = f"{profile.title} accepts names, and this goes to the IP address {host.text}."
        yield RULES["redirect-uri-ip-address"].error(message, "Use a host name.")
    if "unspecified" in kinds:
        message = f"{host.text} is where a server listens, not where a browser goes."
        yield RULES["redirect-uri-unspecified"].warning(message, "Write the address or name of your application.")


def _judge_private_use(url: BrowserUrl, profile: RedirectUriProfile) -> Iterator[Finding]:
    scheme = visible(url.scheme, 40)
    if not profile.private_use_schemes:
        allowed = f", and http for {profile.http_allowed}" if profile.http_hosts else ""
        message = f"{profile.title}: https is accepted{allowed}. The scheme {scheme} is neither."
        yield RULES["redirect-uri-scheme"].error(message, "Use https.", spec=None)
        return
    if "." not in url.scheme:
        # RFC 8252 §8.4: "At a minimum, any private-use URI scheme that doesn't contain a period character (".") SHOULD
        # be rejected."
        message = f"The scheme {scheme} holds no dot, so any other application can claim it too."
        rule = RULES["redirect-uri-scheme-dot"]
        judge = rule.error if profile.dotless_scheme_is_error else rule.warning
        yield judge(message, "Reverse a domain name you own, such as com.example.app.")
    if url.slashes:
        # RFC 8252 §7.1: "Following the requirements of Section 3.2 of [RFC3986], as there is no naming authority for
        # private-use URI scheme redirects, only a single slash ("/") appears after the scheme component."
        message = f"What follows {scheme}:// is read as a host, and a private-use scheme has none."
        hint = f"Write {scheme}:/ with one slash, if that is how it is registered."
        yield RULES["redirect-uri-authority"].info(message, hint)


def _judge_limits(text: str, profile: RedirectUriProfile) -> Iterator[Finding]:
    if profile.longest is not None and len(text) > profile.longest:
        message = f"The redirect URI has {len(text):,} characters, and {profile.title} accepts {profile.longest}."
        yield RULES["redirect-uri-length"].error(message)
    refused = [character for character in profile.refused_characters if character in text]
    if refused:
        yield RULES["redirect-uri-character"].error(
            f"{profile.title} does not accept {' '.join(refused)} in a redirect URI.", spec=None
        )
