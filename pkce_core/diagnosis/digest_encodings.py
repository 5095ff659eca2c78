"""How a text may have become the challenge after the hash: the search's way back.

    digest ─ encoding ─▶ letter case ─▶ cut off ─▶ what `_wrappings` undoes ─▶ challenge

What is left of a challenge is compared with a digest's possible writings (`explain_core`); the first octets it would
stand for (`find_heads`) tell in one look-up whether to compare at all.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64

from pkce_core.diagnosis.deviations import Deviations, cost_of, deviation
from pkce_core.text.base64url import encode_base64url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_CUT = 8
"""Characters that have to be left of a cut-off challenge; fewer could belong to anything."""
_SHORTEST_MIDDLE = 12
"""The same when both ends are missing."""

_BASE64_HEAD = re.compile(r"[A-Za-z0-9+/]{8}")
_HEX_HEAD = re.compile(rb"[0-9A-Fa-f]{6}")
_SEPARATED_HEAD = re.compile(r"([0-9A-Fa-f]{2})[:-]?([0-9A-Fa-f]{2})[:-]?([0-9A-Fa-f]{2})")
_STANDARD = str.maketrans("-_", "+/")


def digest_prefixes(text: str) -> set[bytes]:
    """The first three octets of any digest that may be written as `text`: one look-up tells whether to compare more.

    Letter case is undone where that is possible: for text in one case, `folded_head` takes over.
    """
    if len(text) < SHORTEST_CUT:
        return set()
    head = text[:SHORTEST_CUT]
    heads = set()
    for recased in (head, head.swapcase(), head[0].swapcase() + head[1:]):
        standard = recased.translate(_STANDARD)
        if _BASE64_HEAD.fullmatch(standard):
            octets = a2b_base64(standard)
            heads.add(octets[:3])
            if _HEX_HEAD.fullmatch(octets):
                heads.add(bytes.fromhex(octets.decode()))
    if separated := _SEPARATED_HEAD.match(head):
        heads.add(bytes.fromhex("".join(separated.groups())))
    return heads


def caseless_prefix(text: str) -> bytes | None:
    """The start of a text in a single letter case, as base64 in lower case; None for any other text."""
    if len(text) < SHORTEST_CUT or (text != text.lower() and text != text.upper()):
        return None
    return text[:SHORTEST_CUT].translate(_STANDARD).lower().encode("utf-8", "surrogatepass")


def caseless_digest_prefixes(digest: bytes, with_hex: bool) -> tuple[bytes, ...]:
    """What `folded_head` gives for a digest in base64 and, if wanted, for its hex digits in base64."""
    head = b2a_base64(digest[:6], newline=False).lower()
    if not with_hex:
        return (head,)
    digits = digest[:3].hex()
    return head, *(b2a_base64(form.encode(), newline=False).lower() for form in (digits, digits.upper()))


def explain_encoding(core: str, digest: bytes) -> Deviations | None:
    """The cheapest mistakes that turn a digest into this text; None when none do.

    Args:
        core: a challenge with what was put around it undone.
        digest: octets that may have been encoded.
    """
    if len(core) > 4 * len(digest):  # the longest writing, base64 of hex, is shorter
        return None
    explanations = []
    for octets, cut in _whole_or_cut(core, digest):
        for written, moves in encodings_of(octets):
            if (changes := compare_encoding(core, written)) is not None:
                explanations.append(cut + moves + changes)
    return min(explanations, key=cost_of, default=None)


def _whole_or_cut(core: str, digest: bytes) -> Iterator[tuple[bytes, Deviations]]:
    """The digest, and the digest cut to the number of octets that the text has room for."""
    yield digest, ()
    for room in {len(core.rstrip("=")) * 6 // 8, len(core) // 2}:
        if 6 <= room < len(digest):
            yield digest[:room], deviation("truncated", 1, f"was cut to {room} of the {len(digest)} octets of the hash")


def encodings_of(digest: bytes) -> Iterator[tuple[str, Deviations]]:
    """Every way to write octets as text, with the mistakes it holds; the right one first."""
    right, standard = encode_base64url(digest), b2a_base64(digest, newline=False).decode()
    yield right, ()
    yield right + "=" * (-len(right) % 4), deviation("padding", 0, "keeps its = padding")
    yield standard, deviation("standard-base64", 0, "is written in standard base64 instead of base64url")
    yield standard.rstrip("="), deviation("standard-base64", 1, "is written with the + and / of standard base64")
    digits = digest.hex()
    yield digits, deviation("hex-digest", 0, "is written as hex digits instead of base64url")
    for separator in ":-":
        yield (
            digest.hex(separator),
            deviation("hex-digest", 1, f"is written as hex digits with {separator} between them"),
        )
    for payload in (digits, digits.upper()):
        for line_end, rarity in (("", 0), ("\n", 1), ("  -\n", 1), (" *-\n", 2)):
            encoded = encode_base64url((payload + line_end).encode())
            moves = deviation("base64-of-hex", rarity, "is the base64 of hex digits")
            yield encoded, moves
            yield encoded + "=" * (-len(encoded) % 4), moves + deviation("padding", 0, "keeps its = padding")


def compare_encoding(core: str, written: str) -> Deviations | None:
    """The mistakes between what was written and what is there: letter case, and a part that is missing."""
    if core == written:
        return ()
    if len(core) > len(written):
        return None
    folded, whole = core.lower(), written.lower()
    if folded == whole:
        return _CASE_CHANGED
    if len(core) < SHORTEST_CUT or len(core) == len(written):
        return None
    if whole.startswith(folded):
        kept, words = written[: len(core)], f"is cut off after {len(core)} of {len(written)} characters"
    elif whole.endswith(folded):
        kept, words = written[-len(core) :], _without_first(len(written) - len(core))
    elif len(core) >= _SHORTEST_MIDDLE and (at := whole.find(folded)) > 0:
        kept = written[at : at + len(core)]
        words = f"has only its characters {at + 1} to {at + len(core)} left"
    else:
        return None
    cut = deviation("truncated", 0, words)
    return cut if kept == core else _CASE_CHANGED + cut


def _without_first(count: int) -> str:
    return "lacks its first character" if count == 1 else f"lacks its first {count} characters"


_CASE_CHANGED = deviation("case-changed", 0, "has its letter case changed")
