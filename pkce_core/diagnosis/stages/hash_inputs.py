"""What may have been hashed instead of the verifier (stages 1 and 2 of the search).

Most hash inputs are the verifier with layers of change, in the order in which the changes happen:

    letter case ─▶ quotes ─▶ white space ─▶ line end ─▶ how the characters became octets

Any two layers combine, and three do in their common variants. That makes some 250 inputs. Others are the verifier
decoded or written differently, and texts that replace it. If the reader's copy of the verifier has something around it,
the verifier without that may have been hashed.
"""

from __future__ import annotations

import binascii
import re
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.diagnosis.stages.deviations import A_MISTAKE, Deviations, cost_of, deviation
from pkce_core.diagnosis.stages.digest_renderings import OBJECT_TEXTS
from pkce_core.diagnosis.stages.unwrapping import unwrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NO_VALUES: Mapping[str, str] = MappingProxyType({})


class HashInput(NamedTuple):
    """Octets that may have been hashed.

    Attributes:
        octets: what may have been hashed.
        deviations: how that differs from the verifier.
        cost: what the deviations cost, with those around the verifier.
        around_verifier: what happened to the reader's copy of the verifier, but not to what was hashed.
    """

    octets: bytes
    deviations: Deviations
    cost: int
    around_verifier: Deviations = ()


def list_hash_inputs(verifier: bytes, flow: Mapping[str, str] = NO_VALUES) -> list[HashInput]:
    """Everything that may have been hashed instead of `verifier`, cheapest first.

    Args:
        verifier: any octets; the caller bounds their number.
        flow: other values of the flow, by name; the caller bounds their number and length.
    """
    try:
        text = verifier.decode("utf-8", "surrogatepass")
        inputs = [*_with_layers(text), *_decoded(text), *_as_another_program_writes_it(text), *_STAND_INS]
    except UnicodeDecodeError:
        text = verifier.decode("latin-1")
        inputs = [_hash_input(verifier + end.change("").encode(), end.deviations) for end in _LINE_END]
    others = [_stand_in(value, 5, f"the value of {name}") for name, value in flow.items()]
    return sorted([*inputs, *others, *_with_wrapping_removed(text)], key=lambda each: each.cost)


def _hash_input(octets: bytes, deviations: Deviations) -> HashInput:
    return HashInput(octets, deviations, cost_of(deviations))


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
        yield _hash_input(octets.byte_order_mark + _encode(text, octets.encoding), deviations)


def _decoded(verifier: str) -> Iterator[HashInput]:
    """The octets that the verifier is an encoding of if it is read as base64 or hex."""
    standard = verifier.replace("-", "+").replace("_", "/").rstrip("=")
    for decode, text in ((binascii.a2b_base64, standard + "=" * (-len(standard) % 4)), (binascii.unhexlify, verifier)):
        try:
            octets = decode(text)
        except ValueError:
            continue
        yield _hash_input(octets, deviation("decoded-verifier", 0, ", decoded to bytes first"))


def _as_another_program_writes_it(verifier: str) -> Iterator[HashInput]:
    standard = verifier.replace("-", "+").replace("_", "/")
    padding = "=" * (-len(verifier) % 4)
    variants = [
        (verifier + padding, deviation("padding", 2, " with its = padding kept")),
        (standard, deviation("standard-base64-verifier", 3, " in standard base64")),
        (standard + padding, deviation("standard-base64-verifier", 4, " in standard base64 with its = padding")),
        (f"b'{verifier}'", deviation("quoted", 3, " written the way Python prints bytes, b'...'")),
        (f"code_verifier={verifier}", deviation("parameter-copied", 4, " with code_verifier= in front")),
        (verifier.replace("~", "%7E"), deviation("percent-encoded", 3, ", percent-encoded")),
    ]
    for width in (64, 76):  # where openssl and MIME break base64
        lines = "\n".join(verifier[at : at + width] for at in range(0, len(verifier), width))
        broken = deviation("whitespace", 2, f" broken into lines of {width} characters")
        variants += [(lines, broken), (lines + "\n", broken + deviation("trailing-newline", 0, " plus a newline"))]
    for text, deviations in variants:
        if text not in (verifier, f"{verifier}\n"):
            yield _hash_input(_encode(text), deviations)


def _stand_in(text: str, rarity: int, what: str) -> HashInput:
    slug = "empty-hashed" if not text.strip() else "other-text-hashed"
    return _hash_input(text.encode(), deviation(slug, rarity, f"from {what} instead of the verifier"))


_WORDS = ("undefined", "null", "None", "NaN", "nil", "true", "false")
_NAMES = ("code_verifier", "codeVerifier", "CODE_VERIFIER", "verifier")
_PLACEHOLDERS = ("$NAME", "${NAME}", "{NAME}", "{{NAME}}", "<NAME>", "%NAME%")
_STAND_INS = (
    _stand_in("", 2, "an empty text"),
    _stand_in("\n", 3, "an empty line"),
    _stand_in("\r\n", 4, "an empty line"),
    *(_stand_in(word, 4, f"the word {word}") for word in _WORDS),
    *(_stand_in(f"{word}\n", 5, f"the word {word} and a newline") for word in _WORDS[:3]),
    *(_stand_in(name, 4, f"the name {name}") for name in _NAMES),
    *(
        _stand_in(text, 4, f"the text {text}")
        for name in _NAMES
        for text in (placeholder.replace("NAME", name) for placeholder in _PLACEHOLDERS)
    ),
    *(_stand_in(text, 4, f"the text {text}") for text in OBJECT_TEXTS),
)
"""What is hashed if a variable is empty, or if its name is used instead of its value."""


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
