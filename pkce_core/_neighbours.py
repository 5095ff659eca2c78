"""Verifiers one slip away from the reader's: the challenge may belong to one of them."""

from __future__ import annotations

from pkce_core._abnf import UNRESERVED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = [bytes([octet]) for octet in UNRESERVED.encode("ascii")]
_CONFUSED = ("0Oo", "1lI", "-_~", "5S", "8B", "2Z", "6G", "uv", "nm", "cC", "._", "9g", "7T")
_CONFUSABLE = {one.encode(): [other.encode() for other in group if other != one]
               for group in _CONFUSED for one in group}  # fmt: skip


def find_neighbours(verifier: bytes) -> Iterator[bytes]:
    """Every verifier one slip away, the likely slips first; the caller takes as many as it has time for.

    A slip is a character that is missing, too many at an end, doubled, in the other letter case, exchanged with the
    next one, or any other character.
    """
    yield from _likely_slips(verifier)
    for at in range(len(verifier)):
        before, after = verifier[:at], verifier[at + 1 :]
        for letter in _LETTERS:
            yield before + letter + after


def _likely_slips(verifier: bytes) -> Iterator[bytes]:
    for at in range(len(verifier)):
        before, own, after = verifier[:at], verifier[at : at + 1], verifier[at + 1 :]
        yield before + after
        yield before + own.swapcase() + after
        yield before + own + own + after
        yield before + after[:1] + own + after[1:]
        for other in _CONFUSABLE.get(own, ()):
            yield before + other + after
    for letter in _LETTERS:
        yield verifier + letter
        yield letter + verifier


def describe_slip(yours: str, theirs: str) -> str:
    """Say how their verifier differs from yours, naming single characters only.

    Args:
        yours: the reader's verifier.
        theirs: one that `find_neighbours` gave for it.
    """
    at = next((at for at, (own, other) in enumerate(zip(yours, theirs, strict=False)) if own != other), -1)
    if at == -1:
        at = min(len(yours), len(theirs))
    if len(theirs) < len(yours):
        return f", without the {yours[at]} at character {at + 1}"
    if len(theirs) > len(yours):
        return f", with one more {theirs[at]} at character {at + 1}"
    if yours[at + 1 :] != theirs[at + 1 :]:
        return f", with characters {at + 1} and {at + 2} the other way round"
    return f", with {theirs[at]} instead of {yours[at]} at character {at + 1}"
