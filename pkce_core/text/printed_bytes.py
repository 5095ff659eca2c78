"""Octets that a program printed as text: as hex digits, as decimal numbers or with escapes.

Each form is undone exactly, so that the octets can be compared. Nothing is evaluated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 64
"""Octets; the longest digest."""
_MOST_AROUND = 60
"""Characters that may be around numbers or digits: the name of a type, of a file or of a member."""

_OPENSSL = re.compile(
    r"(?:(?:HMAC-)?(?:SHA|MD|BLAKE|RIPEMD|SM)[A-Z0-9/-]{0,12}\([^()\r\n]{1,255}\)|\(stdin\))= ?([0-9A-Fa-f]*)\s*",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"[A-Z0-9-]{2,12} \([^()\r\n]{1,255}\) = ([0-9A-Fa-f]*)\s*")
_TYPE_WITH_DIGITS = re.compile(
    r'U?[Ii]nt\d+(?:Clamped)?Array(?:\(\d+\))?|"?sigBytes"?\s*:\s*\d+|"?\d{1,2}"?\s*:(?=\s*-?\d)'
)
_NUMBERS = re.compile(r"-?\d{1,10}(?:[,;\s]+-?\d{1,10})+")
_JAVA = re.compile(r"\[-?\d{1,3}(?:, -?\d{1,3})*\]")
_DIGITS = re.compile(
    r"(?:(?<![0-9A-Za-z])(?:0x)?|(?<=\\x))(?:[0-9A-Fa-f]{2}(?:, ?|[ :-])?(?:0x)?){8,64}(?![0-9A-Za-z])"
)
_DUMP = re.compile(r"(?m)^[0-9A-Fa-f]{6,8}:? +((?:[0-9A-Fa-f]{2,4} ?){1,16}) .*$")
"""A line of xxd, hexdump or od: the offset, the bytes, and perhaps the same as text."""
_ONE_NUMBER = re.compile("[0-9]{60,155}")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u00[0-9A-Fa-f]{2}|.)", re.DOTALL)
_ESCAPED_LETTERS = dict(zip("abtnvfre0", "\a\b\t\n\v\f\r\x1b\0", strict=True))
_OTHER_TEXT = re.compile("[^\\s\0-\x20\x7f-\xa0\"'`,;\\\\\u2018\u2019\u201c\u201d\xab\xbb]")
_PERCENT = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


class PrintedBytes(NamedTuple):
    """Octets that a text shows.

    Attributes:
        octets: those that it shows; at most `MOST`.
        form: "openssl", "numbers", "escapes" or "digits".
        what: the form in words.
        is_certain: whether the text can hardly be anything else.
    """

    octets: bytes
    form: str
    what: str
    is_certain: bool


def read_printed_bytes(text: str) -> Iterator[PrintedBytes]:
    """Every way in which a text shows octets, the most telling first.

    Args:
        text: any text; the caller bounds its length.
    """
    yield from _read_tool_line(text)
    if lines := _DUMP.findall(f"{text} "):
        octets = b"".join(bytes.fromhex(line) for line in lines if len(line.replace(" ", "")) % 2 == 0)
        yield PrintedBytes(octets[:MOST], "digits", "a hex dump", len(octets) >= 16)
    if _ONE_NUMBER.fullmatch(text):
        number = int(text)
        octets = number.to_bytes(next((size for size in (32, 48) if number >> 8 * size == 0), 65), "big")
        yield PrintedBytes(octets[-MOST:], "numbers", "one decimal number", False)
    if numbers := _read_numbers(text):
        yield numbers
    if escapes := _read_escapes(text):
        yield escapes
    if _PERCENT.search(text) and len(octets := unquote_to_bytes(text.encode("utf-8", "replace"))) <= MOST:
        yield PrintedBytes(octets, "escapes", "percent-encoded bytes", False)
    if digits := _read_digits(text):
        yield digits


def _read_digits(text: str) -> PrintedBytes | None:
    found = _DIGITS.search(text)
    if not found or len(text) - len(found[0]) > _MOST_AROUND:
        return None
    octets = bytes.fromhex(re.sub("0x|[^0-9A-Fa-f]", "", found[0]))
    if found[0] == text:
        return PrintedBytes(octets, "digits", "hex digits", False)
    # White space and quotes are no other text: they are a mistake of their own.
    if not _OTHER_TEXT.search(text.replace(found[0], "", 1)):
        return None
    return PrintedBytes(octets, "digits", "hex digits with other text around them", False)


def _read_tool_line(text: str) -> Iterator[PrintedBytes]:
    for line, form, tool in (
        (_OPENSSL, "openssl", "openssl dgst prints without -binary"),
        (_TAGGED, "digits", "sha256sum --tag prints"),
    ):
        if found := line.fullmatch(text):
            octets = bytes.fromhex(found[1][: len(found[1]) // 2 * 2])
            yield PrintedBytes(octets[:MOST], form, f"the line that {tool}", True)


def _read_numbers(text: str) -> PrintedBytes | None:
    bare = _TYPE_WITH_DIGITS.sub("", text)
    found = max(_NUMBERS.findall(bare), key=len, default="")
    around = bare.replace(found, "", 1)
    if not found or len(around) > _MOST_AROUND or re.search(r"\d", around):
        return None
    numbers = [int(number) for number in re.findall(r"-?\d+", found)]
    if 8 <= len(numbers) <= MOST and all(-128 <= number <= 255 for number in numbers):
        signed = "signed " if min(numbers) < 0 else ""
        like = " (like Java's Arrays.toString)" if signed and _JAVA.fullmatch(text) else ""
        octets = bytes(number & 0xFF for number in numbers)
        return PrintedBytes(octets, "numbers", f"a list of bytes in {signed}decimal numbers{like}", len(octets) >= 16)
    if 4 <= len(numbers) <= MOST // 4 and all(-(2**31) <= number < 2**32 for number in numbers):
        octets = b"".join((number & 0xFFFFFFFF).to_bytes(4, "big") for number in numbers)
        return PrintedBytes(octets, "numbers", "a list of 32-bit words in decimal numbers", False)
    return None


def _read_escapes(text: str) -> PrintedBytes | None:
    """Python's b'...', and the like of Ruby and C."""
    if "\\x" not in text and "\\u00" not in text:
        return None
    bare = text.strip()
    like = ""
    if (quoted := bare.removeprefix("b"))[:1] in ("'", '"') and quoted[:1] == quoted[-1:]:
        like = "" if quoted == bare else " (like Python's str() of bytes)"
        bare = quoted[1:-1]
    unescaped = _ESCAPE.sub(_unescape, bare)
    try:
        octets = unescaped.encode("latin-1")
    except UnicodeEncodeError:
        return None
    # A printed digest has bytes beyond ASCII, so text with a stray escape is not taken for one.
    if len(octets) > MOST or octets.isascii():
        return None
    return PrintedBytes(octets, "escapes", f"bytes printed with escape sequences{like}", False)


def _unescape(escape: re.Match[str]) -> str:
    letter = escape[1]
    return chr(int(letter[1:], 16)) if len(letter) > 1 else _ESCAPED_LETTERS.get(letter, letter)
