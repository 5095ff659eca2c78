"""How a digest may have been written as the challenge (stage 5 of the search).

    digest ─▶ cut to fewer octets ─▶ encoding ─▶ letter case changed ─▶ cut to fewer characters ─▶ text

`encodings_of` is the list of encodings. `explain_encoding` compares all of them with a text, which is slow. So the
search first asks whether the digest starts with one of the text's `digest_prefixes`.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64
from typing import TYPE_CHECKING

from pkce_core.diagnosis.stages.deviations import Deviations, cost_of, deviation
from pkce_core.text.base64url import encode_base64url

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_CUT = 8
"""How many characters must be left of a cut-off challenge; fewer can belong to anything."""
_SHORTEST_MIDDLE = 12
"""The same if both ends are missing."""
_STANDARD, _FROM_STANDARD = str.maketrans("-_", "+/"), str.maketrans("+/", "-_")
_SPECIAL = re.compile("[^A-Za-z0-9]")
_REPLACEMENTS = "-_+/.~*,:;!$@|"
"""What is written instead of - and _ by mistake. Space is not among them: a form makes it of +."""


def encodings_of(digest: bytes) -> Iterator[tuple[str, Deviations]]:
    """Every way to write a digest as text, each with its mistakes; the right one first."""
    right, standard = encode_base64url(digest), b2a_base64(digest, newline=False).decode()
    yield right, ()
    yield right + "=" * (-len(right) % 4), deviation("padding", 0, "keeps its = padding")
    yield standard, deviation("standard-base64", 0, "is written in standard base64 instead of base64url")
    yield standard.rstrip("="), deviation("standard-base64", 1, "is written with the + and / of standard base64")
    digits = digest.hex()
    yield digits, deviation("hex-digest", 0, "is written as hex digits instead of base64url")
    for separator, name in ((":", ":"), ("-", "-"), (" ", "spaces")):
        separated = deviation("hex-digest", 1, f"is written as hex digits with {name} between them")
        yield digest.hex(separator), separated
    for payload in (digits, digits.upper()):
        # What follows the digits in the output of sha256sum, whose * marks a binary file.
        for line_end, rarity in (("", 0), ("\n", 1), ("  -\n", 1), (" *-\n", 2)):
            encoded = encode_base64url((payload + line_end).encode())
            of_hex = deviation("base64-of-hex", rarity, "is the base64 of hex digits")
            yield encoded, of_hex
            yield encoded + "=" * (-len(encoded) % 4), of_hex + deviation("padding", 0, "keeps its = padding")


def explain_encoding(text: str, digest: bytes) -> Deviations | None:
    """The cheapest mistakes that turn a digest into a text; None if there are none that do.

    Args:
        text: a challenge without what was put around it.
        digest: octets that may have been encoded.
    """
    if len(text) > 4 * len(digest):  # the longest encoding, base64 of hex, is shorter
        return None
    explanations = []
    for octets, cut in _whole_or_cut(text, digest):
        for written, encoding in encodings_of(octets):
            # The case of hex digits means nothing, so that it changed is no mistake.
            is_hex = encoding[:1] and encoding[0].mistake == "hex-digest"
            if (changes := compare_encoding(text.lower() if is_hex else text, written)) is not None:
                explanations.append(cut + encoding + changes)
    if replaced := _explain_replaced(text, encode_base64url(digest)):
        explanations.append(replaced)
    return min(explanations, key=cost_of, default=None)


def _whole_or_cut(text: str, digest: bytes) -> Iterator[tuple[bytes, Deviations]]:
    """The digest, and the digest cut to the number of octets that the text has room for in base64 or hex."""
    yield digest, ()
    for room in {len(text.rstrip("=")) * 6 // 8, len(text) // 2}:
        if 6 <= room < len(digest):
            yield digest[:room], deviation("truncated", 1, f"was cut to {room} of its {len(digest)} bytes")


def compare_encoding(text: str, written: str) -> Deviations | None:
    """The mistakes that turn what was written into the text: another letter case, or a missing part."""
    if text == written:
        return ()
    if len(text) > len(written):
        return None
    caseless, caseless_written = text.lower(), written.lower()
    if caseless == caseless_written:
        return _CASE_CHANGED
    if len(text) < _SHORTEST_CUT or len(text) == len(written):
        return None
    missing = len(written) - len(text)
    if caseless_written.startswith(caseless):
        at, phrase = 0, f"is cut off after {len(text)} of {len(written)} characters"
    elif caseless_written.endswith(caseless):
        at = missing
        phrase = "is missing its first character" if missing == 1 else f"is missing its first {missing} characters"
    elif len(text) >= _SHORTEST_MIDDLE and (at := caseless_written.find(caseless)) > 0:
        phrase = f"has only its characters {at + 1} to {at + len(text)}"
    else:
        return None
    cut = deviation("truncated", 0, phrase)
    return cut if written[at : at + len(text)] == text else _CASE_CHANGED + cut


def _explain_replaced(text: str, right: str) -> Deviations | None:
    """The mistake that left out the - and _ of the right text, or wrote something else; None for any other change."""
    if _SPECIAL.sub("", text) != _SPECIAL.sub("", right):
        return None
    bare, padding = _without_padding(text, len(right))
    if bare == right:
        return padding or None
    if not _SPECIAL.search(right):
        return None
    url_safe = bare.translate(_FROM_STANDARD)
    if url_safe == right:
        return deviation("standard-base64", 2, "has only some of its + and / replaced")
    for gone in ("-_", "-", "_"):
        present = [character for character in gone if character in right]
        if present and url_safe == right.translate({ord(character): None for character in present}):
            names = " and ".join(present)
            phrase = f"is missing every {names}, as if + and / had been deleted instead of replaced"
            return deviation("deleted-characters", 2, phrase) + padding
    wrong = sorted({(is_right, own) for own, is_right in zip(bare, right, strict=False) if own != is_right})
    if len(bare) != len(right) or not all(is_right in "-_" and own in _REPLACEMENTS for is_right, own in wrong):
        return None
    pairs = list(zip(right, bare, strict=True))
    if any(pairs.count(change) != right.count(change[0]) for change in wrong):
        return None
    if wrong == [("-", "_"), ("_", "-")]:
        phrase = "has - and _ the wrong way round"
    else:
        phrase = " and ".join(f"has {own} instead of each {is_right}" for is_right, own in wrong)
    return deviation("wrong-characters", 1, phrase) + padding


def _without_padding(text: str, length: int) -> tuple[str, Deviations]:
    """The text without the padding, or without what may have been written instead of it."""
    bare = text.rstrip("=")
    if bare != text:
        return bare, deviation("padding", 0, "keeps its = padding")
    instead = text[length:]
    if len(instead) == -length % 4 and instead and instead[0] in "-_~*" and instead == instead[0] * len(instead):
        return text[:length], deviation("padding", 2, f'ends with "{instead}", as if that stood for its = padding')
    return text, ()


_CASE_CHANGED = deviation("case-changed", 0, "has its letter case changed")

_BASE64_START = re.compile(r"[A-Za-z0-9+/]{8}")
_HEX_START = re.compile(rb"[0-9A-Fa-f]{6}")
_SEPARATED_START = re.compile(r"([0-9A-Fa-f]{2})[ :-]?([0-9A-Fa-f]{2})[ :-]?([0-9A-Fa-f]{2})")


def digest_prefixes(text: str) -> set[bytes]:
    """The first three octets of every digest that may have been written as `text`.

    They include those of the text with its letter case, or that of its first letter, swapped back. For a text in a
    single letter case there is `caseless_prefix`.
    """
    if len(text) < _SHORTEST_CUT:
        return set()
    start = text[:_SHORTEST_CUT]
    prefixes = set()
    for recased in (start, start.swapcase(), start[0].swapcase() + start[1:]):
        standard = recased.translate(_STANDARD)
        if _BASE64_START.fullmatch(standard):
            octets = a2b_base64(standard)
            prefixes.add(octets[:3])
            if _HEX_START.fullmatch(octets):
                prefixes.add(bytes.fromhex(octets.decode()))
    if separated := _SEPARATED_START.match(start):
        prefixes.add(bytes.fromhex("".join(separated.groups())))
    return prefixes


def caseless_prefix(text: str) -> bytes | None:
    """The start of a text in a single letter case, as base64 in lower case; None for any other text."""
    if len(text) < _SHORTEST_CUT or (text != text.lower() and text != text.upper()):
        return None
    return text[:_SHORTEST_CUT].translate(_STANDARD).lower().encode("utf-8", "surrogatepass")


def caseless_digest_prefixes(digest: bytes, with_hex: bool) -> tuple[bytes, ...]:
    """What `caseless_prefix` gives for a digest in base64 and, if wanted, for its hex digits in base64."""
    start = b2a_base64(digest[:6], newline=False).lower()
    if not with_hex:
        return (start,)
    digits = digest[:3].hex()
    return start, *(b2a_base64(form.encode(), newline=False).lower() for form in (digits, digits.upper()))
