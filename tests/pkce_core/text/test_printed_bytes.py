"""Octets that a program printed are read again, and other text isn't taken for octets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.text.printed_bytes import MOST, read_printed_bytes

OCTETS = bytes(range(120, 152))


def _read(text: str) -> list[tuple[bytes, str]]:
    return [(printed.octets, printed.form) for printed in read_printed_bytes(text)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"SHA2-256(stdin)= {OCTETS.hex()}\n", "openssl"),
        (f"HMAC-SHA2-256(stdin)= {OCTETS.hex().upper()}", "openssl"),
        (f"SHA256 (a file) = {OCTETS.hex()}\n", "digits"),
        (str(list(OCTETS)), "numbers"),
        (" ".join(map(str, OCTETS)), "numbers"),
        (f"Uint8ClampedArray(32) [{', '.join(map(str, OCTETS))}]", "numbers"),
        (str(OCTETS), "escapes"),
        ("".join(f"\\x{octet:02x}" for octet in OCTETS), "escapes"),
        ("".join(f"%{octet:02X}" for octet in OCTETS), "escapes"),
        (OCTETS.hex(), "digits"),
        (OCTETS.hex("-").upper(), "digits"),
        (", ".join(f"0x{octet:02x}" for octet in OCTETS), "digits"),
        (f"digest: {OCTETS.hex()}.", "digits"),
    ],
)
def test_each_form_is_read(text: str, form: str) -> None:
    """The first reading is the most telling one."""
    assert _read(text)[0] == (OCTETS, form)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "(file)= abcdef",
        "f(x)= 12",
        "1,2,300",
        "1,2,3,4,5,6,7,8 of 9",
        f"{'x' * 61} 1,2,3,4,5,6,7,8",
        ",".join(["7"] * (MOST + 1)),
        ",".join(["97531"] * 17),
        ",".join(["99999999999"] * 8),
        "\\x13 and \u20ac",
        "\\x13\\x14",
        "\\xff" * (MOST + 1),
        "%FF" * (MOST + 1),
        "abcdef",
        f"{OCTETS.hex()}\n",
        f'"{OCTETS.hex()}"',
        f"{'x' * 61} {OCTETS.hex()}",
        f"g{OCTETS.hex()}",
    ],
)
def test_other_text_is_not_read(text: str) -> None:
    """Too few, too many, too large, with too much around, or only with a line end or quotes around."""
    assert _read(text) == []


def test_letters_after_a_backslash_are_what_they_are_in_python_and_ruby() -> None:
    """Control characters have letters, and any other character is itself."""
    assert _read("b'\\xff\\t\\n\\r\\\\\\'\\e\\0\\#'") == [(b"\xff\t\n\r\\'\x1b\0#", "escapes")]


@given(st.binary(min_size=8, max_size=MOST), st.sampled_from([",", ", ", " ", "; "]))
def test_any_list_of_bytes_is_read(octets: bytes, separator: str) -> None:
    """Signed as Java prints them or not."""
    signed = [octet - 256 if octet > 127 else octet for octet in octets]
    for numbers in (octets, signed):
        assert (octets, "numbers") in _read(separator.join(map(str, numbers)))


@given(st.binary(min_size=16, max_size=MOST))
def test_what_python_prints_is_read(octets: bytes) -> None:
    """The repr of bytes that aren't ASCII; ASCII isn't taken for a digest."""
    assert ((octets, "escapes") in _read(repr(octets))) is (not octets.isascii())


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Whatever it is, what comes back are at most so many octets."""
    assert all(len(octets) <= MOST for octets, _ in _read(text))


@pytest.mark.parametrize(
    "part", ["1,", "-", "1 ", "\\x1", "0x", "ab ", "(", "(stdin)= ", '"1":', "%F", ",", "Int8Array("]
)
def test_long_hostile_text_is_read_quickly(part: str) -> None:
    """A text of the longest length that is read takes no time that anybody would notice."""
    for _ in range(20):
        assert isinstance(_read(part * (1024 // len(part))), list)
