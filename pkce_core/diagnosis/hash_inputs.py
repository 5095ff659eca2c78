"""What may have been hashed instead of the verifier, and with what: the search's way forward.

A source is made of layers, in the order in which the mistakes happen:

    letter case ─▶ quotes ─▶ white space ─▶ line end ─▶ how the characters became octets

Any two layers combine; three combine in their common variants. That is some 250 sources, and some more when the
reader's verifier is itself not clean: then it may have been the clean one that was hashed.
"""

from __future__ import annotations

import binascii
import re
from itertools import product
from typing import NamedTuple

from pkce_core.diagnosis.deviations import A_MISTAKE, Deviations, cost_of, deviation
from pkce_core.diagnosis.unwrapping import unwrap

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class HashInput(NamedTuple):
    """Octets that may have been hashed, and the mistakes that made them.

    Attributes:
        octets: what may have been hashed.
        moves: the mistakes on the way there.
        cost: what these and the wrappings cost.
        wrappings: what happened to the reader's own copy of the verifier instead.
    """

    octets: bytes
    moves: Deviations
    cost: int
    wrappings: Deviations = ()


class _Variant(NamedTuple):
    change: Callable[[str], str]
    moves: Deviations
    common: bool


def _as_is(text: str) -> str:
    return text


def _around(before: str, after: str) -> Callable[[str], str]:
    return lambda text: f"{before}{text}{after}"


_SAME = _Variant(_as_is, (), True)
_CASE = (
    _SAME,
    _Variant(str.lower, deviation("case-changed", 3, " in lower case"), False),
    _Variant(str.upper, deviation("case-changed", 3, " in upper case"), False),
    _Variant(str.swapcase, deviation("other-verifier", 5, ", with upper and lower case exchanged"), False),
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
    _Variant(_around(" ", ""), deviation("whitespace", 2, " after a space"), False),
    _Variant(_around(" ", " "), deviation("whitespace", 3, " between two spaces"), False),
    _Variant(_around("", "\t"), deviation("whitespace", 3, " plus a tab"), False),
    _Variant(_around("\t", ""), deviation("whitespace", 4, " after a tab"), False),
    _Variant(_around("", "\0"), deviation("whitespace", 3, " plus an invisible NUL"), False),
    _Variant(_around("\n", ""), deviation("whitespace", 4, " after a newline"), False),
)
_LINE_END = (
    _SAME,
    _Variant(_around("", "\n"), deviation("trailing-newline", 0, " plus a newline"), True),
    _Variant(_around("", "\r\n"), deviation("crlf", 0, " plus a Windows line end (CR LF)"), True),
    _Variant(_around("", "\n\n"), deviation("trailing-newline", 3, " plus two newlines"), False),
    _Variant(_around("", "\r"), deviation("crlf", 4, " plus a carriage return"), False),
)
_OCTETS: tuple[tuple[Callable[[str], bytes], Deviations, bool], ...] = (
    (lambda text: _encode(text, "utf-8"), (), True),
    (lambda text: _encode(text, "utf-16-le"), deviation("utf-16", 0, ", as UTF-16 text"), True),
    (
        lambda text: b"\xff\xfe" + _encode(text, "utf-16-le"), deviation("utf-16", 1, ", as UTF-16 text with a BOM"),
        True,
    ),
    (lambda text: _encode(text, "utf-16-be"), deviation("utf-16", 2, ", as big-endian UTF-16 text"), False),
    (lambda text: b"\xfe\xff" + _encode(text, "utf-16-be"),
     deviation("utf-16", 3, ", as big-endian UTF-16 text with a BOM"), False),
    (lambda text: b"\xef\xbb\xbf" + _encode(text, "utf-8"),
     deviation("whitespace", 3, " after an invisible byte order mark"), False),
)  # fmt: skip


def list_hash_inputs(verifier: bytes) -> list[HashInput]:
    """Everything that may have been hashed instead of `verifier`, cheapest first.

    Args:
        verifier: any octets; their number is the caller's to bound.
    """
    try:
        text = verifier.decode("utf-8", "surrogatepass")
        sources = [*_from_layers(text), *_decoded(text), *_as_another_program_writes_it(text), *_STAND_INS]
    except UnicodeDecodeError:
        text = verifier.decode("latin-1")
        sources = [HashInput(verifier + end.change("").encode(), end.moves, cost_of(end.moves)) for end in _LINE_END]
    return sorted([*sources, *_with_wrapping_removed(text)], key=lambda source: source.cost)


def _from_layers(verifier: str) -> Iterator[HashInput]:
    for case, quotes, space, line_end, (encode, octet_moves, _) in _LAYERS:
        text = line_end.change(space.change(quotes.change(case.change(verifier))))
        moves = case.moves + quotes.moves + space.moves + line_end.moves + octet_moves
        yield HashInput(encode(text), moves, cost_of(moves))


def _combines(layers: tuple[_Variant, _Variant, _Variant, _Variant, tuple[object, Deviations, bool]]) -> bool:
    *text, (_, octet_moves, octets_common) = layers
    count = sum(len(variant.moves) for variant in text) + len(octet_moves)
    return count <= 2 or (count == 3 and octets_common and all(variant.common for variant in text))


_LAYERS = tuple(layers for layers in product(_CASE, _QUOTES, _SPACE, _LINE_END, _OCTETS) if _combines(layers))


def _with_wrapping_removed(verifier: str) -> Iterator[HashInput]:
    """The verifier as it was before something happened to the reader's copy, and the commonest mistakes with that."""
    for number, core in enumerate(unwrap(verifier)[1:]):
        ends = _LINE_END[:3] if number == 0 else _LINE_END[:1]
        for end in ends:
            octets = _encode(end.change(core.text), "utf-8")
            yield HashInput(octets, end.moves, core.cost + cost_of(end.moves) + 2, core.moves)
    found = re.search(r"[A-Za-z0-9\-._~]{43,128}", verifier)
    if found and found[0] != verifier:
        wrappings = deviation("", A_MISTAKE + 5, "has other text around it")  # dear: whatever has a name goes first
        yield HashInput(found[0].encode(), (), cost_of(wrappings), wrappings)
    url_safe = verifier.translate(_URL_SAFE)
    if url_safe != verifier:
        wrappings = deviation("", 2, "is in standard base64, and the one that was hashed is not")
        yield HashInput(_encode(url_safe, "utf-8"), (), cost_of(wrappings), wrappings)


def _as_another_program_writes_it(verifier: str) -> Iterator[HashInput]:
    """The verifier as another program may have written it before it was hashed."""
    standard = verifier.replace("-", "+").replace("_", "/")
    padding = "=" * (-len(verifier) % 4)
    variants = [
        (verifier + padding, deviation("padding", 2, " with its = padding kept")),
        (standard, deviation("", 3, " in standard base64")),
        (standard + padding, deviation("", 4, " in standard base64 with its = padding")),
        (f"b'{verifier}'", deviation("quoted", 3, " as Python prints bytes, b'...'")),
        (f"code_verifier={verifier}", deviation("", 4, " with code_verifier= in front")),
        (verifier.replace("~", "%7E"), deviation("percent-encoded", 3, ", percent-encoded")),
    ]
    for width in (64, 76):  # where openssl and MIME break base64
        lines = "\n".join(verifier[at : at + width] for at in range(0, len(verifier), width))
        broken = deviation("whitespace", 2, f" broken into lines of {width} characters")
        variants += [(lines, broken), (lines + "\n", broken + deviation("trailing-newline", 0, " plus a newline"))]
    for text, moves in variants:
        if text not in (verifier, f"{verifier}\n"):
            yield HashInput(_encode(text, "utf-8"), moves, cost_of(moves))


_URL_SAFE = str.maketrans({"+": "-", "/": "_", "=": ""})
_STAND_INS = tuple(
    HashInput(text.encode(), moves := deviation("", rarity, f"from {words} instead of the verifier"), cost_of(moves))
    for text, rarity, words in (
        ("", 2, "an empty text"),
        ("\n", 3, "an empty line"),
        ("undefined", 4, "the word undefined"),
        ("null", 4, "the word null"),
        ("None", 4, "the word None"),
        ("code_verifier", 4, "the name code_verifier"),
        ("$code_verifier", 4, "the text $code_verifier"),
        ("${code_verifier}", 4, "the text ${code_verifier}"),
    )
)
"""What is hashed when a variable is empty, or its name is taken for its value."""


def _decoded(verifier: str) -> Iterator[HashInput]:
    """The octets that the verifier would stand for if it were base64 or hex."""
    moves = deviation("decoded-verifier", 0, ", decoded to octets first")
    standard = verifier.replace("-", "+").replace("_", "/").rstrip("=")
    for decode, text in ((binascii.a2b_base64, standard + "=" * (-len(standard) % 4)), (binascii.unhexlify, verifier)):
        try:
            octets = decode(text)
        except ValueError:
            continue
        yield HashInput(octets, moves, cost_of(moves))


def _encode(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogatepass")
