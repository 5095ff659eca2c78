"""Hosts and URLs as a browser reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.urls.browser_url import DEFAULT_PORTS, BrowserUrl, parse_as_browser
from pkce_core.urls.host_kinds import kinds_of_host
from pkce_core.urls.hosts import Host, InvalidUrl, parse_host, to_unicode

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "browser-urls.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        "127",
        "0x7f",
        "017",
        "0",
        ".",
        "localhost",
        "[::1]",
        "@",
        ":",
        "80",
        "\\",
        "/",
        "\t",
        "xn--",
        "é",
        "%2e",
        "#",
        "?",
    ]
)


@pytest.mark.parametrize("vector", VECTORS["urls"], ids=lambda vector: ascii(vector["url"]))
def test_browser_vectors(vector: dict[str, Any]) -> None:
    """Host and port are those that a browser's own parser gives (WHATWG URL Standard §3.5, §4.4)."""
    url = parse_as_browser(vector["url"])
    if vector["hostname"] is None:
        assert not isinstance(url, BrowserUrl)
        return
    assert isinstance(url, BrowserUrl)
    assert url.host is not None
    port = "" if url.port == DEFAULT_PORTS[url.scheme] else str(url.port)
    assert (url.host.text, port) == (vector["hostname"], vector["port"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 1025, "the host has 1,025 characters"),
        ("", "the host is empty"),
        ("a..b", "two of its dots"),
        (".a", "two of its dots"),
        (f"{'a' * 64}.example", "in parts of 63"),
        (f"{'é' * 64}.example", "in parts of 63"),
        ("a.b" * 100, "of 253 characters"),
        ("a\u200db", "an invisible joiner"),
        ("a\ue000", "a character that no name may hold"),
        ("\u0301a", "an accent"),
        ("xn--a", "xn-- but is no punycode"),
        ("xn--é", "xn-- but is no punycode"),
        (f"xn--{'a' * 60}", "in parts of 63"),
        ("a<b", "a less-than sign"),
        ("1.2.3.4.5", "it has to be an IPv4 address"),
        ("1.2.3.x.0", "it has to be an IPv4 address"),
        ("256.1", "a number in its IPv4 address is too large"),
        ("[::1", "in brackets, and it is none"),
        ("[::1%25e]", "in brackets, and it is none"),
        ("[::g]", "no IPv6 address"),
        ("9" * 1000, "too large"),
    ],
)
def test_refusals_say_why(text: str, why: str) -> None:
    """A host that no browser goes to is refused with the reason, and names that DNS cannot carry too."""
    refusal = parse_host(text)
    assert isinstance(refusal, InvalidUrl)
    assert why in refusal.why


@pytest.mark.parametrize(
    ("name", "said"),
    [("xn--lcalhost-nbh", "lоcalhost"), ("xn--bcher-kva.example", "bücher.example"), ("a.xn--a", "a.xn--a")],
)
def test_punycode_is_read_to_the_reader(name: str, said: str) -> None:
    """What a name in punycode says; what is none stays as it is."""
    assert to_unicode(name) == said


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


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join).map("http://".__add__)))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text raises, and what a browser writes reads back as itself."""
    url = parse_as_browser(text)
    if isinstance(url, BrowserUrl) and url.host is not None:
        again = parse_as_browser(url.origin)
        assert isinstance(again, BrowserUrl)
        assert (again.host, again.port) == (url.host, url.port)


def test_what_may_be_secret_stays_out_of_the_repr() -> None:
    """A password, a query and a fragment are not in the repr of a URL."""
    url = parse_as_browser("https://user:hunter2@a.example/p?code=hunter3#hunter4")
    assert isinstance(url, BrowserUrl)
    assert "hunter" not in repr(url)
