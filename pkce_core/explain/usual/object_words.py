"""What a server says of a request object that it refuses, and the cause that it points at (RFC 9101 §6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.wording import LONGEST_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

OBJECT_ERROR = "invalid_request_object"
_ABOUT_IT = r"\brequest[ _]?object\b|\b(?:of|in|from) the '?request'? (?:object|jwt)\b"
_LACKS = (
    r"missing|required|lacks?\b|\bno\b|without|absent|not present|must be (?:present|provided)"
    r"|must (?:have|contain|include) (?:an? |the |valid )*'?(?:exp|nbf|iat|aud|iss|client id|jti)\b"
)
_SAID = (
    ("object-encryption", r"decrypt|encrypt|\bjwe\b|\benc\b", "its encryption"),
    ("object-used", r"\bjti\b(?=.{0,60}\b(?:used|reuse|replay))|replay|already (?:been )?used"
     r"|used (?:before|already|once)", "a second use"),
    ("object-alg", r"\balg(?:orithm)?\b|\bnone\b|unsigned|not signed|(?:must|should|has to|needs to) be signed"
     r"|unsupported (?:signing|signature)", "its alg"),
    ("object-aud", r"\baud(?:ience)?\b", "its aud"),
    ("object-time", r"\bexp(?:ir\w+)?\b|\bnbf\b|\biat\b|not (?:yet )?valid yet|not yet valid|too (?:old|long|far)"
     r"|lifetime|in the (?:future|past)|\bclock\b", "its time (exp, nbf, iat)"),
    ("object-client", r"\biss(?:uer)?\b|client ?id", "its iss or its client_id"),
    ("object-signature", r"signature|\bkid\b|\bjwks?\b|\bkeys?\b|certificate|verif(?:y|ied|ication)",
     "its signature or its key"),
    ("object-form", r"\btyp\b|malformed|\bpars(?:e|ing)\b|not (?:an? )?(?:valid )?jwt|decod", "its form"),
    ("object-parameters", r"response ?type|redirect ?uri|\bscope\b|\bstate\b|\bnonce\b|code ?challenge|\bparameters?\b"
     r"|must not (?:contain|have|include)",
     "a parameter in it"),
)  # fmt: skip
"""A cause, the words that point at it, and what they are about; the first that fits is the likeliest."""
_PARTIES, _AFTER_PARTIES = ("object-aud", "object-client"), ("object-client", "object-signature")
"""Claims whose values are parties: where aud isn't the issuer, iss isn't meant, and a key may be the client's."""
_CLAIM = r"\b(exp|nbf|iat|jti|aud|iss|client id)\b"
_CLAIMS = ("object-aud", "object-time", "object-client")


def object_causes(code: str, words: str) -> Mapping[str, str]:
    """The causes that a server's words point at, each with its evidence; none for words about something else.

    Args:
        code: the error code.
        words: the server's own words; 4,000 characters are read.
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])|_", " ", words[:LONGEST_MESSAGE]).casefold()
    if code != OBJECT_ERROR and not re.search(_ABOUT_IT, spaced):
        return {}
    found: dict[str, str] = {}
    for slug, pattern, what in _SAID:
        is_other = slug in _AFTER_PARTIES and any(party in found for party in _PARTIES)
        if is_other or not re.search(pattern, spaced):
            continue
        evidence = f"By its words, the message is about the request object: {what}."
        if slug in _CLAIMS and re.search(_LACKS, spaced):
            claim = re.search(_CLAIM, spaced)
            what = f"{claim[1].replace(' ', '_') if claim else 'a claim'} is missing or required"
            found.setdefault("object-claim-missing", f"By its words, the message is about the request object: {what}.")
        else:
            found.setdefault(slug, evidence)
    if found.keys() & {"object-encryption", "object-alg"}:
        found.pop("object-signature", None)
    if len(found) > 1:
        found.pop("object-parameters", None)
    return found
