"""What a server says of a DPoP proof that it refuses, and the cause that it points at (RFC 9449 §4.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.wording import LONGEST_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID = (
    ("dpop-nonce", r"\bnonce\b", "its nonce"),
    ("dpop-replayed", r"\bjti\b|replay|already (?:been )?used|used (?:before|already)|reuse",
     "its jti, or a second use"),
    ("dpop-time", r"\biat\b|expired|too old|recent|in the future|\bclock|not yet valid|\bexp\b|stale",
     "its time (iat)"),
    ("dpop-target", r"\bhtu\b|\bhtm\b|\burl\b|\buri\b|http method", "its htm or htu"),
    ("dpop-key", r"\bath\b|\bjkt\b|thumbprint|\bjwk\b|signature|\bkey\b|\balg(?:orithm)?\b|\bcnf\b|binding|bound"
     r"|\btyp\b", "its key, its signature or its ath"),
    ("dpop-missing", r"missing|required|no dpop|must be (?:present|provided)|header", "that there is none"),
)  # fmt: skip
"""A cause, the words that point at it, and what they are about; the first that fits is the likeliest."""


def dpop_causes(code: str, words: str) -> Mapping[str, str]:
    """The causes that a server's words point at, each with its evidence; none for words that aren't about DPoP.

    Args:
        code: the error code.
        words: the server's own words; 4,000 characters are read.
    """
    if "dpop" not in f"{code} {words[:LONGEST_MESSAGE]}".lower() or code == "use_dpop_nonce":
        return {}
    spaced = words[:LONGEST_MESSAGE].casefold().replace("_", " ")
    return {
        slug: f"By its words, the message is about the DPoP proof: {what}."
        for slug, pattern, what in _SAID
        if re.search(pattern, spaced)
    }
