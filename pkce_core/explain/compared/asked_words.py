"""What a message itself asks for: consent for offline_access, a scope that the server knows, a method of RFC 7636.

OIDC Core §11: "When offline access is requested, a prompt parameter value of consent MUST be used unless other
conditions for processing the request permitting offline access to the requested resources are in place." Some servers
hold to that to the letter, and others give a refresh token without it, or know no such scope.
"""

from __future__ import annotations

import re

from pkce_core.text.wording import LONGEST_MESSAGE

_PROMPT = re.compile(
    r"(?i)\bconsent in (?:the )?prompt\b"
    r"|\bprompt\b[^.;\n]{0,30}\b(?:must|should|has to|needs to|required to) (?:be|have|contain|include)"
    r"[\s\"'`=]{1,4}consent\b"
    r"|\bprompt\s?=\s?[\"'`]?consent[\"'`]?"
    r" (?:is |was )?(?:required|missing|mandatory|needed|not (?:set|present|given))"
    r"|\b(?:requires?|needs?|missing|without|add) [\"'`]?prompt\s?=\s?[\"'`]?consent\b"
)
_NAMED = re.compile(r"(?i)(?<![\w.])offline_access(?![\w.])")
_UNKNOWN = re.compile(
    r"(?i)\b(?:unknown|unsupported|invalid|unrecogni[sz]ed|no such"
    r"|(?:not|n't) (?:a )?(?:valid|supported|known|recogni[sz]ed|found|exist))\b"
)
_IN_PLACE = "Google takes access_type=offline in its place, and GitLab gives a refresh token without it."
_JOINED = r"[\"'`]?(?:,? or |, ?| ?\| ?| ?/ ?|,? and )[\"'`]?"
_METHODS = re.compile(
    rf"(?i)\b(?:must|should|has to|needs to|only|one of|allowed|expected|supported|either)\b[^.;\n]{{0,40}}"
    rf"\b(?:(s256){_JOINED}plain|plain{_JOINED}(s256))\b(?!\s+(?:is|are|isn't|aren't|not|must|can|cannot)\b)"
)
_BY_METHODS = "By its words, the message is about the code_challenge_method: it allows S256 and plain."
_LOWER = "The message has s256 in lower case. RFC 7636 has S256."


def asked_causes(code: str, words: str) -> dict[str, str]:
    """The causes that a message names by what it asks for, each with its evidence; none for any other message.

    Args:
        code: the error code; "" for none.
        words: what the server says with it; 4,000 characters are read.
    """
    words = words[:LONGEST_MESSAGE]
    if _PROMPT.search(words):
        return {"consent-prompt": "By its words, the message is about prompt, in which consent is missing."}
    if code == "invalid_scope" and _NAMED.search(words) and _UNKNOWN.search(words):
        return {"scope-unknown": f"The message names offline_access, which not every server has: {_IN_PLACE}"}
    if methods := _METHODS.search(words):
        found = dict.fromkeys(("method-unknown", "method-missing"), _BY_METHODS)
        is_lower = (methods[1] or methods[2]) == "s256" and words != words.lower()  # not in a text without capitals
        return {"method-spelling": _LOWER, **found} if is_lower else found
    return {}
