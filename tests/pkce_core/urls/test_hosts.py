"""Hosts as a browser resolves them, and why it refuses others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.urls.hosts import Host, InvalidUrl, letters_of_punycode, parse_host


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 1025, "can't be looked up: it has 1,025 characters"),
        ("", "the host is empty"),
        ("a..b", "can't be looked up: a dot follows nothing"),
        (".a", "a dot follows nothing"),
        (".", "a dot follows nothing"),
        (f"{'a' * 64}.example", "63 in each part"),
        ("a.b" * 100, "253 characters in a name"),
        ("example.com%80", "its host isn't UTF-8"),
        ("%C3.example", "its host isn't UTF-8"),
        ("a\ud800", "its host isn't UTF-8"),
        (f"xn--{'a' * 60}", "63 in each part"),
        ("a<b", "a less-than sign"),
        ("a%25", "a percent sign"),
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


@given(
    st.text(min_size=1, max_size=20),
    st.sampled_from("\xad\u0430\u0663\u200d\u0301\u3002\ue000\uff11\U0001f600\xfc\xdf"),
)
def test_a_host_outside_ascii_needs_its_ascii_form(text: str, letter: str) -> None:
    """Whatever the letters are: we say how to get the ASCII form, and make up no name."""
    refusal = parse_host(f"a{letter}{text}".translate({0x25: None}).encode("utf-8", "ignore").decode())
    assert isinstance(refusal, InvalidUrl)
    assert refusal.why == (
        "has characters outside ASCII in its host, and OAuth needs the host's ASCII form, which "
        'new URL("...").hostname shows in a browser\'s console'
    )


@pytest.mark.parametrize("name", ["xn--a", "xn--", "xn--fa-hia.de", "a`b", "a{b}", "xn--zzzzzzzz99999"])
def test_a_name_in_ascii_stays_as_it_is(name: str) -> None:
    """WHATWG URL Standard §3.5: punycode is not looked into, and these characters are not forbidden."""
    assert parse_host(name.upper()) == Host(kind="name", text=name)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("xn--lcalhost-nbh", "\u043e"),
        ("xn--bcher-kva.xn--bcher-kva.example", "\xfc"),
        ("a.xn--a", ""),
        ("xn--99999999999999", ""),
        ("a.example", ""),
    ],
)
def test_what_punycode_spells_is_read_to_the_reader(name: str, letters: str) -> None:
    """The letters outside ASCII, each once; none when the label spells nothing."""
    assert letters_of_punycode(name) == letters


def test_a_label_longer_than_dns_allows_is_not_decoded() -> None:
    """RFC 1035 §2.3.4: a label has 63 octets at most. A longer one is shown as it is, and costs no work."""
    for letters, decoded in ((48, True), (60, False)):
        label = "xn--" + ("\xe9" + "a" * letters).encode("punycode").decode("ascii")
        assert (len(label) > 63) is not decoded
        assert bool(letters_of_punycode(label)) is decoded


@pytest.mark.parametrize(
    ("text", "host"),
    [("%61.example", "a.example"), ("%31.2.3.4", "1.2.3.4")],
)
def test_escapes_in_a_host_are_decoded(text: str, host: str) -> None:
    """WHATWG URL Standard §3.5: a host is percent-decoded before it is looked at."""
    found = parse_host(text)
    assert isinstance(found, Host)
    assert found.text == host
