"""What a message says of offline_access: that prompt=consent is missing for it, or that the server doesn't know it.

OIDC Core §11: "When offline access is requested, a prompt parameter value of consent MUST be used unless other
conditions for processing the request permitting offline access to the requested resources are in place." Some servers
hold to that to the letter, and others give a refresh token without it, or know no such scope.
"""

from __future__ import annotations

import re

_LONGEST = 4_000
_PROMPT = re.compile(
    r"(?i)\bconsent in (?:the )?prompt\b"
    r"|\bprompt\b[^.;\n]{0,30}\b(?:must|should|has to|needs to|required to) (?:be|have|contain|include)[\s\"'`=]{1,4}consent\b"
    r"|\bprompt\s?=\s?[\"'`]?consent[\"'`]? (?:is |was )?(?:required|missing|mandatory|needed|not (?:set|present|given))"
    r"|\b(?:requires?|needs?|missing|without|add) [\"'`]?prompt\s?=\s?[\"'`]?consent\b"
)
_NAMED = re.compile(r"(?i)(?<![\w.])offline_access(?![\w.])")
_UNKNOWN = re.compile(
    r"(?i)\b(?:unknown|unsupported|invalid|unrecogni[sz]ed|(?:not|n't) (?:a )?(?:valid|supported|known|recogni[sz]ed|found|exist)"
    r"|no such)\b"
)
_IN_PLACE = "Google takes access_type=offline in its place, and GitLab gives a refresh token without it."


def offline_causes(code: str, words: str) -> dict[str, str]:
    """The cause that a message about offline_access or its prompt names, with its evidence; none for any other.

    Args:
        code: the error code; "" for none.
        words: what the server says with it; 4,000 characters are read.
    """
    words = words[:_LONGEST]
    if _PROMPT.search(words):
        return {"consent-prompt": "By its words, the message is about prompt, in which consent is missing."}
    if code == "invalid_scope" and _NAMED.search(words) and _UNKNOWN.search(words):
        return {"scope-unknown": f"The message names offline_access, which not every server has: {_IN_PLACE}"}
    return {}
