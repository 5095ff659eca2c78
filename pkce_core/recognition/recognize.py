"""`recognize`: every value of the flow in a text, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.recognition.addresses import find_addresses
from pkce_core.recognition.documents import find_documents
from pkce_core.recognition.labels import find_bare, find_labeled
from pkce_core.recognition.recognized import Recognized, Sureness
from pkce_core.recognition.recording import find_recording
from pkce_core.recognition.tokens import find_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TEXT = 1_000_000
"""Characters; the rest of a longer text is not read."""
_CONTAINERS = frozenset(
    {
        "authorization-url", "redirect", "token-url", "token-response", "error", "token-request", "pushed-request",
        "command",
        "http-request", "http-response", "html-page", "form-post", "flow",
    }
)  # fmt: skip
"""The kinds that may have other values inside."""
_MOST_VALUES = 200
_ORDER = tuple(Sureness)


def recognize(text: str) -> tuple[Recognized, ...]:
    """Find every value of the flow in a text.

    Args:
        text: any text: one value, a log, several values one after the other. At most 1,000,000 characters are read.

    Returns:
        The values in the order of their places, at most 200; a document or a URL comes before the values inside it.
        A bare value of 43 characters can be a verifier or a challenge: its `why` says so. A HAR file, of at most 50 MB,
        is one value.

    Raises:
        UsageError: the argument is not str.
    """
    if not isinstance(text, str):
        raise UsageError("The text must be str.")
    if recording := tuple(find_recording(text)):
        return recording
    text = text[:LONGEST_TEXT]
    found = [*find_documents(text), *find_addresses(text), *find_tokens(text), *find_labeled(text), *find_bare(text)]
    return tuple(sorted(_without_repeats(found), key=lambda each: (each.start, -each.end)))


def _without_repeats(found: Iterable[Recognized]) -> list[Recognized]:
    """One value for each place: the surest, and of equals the first; a container may have others inside."""
    kept: list[Recognized] = []
    for one in sorted(found, key=lambda each: _ORDER.index(each.sureness)):
        overlapping = (other for other in kept if one.start < other.end and other.start < one.end)
        if all(_may_contain(other, one) or _may_contain(one, other) for other in overlapping):
            kept.append(one)
        if len(kept) == _MOST_VALUES:
            break
    return kept


def _may_contain(outer: Recognized, inner: Recognized) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and outer.kind in _CONTAINERS and (outer.start, outer.end) != (inner.start, inner.end)
