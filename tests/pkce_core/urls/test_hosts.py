"""Hosts as a browser resolves them, and why it refuses others."""

from __future__ import annotations

import pytest

from pkce_core.urls.hosts import Host, InvalidUrl, parse_host, to_unicode


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 1025, "the host has 1,025 characters"),
        ("", "the host is empty"),
        ("a..b", "two dots in a row"),
        (".a", "two dots in a row"),
        (f"{'a' * 64}.example", "63 in each part"),
        (f"{'é' * 64}.example", "63 characters in each part"),
        ("a.b" * 100, "253 characters in a name"),
        ("a\u200db", "an invisible joiner"),
        ("a\ue000", "a character that isn't allowed in a name"),
        ("\u0301a", "an accent"),
        ("xn--a", "xn-- but isn't valid punycode"),
        ("xn--é", "xn-- but isn't valid punycode"),
        (f"xn--{'a' * 60}", "63 in each part"),
        ("a<b", "a less-than sign"),
        ("1.2.3.4.5", "isn't an IPv4 address"),
        ("1.2.3.x.0", "isn't an IPv4 address"),
        ("256.1", "a number in its IPv4 address is too large"),
        ("[::1", "isn't an IPv6 address in brackets"),
        ("[::1%25e]", "isn't an IPv6 address in brackets"),
        ("[::g]", "the text in brackets isn't an IPv6 address"),
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
    """A punycode name shows what it spells; what is not valid punycode stays as it is."""
    assert to_unicode(name) == said


def test_a_label_longer_than_dns_allows_is_not_decoded() -> None:
    """RFC 1035 §2.3.4: a label has 63 octets at most. A longer one is shown as it is, and costs no work."""
    for letters, decoded in ((48, True), (60, False)):
        label = "xn--" + ("é" + "a" * letters).encode("punycode").decode("ascii")
        assert (len(label) > 63) is not decoded
        assert (to_unicode(label) != label) is decoded


@pytest.mark.parametrize(
    ("text", "host"),
    [("%61.example", "a.example"), ("%C3%A9.example", "xn--9ca.example"), ("%31.2.3.4", "1.2.3.4")],
)
def test_escapes_in_a_host_are_decoded(text: str, host: str) -> None:
    """WHATWG URL Standard §3.5: a host is percent-decoded before it is looked at."""
    found = parse_host(text)
    assert isinstance(found, Host)
    assert found.text == host
