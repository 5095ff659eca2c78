"""`PROFILES`: what each kind of server accepts as a redirect URI, as data.

`urls/host_kinds.py` defines the kinds of hosts. Where a rule is uncertain, `uncertain` says so and why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.specifications import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping

_HTTP_SPEC = Spec(document="RFC 9700", section="2.6")
_RFC_8252_HOSTS = ("loopback-ipv4", "loopback-ipv6", "localhost", "loopback-range")
_BANNO_HOSTS = ("localhost", "local", "loopback-ipv4", "loopback-range", "private")


@dataclass(frozen=True, kw_only=True, slots=True)
class RedirectUriProfile:
    """The redirect rules of one kind of server.

    Attributes:
        name: the slug for `profile=` and `--profile`.
        title: the name to show.
        http_hosts: the kinds of hosts to which http is accepted.
        http_allowed: those hosts in words, which continue "http is accepted for".
        http_elsewhere_is_error: False for servers that accept http anywhere, against RFC 9700 §2.6.
        discouraged_hosts: of `http_hosts`, those that are accepted but not recommended.
        private_use_schemes: whether schemes such as com.example.app are accepted.
        dotless_scheme_is_error: whether a private-use scheme without a dot is refused.
        one_slash: whether the server documents one slash after a private-use scheme, as RFC 8252 §7.1 has it.
        any_port_hosts: the hosts where http may use another port than the registered one.
        wildcard: "path" where a registered URI may end in "*", "subdomain" where its first label may have one, else "".
        refused_characters: characters that a URI may contain but this server refuses.
        longest: the most characters it accepts; None when no limit is known.
        ip_addresses: whether https to an IP address is accepted.
        spec: the section that states the http rule.
        uncertain: the rules that are uncertain, by attribute or as "query" -> why.
    """

    name: str
    title: str
    http_hosts: tuple[str, ...] = _RFC_8252_HOSTS
    http_allowed: str = "127.0.0.1, [::1] and localhost"
    http_elsewhere_is_error: bool = True
    discouraged_hosts: tuple[str, ...] = ()
    private_use_schemes: bool = True
    dotless_scheme_is_error: bool = False
    one_slash: bool = False
    any_port_hosts: tuple[str, ...] = ()
    wildcard: str = ""
    refused_characters: str = ""
    longest: int | None = None
    ip_addresses: bool = True
    spec: Spec = _HTTP_SPEC
    uncertain: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _uncertain(**reasons: str) -> Mapping[str, str]:
    return MappingProxyType(reasons)


_BANNO_ALLOWED = "localhost, names ending in .local, and IPv4 in 127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"
_UNPROVEN = "from the vendor's documentation, not tested against the service"

_ALL = (
    RedirectUriProfile(
        name="banno-admin",
        title="Banno Admin API",
        http_hosts=_BANNO_HOSTS,
        http_allowed=_BANNO_ALLOWED,
        private_use_schemes=False,
        uncertain=_uncertain(
            private_use_schemes="the documentation always says HTTPS and doesn't mention app schemes",
        ),
    ),
    RedirectUriProfile(
        name="banno-consumer",
        title="Banno Consumer API",
        http_hosts=_BANNO_HOSTS,
        http_allowed=_BANNO_ALLOWED,
        private_use_schemes=False,
        uncertain=_uncertain(
            http_hosts="assumed to match the Admin API",
            private_use_schemes="assumed to match the Admin API, but an institution's apps may have their own",
        ),
    ),
    RedirectUriProfile(
        name="generic",
        title="any OAuth 2.0 server that follows RFC 9700",
        discouraged_hosts=("localhost", "loopback-range"),
    ),
    RedirectUriProfile(
        name="native",
        title="a native app (RFC 8252)",
        discouraged_hosts=("localhost", "loopback-range"),
        dotless_scheme_is_error=True,
        any_port_hosts=("127.0.0.1", "[::1]"),
        spec=Spec(document="RFC 8252", section="7.3"),
    ),
    RedirectUriProfile(
        name="strict",
        title="a server that accepts only https",
        http_hosts=(),
        http_allowed="no host",
        private_use_schemes=False,
    ),
    RedirectUriProfile(
        name="keycloak",
        title="Keycloak",
        http_elsewhere_is_error=False,
        any_port_hosts=("127.0.0.1", "[::1]"),
        wildcard="path",
        uncertain=_uncertain(
            http_hosts="a realm accepts http anywhere unless a client policy forbids it",
            any_port_hosts="whether a loopback address may use any port depends on the version and the registration",
        ),
    ),
    RedirectUriProfile(
        name="auth0",
        title="Auth0",
        http_elsewhere_is_error=False,
        wildcard="subdomain",
        uncertain=_uncertain(http_hosts=_UNPROVEN),
    ),
    RedirectUriProfile(
        name="entra",
        title="Microsoft Entra ID",
        http_hosts=("localhost", "loopback-ipv4"),
        http_allowed="localhost, and 127.0.0.1 when it is registered in the application manifest",
        any_port_hosts=("localhost", "127.0.0.1"),
        refused_characters="!$'(),;",
        longest=256,
        uncertain=_uncertain(
            any_port_hosts="documented for localhost, and inferred from RFC 8252 for 127.0.0.1",
            private_use_schemes="accepted only for the platform of mobile and desktop applications",
            query="refused for applications that sign in personal accounts",
        ),
    ),
    RedirectUriProfile(
        name="google",
        title="Google",
        dotless_scheme_is_error=True,
        one_slash=True,
        any_port_hosts=("127.0.0.1", "[::1]", "localhost"),
        ip_addresses=False,
        uncertain=_uncertain(
            any_port_hosts="desktop app clients may use any port, but a web client must use its registered one",
            private_use_schemes="accepted only for iOS and Android clients",
        ),
    ),
    RedirectUriProfile(
        name="okta",
        title="Okta",
        http_elsewhere_is_error=False,
        wildcard="subdomain",
        uncertain=_uncertain(http_hosts=_UNPROVEN, wildcard="an administrator must turn it on for the application"),
    ),
)

PROFILES: Mapping[str, RedirectUriProfile] = MappingProxyType({profile.name: profile for profile in _ALL})
"""The profiles by name, in the order to show them."""
