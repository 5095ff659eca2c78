"""Whether two texts are equal, and where they differ. `relation/` says how one was made from the other."""

from __future__ import annotations

from hmac import compare_digest

_BLOCK = 4096


def is_same(one: str | bytes, other: str | bytes) -> bool:
    """True for equal texts or octets; the time it takes does not reveal where they differ."""
    return compare_digest(_octets(one), _octets(other))


def common_length(one: str, other: str) -> int:
    """How many characters two texts share at their start, which is also the offset of the first difference."""
    shorter = min(len(one), len(other))
    # Whole blocks first, which is much faster for megabytes of text.
    blocks = range(0, shorter, _BLOCK)
    first = next((at for at in blocks if one[at : at + _BLOCK] != other[at : at + _BLOCK]), shorter)
    return next((at for at in range(first, shorter) if one[at] != other[at]), shorter)


def _octets(value: str | bytes) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
