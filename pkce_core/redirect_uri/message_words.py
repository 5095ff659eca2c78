"""Which request a message about the redirect_uri is about, and what it says of the address and its parts.

An authorization endpoint compares the redirect_uri with the registration, on a page of its own (RFC 6749 §4.1.2.1). A
token endpoint compares it with the authorization request, and says invalid_grant (§5.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNREGISTERED, _DIFFERS = "redirect-uri-unregistered", "redirect-uri-differs"
_OF_TOKEN_ENDPOINTS = ("invalid_grant", "unsupported_grant_type")
"""Codes that only a token endpoint sends."""
_OF_LATER_REQUEST = (
    r"\btoken[ _-](?:request|endpoint|exchange)|\baccess[ _-]?token\b|\bcode\b(?!s)|\bgrant\b|\b(?:original|initial)"
    r"|\bused (?:in|for|to|when|at)\b|\bthe (?:first|previous|earlier|prior|authori[sz]ation)"
    r" (?:authori[sz]ation )?request\b|\bexchang|\baadsts"
)
_INSECURE = (
    r"\binsecure\b|\bnot (?:be )?secure\b|\bunsecured?\b|\bhttps\b.{0,20}\b(?:required|only|must|expected)\b"
    r"|\b(?:must|should|has to|have to|needs? to|only|requires?|use|using)\b"
    r"(?:(?!\b(?:same|registered|match\w{0,3}|exact\w{0,2}|identical|equal|one of|original)\b).){0,40}\bhttps\b"
    r"|\b(?:can(?:not|'t)|must not|may not|should not) (?:be|use) (?:plain )?http\b"
    r"|\bhttp\b(?! (?:status|error|method)).{0,20}\bnot (?:be )?(?:allowed|permitted|supported|accepted)\b"
)
_PART_SAID = ("missing", "must-be", "wrong", "")
_PART_MISSING = (
    r"\b(?:missing|no|without|lacks?|lacking|needs?|requires?|must (?:have|contain|include)"
    r"|(?:does|did)(?:n't| not) (?:have|contain|include)) (?:(?:an?|the|its|any|valid|required|some|ur[il]) ){0,3}"
    r"(?:scheme|protocol|host(?: ?name)?|authority|slash|padding|prefix|characters?|digits?|segments?)\b"
)
"""What is missing is a part of a value, which was sent."""
_REGISTERED_PATTERN = (
    r"\b(?:allowed|registered|configured|permitted|accepted|whitelisted|known|approved)\b[\w ]{0,30}\bpatterns?\b"
    r"|\bpatterns?\b[\w ]{0,30}\b(?:allowed|registered|configured|permitted|accepted|whitelisted)\b"
)


def misses_a_part(said: str, clause: str) -> bool:
    """Whether a clause misses a part of a value, such as a scheme, and not the value.

    Args:
        said: what the clause says, as in the table of words.
        clause: in lower case.
    """
    return said in _PART_SAID and re.search(_PART_MISSING, clause) is not None


def names_registered_pattern(clause: str) -> bool:
    """Whether a clause is about the patterns that are registered: an address that fits none isn't malformed.

    Args:
        clause: in lower case.
    """
    return re.search(_REGISTERED_PATTERN, clause) is not None


def says_insecure(clause: str) -> bool:
    """Whether a clause says of an address that it has to be https.

    Args:
        clause: in lower case.
    """
    return re.search(_INSECURE, clause) is not None


def with_request(causes: Mapping[str, str], code: str, text: str) -> dict[str, str]:
    """The causes with the likelier one of two redirect URI mistakes first.

    Args:
        causes: the slugs with their evidence, in order.
        code: the error code; "" for none.
        text: the server's words.
    """
    slugs = list(causes)
    if _UNREGISTERED not in causes or slugs[0] != _DIFFERS or code in _OF_TOKEN_ENDPOINTS:
        return dict(causes)
    if re.search(_OF_LATER_REQUEST, text.casefold()):
        return dict(causes)
    first = {_UNREGISTERED: causes[_UNREGISTERED]}
    return {**first, **causes}
