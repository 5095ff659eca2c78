"""The parameter that a misspelled name was probably meant to be."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_OTHER_NAMES = {
    "redirect_url": "redirect_uri",
    "callback": "redirect_uri",
    "callback_url": "redirect_uri",
    "return_uri": "redirect_uri",
    "return_url": "redirect_uri",
    "redirect": "redirect_uri",
    "scopes": "scope",
}
"""Names that other programs and other protocols use."""


def intended_name(name: str, known: Sequence[str]) -> str | None:
    """The parameter that a misspelled name was probably meant to be."""
    plain = re.sub(r"[^a-z]", "", name[:40].lower())
    if found := _OTHER_NAMES.get(name.lower()) or {each.replace("_", ""): each for each in known}.get(plain):
        return found
    from difflib import get_close_matches  # only here, because it loads slowly and most URLs don't need it

    return next(iter(get_close_matches(name[:40], known, n=1, cutoff=0.8)), None)
