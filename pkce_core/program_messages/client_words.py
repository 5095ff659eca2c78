"""What clients say in words of their own, before a request or after a redirect: no server writes these.

Every client that checks the server's metadata, or looks for what it saved before the redirect, has its own sentence for
what it doesn't find there. What they have in common is the place: the metadata, or a storage.
"""

from __future__ import annotations

import re

from pkce_core.program_messages.general import STORES

_ABSENT = (
    r"(?:missing|required|absent|undefined|null|none|empty|expected|unsupported|incompatible|omit\w*|lack\w*|without"
    r"|not|no|must|n't)"
)
_MEMBER = r"\bcode_?challenge_?methods_?supported\b"
_PKCE = r"\b(?:pkce|s256|code[ _-]?challenge|proof key)\b"
_SERVER = r"\b(?:(?:authorization|auth|oauth2?|oidc|openid|identity) (?:server|provider)|idp|server|provider|issuer)\b"
_SAYS = r"(?:support|advertis|announc|list|declar|publish|includ|offer)\w*"
_DOCUMENT = r"\b(?:metadata|discovery|well-known)\b"
_NO_METADATA = (
    rf"{_MEMBER}.{{0,80}}(?<!\w){_ABSENT}\b",
    rf"(?:(?<!\w){_ABSENT}|n't)\b.{{0,80}}{_MEMBER}",
    rf"{_SERVER}.{{0,120}}\b(?:does(?:n't| not)|did(?:n't| not)|is not|isn't|without|lacks|fails to)\b.{{0,20}}"
    rf"\b{_SAYS}.{{0,40}}{_PKCE}",
    rf"{_SERVER}.{{0,60}}\b(?:no|lacks|without)\b.{{0,20}}{_PKCE}.{{0,20}}\bsupport\b",
    rf"{_PKCE}.{{0,40}}(?:\bnot|n't)\b.{{0,12}}\b{_SAYS}.{{0,20}}(?:{_SERVER}|{_DOCUMENT})",
    rf"(?:{_SERVER}|{_DOCUMENT}).{{0,80}}\bonly\b.{{0,30}}\bplain\b",
    rf"{_DOCUMENT}.{{0,60}}(?<!\w){_ABSENT}\b.{{0,40}}{_PKCE}",
    rf"(?:(?<!\w){_ABSENT}|n't)\b.{{0,40}}{_PKCE}.{{0,40}}{_DOCUMENT}",
)
_VERIFIER = r"\b(?:code|pkce)[ _-]?(?:code[ _-]?)?verifiers?\b"
_IN_A_STORE = rf"(?:\b(?:in|from)\b (?:the |your |my )?(?:\w{{1,20}} ){{0,2}}{STORES}\b)"
_NOT_THERE = r"(?:\bnot\b|n't\b|\bmissing\b|\blost\b|\bgone\b|\bno longer\b|\bempty\b|\bnull\b|\bundefined\b)"
_NOT_FOUND = (
    r"\b(?:no|missing|lost|(?:can|could|did)(?:n't| ?not) (?:be )?(?:find|get|read|load|retrieve|restore)"
    r"|(?:failed|unable) to (?:find|get|read|load|retrieve|restore))\b"
)
_NO_VERIFIER = (
    rf"{_VERIFIER}.{{0,30}}{_NOT_THERE}.{{0,30}}{_IN_A_STORE}",
    rf"{_NOT_FOUND}.{{0,30}}{_VERIFIER}.{{0,20}}(?:{_IN_A_STORE}|\b(?:saved|stored|cached|persisted)\b)",
    rf"\bno {_VERIFIER} (?:was )?(?:found|available)\b(?! in)",
    rf"{_VERIFIER} (?:was |is )?(?:not found|lost|gone)\b(?! in)",
)
_NO_STATE = (
    rf"\bstate\b.{{0,30}}{_NOT_THERE}.{{0,30}}{_IN_A_STORE}",
    rf"{_NOT_FOUND}.{{0,20}}\b(?:saved|stored|cached|matching|oauth2?|auth|login) state\b",
    rf"{_NOT_FOUND}.{{0,20}}\bstate\b.{{0,12}}{_IN_A_STORE}",
    r"\b(?:cached|saved|stored) state\b.{0,60}\b(?:match|equal|differ|mismatch)",
    r"\bstate\b.{0,40}\b(?:match|equal|differ|mismatch)\w*.{0,20}\b(?:cached|saved|stored)\b",
)
_LOGIN = r"\b(?:cross-site|returned|log-?in|sign-?in|oauth2?|oidc|openid|authentication|authorization|callback|redirect)\b"
_OF_A_SERVER = rf"{_VERIFIER} parameter|no accepted code_challenge_method"
"""What a server says of PKCE in words like these."""
CLIENT_WORDS: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (_NO_METADATA, "", ("client-metadata-no-s256",)),
    (_NO_VERIFIER, "", ("client-verifier-lost",)),
    (_NO_STATE, _LOGIN, ("client-state-lost",)),
)
"""Patterns in lower case, what must stand beside them, and the causes; the first counts."""


def read_client_words(text: str) -> tuple[str, ...]:
    """The causes that a client's own words suggest; none when nothing shows that a client speaks.

    Args:
        text: in lower case, with one space for all white space.
    """
    if re.search(_OF_A_SERVER, text):
        return ()
    for patterns, beside, causes in CLIENT_WORDS:
        if any(re.search(pattern, text) for pattern in patterns) and re.search(beside, text):
            return causes
    return ()
