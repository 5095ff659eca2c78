"""The kinds of hosts that rules distinguish, decided by what a browser resolves a host to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_core.urls.hosts import Host

THIS_MACHINE = frozenset({"localhost", "loopback-ipv4", "loopback-ipv6", "loopback-range"})
"""The kinds of host that mean this machine to every resolver."""

_LOCALHOST = int(IPv4Address("127.0.0.1"))
_LOOPBACK = IPv4Network("127.0.0.0/8")
_PRIVATE = (IPv4Network("10.0.0.0/8"), IPv4Network("172.16.0.0/12"), IPv4Network("192.168.0.0/16"))


def kinds_of_host(host: Host) -> frozenset[str]:
    """All kinds that a host is of.

    Returns:
        Any of "localhost", "localhost-subdomain", "local" (a name that ends in .local), "loopback-ipv4" (127.0.0.1),
        "loopback-range" (the rest of 127.0.0.0/8), "loopback-ipv6" ([::1]), "private" (RFC 1918), "unspecified"
        (0.0.0.0 and [::]), "mapped" (an IPv4 address inside an IPv6 one), "ip" (every address).
    """
    if host.address is None:
        return _kinds_of_name(host.text.removesuffix("."))
    return {"ipv4": _kinds_of_ipv4, "ipv6": _kinds_of_ipv6}[host.kind](host.address) | {"ip"}


def _kinds_of_name(name: str) -> frozenset[str]:
    if name == "localhost":
        return frozenset({"localhost"})
    if name.endswith(".localhost"):
        return frozenset({"localhost-subdomain"})
    return frozenset({"local"} if name.endswith(".local") else ())


def _kinds_of_ipv4(number: int) -> frozenset[str]:
    address = IPv4Address(number)
    kinds = {
        "loopback-ipv4": number == _LOCALHOST,
        "loopback-range": address in _LOOPBACK and number != _LOCALHOST,
        "private": any(address in network for network in _PRIVATE),
        "unspecified": number == 0,
    }
    return frozenset(kind for kind, applies in kinds.items() if applies)


def _kinds_of_ipv6(number: int) -> frozenset[str]:
    # RFC 4291 §2.5.5.2: an IPv4-mapped address is an IPv6 address, so rules about IPv4 ranges do not apply to it.
    if IPv6Address(number).ipv4_mapped is not None:
        return frozenset({"mapped"})
    return frozenset({0: ("unspecified",), 1: ("loopback-ipv6",)}.get(number, ()))
