"""The kinds of hosts that rules distinguish."""

from __future__ import annotations

import pytest

from pkce_core.urls.host_kinds import kinds_of_host
from pkce_core.urls.hosts import Host, parse_host


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("localhost", {"localhost"}),
        ("localhost.", {"localhost"}),
        ("a.localhost", {"localhost-subdomain"}),
        ("a.local", {"local"}),
        ("local", set()),
        ("localhost.example", set()),
        ("127.0.0.1", {"loopback-ipv4", "ip"}),
        ("127.255.255.255", {"loopback-range", "ip"}),
        ("126.255.255.255", {"ip"}),
        ("128.0.0.0", {"ip"}),
        ("10.0.0.0", {"private", "ip"}),
        ("11.0.0.0", {"ip"}),
        ("172.15.255.255", {"ip"}),
        ("172.16.0.0", {"private", "ip"}),
        ("172.31.255.255", {"private", "ip"}),
        ("172.32.0.0", {"ip"}),
        ("192.168.0.0", {"private", "ip"}),
        ("192.169.0.0", {"ip"}),
        ("0.0.0.0", {"unspecified", "ip"}),  # noqa: S104
        ("[::1]", {"loopback-ipv6", "ip"}),
        ("[::]", {"unspecified", "ip"}),
        ("[::ffff:127.0.0.1]", {"mapped", "ip"}),
        ("[::2]", {"ip"}),
    ],
)
def test_kinds_of_hosts(text: str, kinds: set[str]) -> None:
    """Each end of each range, and an IPv4-mapped address is IPv6 (RFC 4291 §2.5.5.2)."""
    host = parse_host(text)
    assert isinstance(host, Host)
    assert kinds_of_host(host) == kinds
