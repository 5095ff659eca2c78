"""What may have been hashed instead of the verifier (stages 1 and 2 of the search).

Most hash inputs are the verifier with layers of change, in the order in which the changes happen:

    letter case ─▶ quotes ─▶ white space ─▶ line end ─▶ how the characters became octets

Any two layers combine, and three do in their common variants. That makes some 250 inputs. Others are the verifier
decoded or written differently, and `stand_ins`, which replace it. If the reader's copy of the verifier has something
around it, the verifier without that may have been hashed.
"""

from __future__ import annotations

import binascii
import re
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from pkce_core.diagnosis.stages.deviations import A_MISTAKE, Deviations, cost_of, deviation
from pkce_core.diagnosis.stages.stand_ins import STAND_INS, HashInput, hash_input, stand_ins_of
from pkce_core.diagnosis.stages.unwrapping import unwrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NO_VALUES: Mapping[str, str] = MappingProxyType({})


def list_hash_inputs(verifier: bytes, flow: Mapping[str, str] = NO_VALUES) -> list[HashInput]:
    """Everything that may have been hashed instead of `verifier`, cheapest first.

    Args:
        verifier: any octets; the caller bounds their number.
        flow: other values of the flow, by name; the caller bounds their number and length.
    """
    try:
        text = verifier.decode("utf-8", "surrogatepass")
        inputs = [*_with_layers(text), *_decoded(text), *_as_another_program_writes_it(text), *STAND_INS]
    except UnicodeDecodeError:
        text = verifier.decode("latin-1")
        inputs = [hash_input(verifier + end.change("").encode(), end.deviations) for end in _LINE_END]
    others = [each for name, value in flow.items() for each in stand_ins_of(value, f"the value of {name}", 5)]
    return sorted([*inputs, *others, *_with_wrapping_removed(text)], key=lambda each: each.cost)


def _encode(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding, "surrogatepass")


class _Variant(NamedTuple):
    change: Callable[[str], str]
    deviations: Deviations
    common: bool


class _Octets(NamedTuple):
    encoding: str
    byte_order_mark: bytes
    deviations: Deviations
    common: bool


def _around(before: str, after: str) -> Callable[[str], str]:
    return lambda text: f"{before}{text}{after}"


_SAME = _Variant(lambda text: text, (), True)
_CASE = (
    _SAME,
    _Variant(str.lower, deviation("case-changed", 3, " in lower case"), False),
    _Variant(str.upper, deviation("case-changed", 3, " in upper case"), False),
    _Variant(str.swapcase, deviation("other-verifier", 5, ", with upper and lower case swapped"), False),
)
_QUOTES = (
    _SAME,
    _Variant(_around('"', '"'), deviation("quoted", 1, " in double quotes"), True),
    _Variant(_around("'", "'"), deviation("quoted", 1, " in single quotes"), True),
    _Variant(_around("`", "`"), deviation("quoted", 3, " in backticks"), False),
)
_SPACE = (
    _SAME,
    _Variant(_around("", " "), deviation("whitespace", 1, " plus a space"), True),
    _Variant(_around(" ", ""), deviation("whitespace", 2, " with a space in front"), False),
    _Variant(_around(" ", " "), deviation("whitespace", 3, " between two spaces"), False),
    _Variant(_around("", "\t"), deviation("whitespace", 3, " plus a tab"), False),
    _Variant(_around("\t", ""), deviation("whitespace", 4, " with a tab in front"), False),
    _Variant(_around("", "\0"), deviation("whitespace", 3, " plus an invisible NUL"), False),
    _Variant(_around("\n", ""), deviation("whitespace", 4, " with a newline in front"), False),
)
_LINE_END = (
    _SAME,
    _Variant(_around("", "\n"), deviation("trailing-newline", 0, " plus a newline"), True),
    _Variant(_around("", "\r\n"), deviation("crlf", 0, " plus a Windows line end (CR LF)"), True),
    _Variant(_around("", "\n\n"), deviation("trailing-newline", 3, " plus two newlines"), False),
    _Variant(_around("", "\r"), deviation("crlf", 4, " plus a carriage return"), False),
)
_OCTETS = (
    _Octets("utf-8", b"", (), True),
    _Octets("utf-16-le", b"", deviation("utf-16", 0, ", as UTF-16 text"), True),
    _Octets("utf-16-le", b"\xff\xfe", deviation("utf-16", 1, ", as UTF-16 text with a BOM"), True),
    _Octets("utf-32-le", b"", deviation("utf-16", 3, ", as UTF-32 text"), False),
    _Octets("utf-32-be", b"", deviation("utf-16", 4, ", as big-endian UTF-32 text"), False),
    _Octets("utf-32-le", b"\xff\xfe\0\0", deviation("utf-16", 4, ", as UTF-32 text with a BOM"), False),
    _Octets("utf-16-be", b"", deviation("utf-16", 2, ", as big-endian UTF-16 text"), False),
    _Octets("utf-16-be", b"\xfe\xff", deviation("utf-16", 3, ", as big-endian UTF-16 text with a BOM"), False),
    _Octets(
        "utf-8", b"\xef\xbb\xbf", deviation("whitespace", 3, ", with an invisible byte order mark in front"), False
    ),
)


def _combines(layers: tuple[_Variant, _Variant, _Variant, _Variant, _Octets]) -> bool:
    count = sum(len(layer.deviations) for layer in layers)
    return count <= 2 or (count == 3 and all(layer.common for layer in layers))


_LAYERS = tuple(layers for layers in product(_CASE, _QUOTES, _SPACE, _LINE_END, _OCTETS) if _combines(layers))


def _with_layers(verifier: str) -> Iterator[HashInput]:
    for case, quotes, space, line_end, octets in _LAYERS:
        text = line_end.change(space.change(quotes.change(case.change(verifier))))
        deviations = case.deviations + quotes.deviations + space.deviations + line_end.deviations + octets.deviations
        yield hash_input(octets.byte_order_mark + _encode(text, octets.encoding), deviations)


def _decoded(verifier: str) -> Iterator[HashInput]:
    """The octets that the verifier is an encoding of if it is read as base64 or hex, and what they become as text."""
    standard = verifier.replace("-", "+").replace("_", "/").rstrip("=")
    for decode, text in ((binascii.a2b_base64, standard + "=" * (-len(standard) % 4)), (binascii.unhexlify, verifier)):
        try:
            octets = decode(text)
        except ValueError:
            continue
        decoded = deviation("decoded-verifier", 0, ", decoded to bytes first")
        yield hash_input(octets, decoded)
        yield hash_input(octets.hex().encode(), deviation("decoded-verifier", 3, ", decoded and written as hex digits"))
        numbers = ",".join(map(str, octets)).encode()
        yield hash_input(numbers, deviation("decoded-verifier", 3, ", decoded and written as decimal numbers"))
        characters = octets.decode("latin-1").encode()
        yield hash_input(characters, deviation("decoded-verifier", 4, ", decoded to Latin-1 text first"))


def _encoded_again(verifier: str) -> Iterator[tuple[str, Deviations]]:
    """The verifier in another encoding."""
    octets = _encode(verifier)
    standard = binascii.b2a_base64(octets, newline=False).decode()
    yield standard.translate(_URL_SAFE), deviation("encoded-verifier", 0, ", encoded in base64url once more")
    yield standard, deviation("encoded-verifier", 1, ", encoded in base64 once more")
    yield f"{standard}\n", deviation("encoded-verifier", 3, ", encoded in base64 once more, with a newline")
    yield octets.hex(), deviation("encoded-verifier", 1, ", written as hex digits")
    yield octets.hex().upper(), deviation("encoded-verifier", 3, ", written as hex digits")
    yield ",".join(map(str, octets)), deviation("encoded-verifier", 2, ", written as decimal numbers")


def _as_another_program_writes_it(verifier: str) -> Iterator[HashInput]:
    standard = verifier.replace("-", "+").replace("_", "/")
    padding = "=" * (-len(verifier) % 4)
    as_json = f'{{"code_verifier":"{verifier}"}}'
    variants = [
        (verifier + padding, deviation("padding", 2, " with its = padding kept")),
        (standard, deviation("standard-base64-verifier", 3, " in standard base64")),
        (standard + padding, deviation("standard-base64-verifier", 4, " in standard base64 with its = padding")),
        (f"b'{verifier}'", deviation("quoted", 3, " written the way Python prints bytes, b'...'")),
        (f"code_verifier={verifier}", deviation("parameter-copied", 4, " with code_verifier= in front")),
        (as_json, deviation("parameter-copied", 5, " in a JSON object")),
        (as_json.replace(":", ": ", 1), deviation("parameter-copied", 5, " in a JSON object")),
        (
            quote(verifier + padding, safe="", errors="surrogatepass"),
            deviation("percent-encoded", 4, ", padded and percent-encoded"),
        ),
        (verifier.replace("~", "%7E"), deviation("percent-encoded", 3, ", percent-encoded")),
        *_in_transit(verifier),
        (
            f"-n {verifier}\n",
            deviation("trailing-newline", 3, " with -n in front, as some shells echo it, plus a newline"),
        ),
        (
            f"-e {verifier}\n",
            deviation("trailing-newline", 4, " with -e in front, as some shells echo it, plus a newline"),
        ),
        (f"{verifier}\\n", deviation("trailing-newline", 5, " plus a backslash and the letter n")),
        (verifier * 2, deviation("pasted-twice", 3, ", twice in a row")),
        (verifier[::-1], deviation("reversed", 2, " backward")),
        *_encoded_again(verifier),
        *(
            (re.sub(f"[{gone}]", "", verifier), deviation("other-verifier", 4, f" without its {name}"))
            for gone, name in ((r"\-._~", "- . _ ~"), (r"\-_", "- and _"), (r".~", ". and ~"), ("-", "-"), ("_", "_"))
        ),
    ]
    for width in (64, 76):  # where openssl and MIME break base64
        lines = "\n".join(verifier[at : at + width] for at in range(0, len(verifier), width))
        broken = deviation("whitespace", 2, f" broken into lines of {width} characters")
        variants += [(lines, broken), (lines + "\n", broken + deviation("trailing-newline", 0, " plus a newline"))]
    for text, deviations in variants:
        if text not in (verifier, f"{verifier}\n"):
            yield hash_input(_encode(text), deviations)
    for size in (64, 128, 256):  # the usual sizes of a buffer
        if len(verifier) < size:
            filled = deviation("whitespace", 5, f", filled with NULs to {size} bytes")
            yield hash_input(_encode(verifier).ljust(size, b"\0"), filled)


def _in_transit(verifier: str) -> Iterator[tuple[str, Deviations]]:
    """What a form or a URL makes of a verifier whose characters aren't only those that mean themselves in it."""
    spaced = verifier.replace("+", " ")
    yield spaced, deviation("decoded-verifier", 1, " with a space for each +")
    decoded = re.sub("%([2-7][0-9A-Fa-f])", lambda escape: chr(int(escape[1], 16)), spaced)
    yield decoded, deviation("decoded-verifier", 8, ", percent-decoded, with a space for each +")
    yield verifier.replace(" ", "+"), deviation("encoded-verifier", 2, " with a + for each space")
    for kept in ("", "~()*!.'", "~()*!.';,/?:@&=+$#"):  # as most libraries, encodeURIComponent and encodeURI do
        escaped = quote(verifier, safe=kept, errors="surrogatepass")
        yield escaped, deviation("encoded-verifier", 2, ", percent-encoded")
        yield escaped.replace("%20", "+"), deviation("encoded-verifier", 3, ", form-encoded")


_URL_SAFE = str.maketrans({"+": "-", "/": "_", "=": ""})


def _with_wrapping_removed(verifier: str) -> Iterator[HashInput]:
    """The verifier without what happened to the reader's copy, alone or with the most common mistakes."""
    for number, bare in enumerate(unwrap(verifier)[1:]):
        for end in _LINE_END[:3] if number == 0 else _LINE_END[:1]:
            cost = bare.cost + cost_of(end.deviations) + 2
            yield HashInput(_encode(end.change(bare.text)), end.deviations, cost, bare.deviations)
    found = re.search(r"[A-Za-z0-9\-._~]{43,128}", verifier)
    if found and found[0] != verifier:
        # Expensive, so that any explanation with a name comes first.
        around = deviation("surrounding-text", A_MISTAKE + 5, "has other text around it")
        yield HashInput(found[0].encode(), (), cost_of(around), around)
    url_safe = verifier.translate(_URL_SAFE)
    if url_safe != verifier:
        around = deviation("standard-base64-verifier", 2, "is in standard base64 instead of base64url")
        yield HashInput(_encode(url_safe), (), cost_of(around), around)
