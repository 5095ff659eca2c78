"""What each kind of server accepts as a redirect URI: the rules as data, by profile.

The kinds of hosts are those of `_redirect_hosts.kinds_of_host`. What is uncertain says so, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from pkce_core.specifications import Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HTTP_SPEC = Spec(document="RFC 9700", section="2.6")
LOOPBACK_SPEC = Spec(document="RFC 8252", section="7.3")

_RFC_8252_HOSTS = ("loopback-ipv4", "loopback-ipv6", "localhost", "loopback-range")
_BANNO_HOSTS = ("localhost", "local", "loopback-ipv4", "loopback-range", "private")


@dataclass(frozen=True, kw_only=True, slots=True)
class RedirectUriProfile:
    """The redirect rules of one kind of server.

    Attributes:
        name: the slug for `profile=` and `--profile`.
        title: the name to show.
        http_hosts: the kinds of hosts for which http is accepted.
        http_allowed: those hosts in words, to continue "http is accepted for".
        http_elsewhere_is_error: False for servers that accept http anywhere, against RFC 9700 §2.6.
        discouraged_hosts: of `http_hosts`, those that are accepted but not recommended.
        private_use_schemes: whether schemes such as com.example.app are accepted.
        dotless_scheme_is_error: whether a private-use scheme without a dot is refused.
        any_port_hosts: the hosts for which the port may differ from the registered one.
        wildcard: "path" where a registered URI may end in "*", "subdomain" where its first label may hold one, else "".
        refused_characters: printable characters that URIs may hold and this server refuses.
        longest: the most characters it accepts; None when no limit is known.
        ip_addresses: whether https to an IP address is accepted.
        spec: the section that states the http rule.
        uncertain: what is uncertain about these rules -> why.
    """

    name: str
    title: str
    http_hosts: tuple[str, ...] = _RFC_8252_HOSTS
    http_allowed: str = "127.0.0.1, [::1] and localhost"
    http_elsewhere_is_error: bool = True
    discouraged_hosts: tuple[str, ...] = ()
    private_use_schemes: bool = True
    dotless_scheme_is_error: bool = False
    any_port_hosts: tuple[str, ...] = ()
    wildcard: str = ""
    refused_characters: str = ""
    longest: int | None = None
    ip_addresses: bool = True
    spec: Spec = HTTP_SPEC
    uncertain: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _uncertain(**reasons: str) -> Mapping[str, str]:
    return MappingProxyType(reasons)


_BANNO_ALLOWED = "localhost, names ending in .local, and IPv4 in 127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"
_UNPROVEN = "taken from the vendor's documentation, not tried against the service"

_ALL = (
    RedirectUriProfile(
        name="banno-admin",
        title="Banno Admin API",
        http_hosts=_BANNO_HOSTS,
        http_allowed=_BANNO_ALLOWED,
        private_use_schemes=False,
        uncertain=_uncertain(
            private_use_schemes="the documentation says HTTPS always, and names no schemes of apps",
        ),
    ),
    RedirectUriProfile(
        name="banno-consumer",
        title="Banno Consumer API",
        http_hosts=_BANNO_HOSTS,
        http_allowed=_BANNO_ALLOWED,
        private_use_schemes=False,
        uncertain=_uncertain(
            http_hosts="taken over from the Admin API",
            private_use_schemes="taken over from the Admin API; apps of institutions may have schemes of their own",
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
        spec=LOOPBACK_SPEC,
    ),
    RedirectUriProfile(
        name="strict",
        title="https only",
        http_hosts=(),
        http_allowed="no host",
        private_use_schemes=False,
    ),
    RedirectUriProfile(
        name="sandbox",
        title="the sandbox of this project",
        any_port_hosts=("127.0.0.1", "[::1]"),
        spec=LOOPBACK_SPEC,
    ),
    RedirectUriProfile(
        name="keycloak",
        title="Keycloak",
        http_elsewhere_is_error=False,
        any_port_hosts=("127.0.0.1", "[::1]"),
        wildcard="path",
        uncertain=_uncertain(
            http_hosts="a realm accepts http anywhere unless a client policy forbids it",
            any_port_hosts="whether the port of a loopback address is left out depends on the version and registration",
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
            any_port_hosts="documented for localhost; for 127.0.0.1 it follows RFC 8252",
            private_use_schemes="accepted for the platform of mobile and desktop applications only",
            query="refused for applications that sign in personal accounts",
        ),
    ),
    RedirectUriProfile(
        name="google",
        title="Google",
        any_port_hosts=("127.0.0.1", "[::1]", "localhost"),
        ip_addresses=False,
        uncertain=_uncertain(
            any_port_hosts="for clients of the type desktop app; a web client names its port",
            private_use_schemes="for clients of the types iOS and Android only",
        ),
    ),
    RedirectUriProfile(
        name="okta",
        title="Okta",
        http_elsewhere_is_error=False,
        wildcard="subdomain",
        uncertain=_uncertain(http_hosts=_UNPROVEN, wildcard="an administrator has to turn it on for the application"),
    ),
)

PROFILES: Mapping[str, RedirectUriProfile] = MappingProxyType({profile.name: profile for profile in _ALL})
"""The profiles by name, in the order to show them."""
