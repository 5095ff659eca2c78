"""What clients say in words of their own, before a request or after a redirect: no server writes these.

Every client that checks the server's metadata, or looks for what it saved before the redirect, has its own sentence for
what it doesn't find there. What these have in common is the place: the metadata, or a storage. So a sentence is read by
what it names, in any order.
"""

from __future__ import annotations

import re

from pkce_core.program_messages.general import STORES
from pkce_core.text.wording import LONGEST_MESSAGE

_MOST_SENTENCES = 40
_SENTENCE = r"(?<=[.;!?])\s"

_NEGATION = (
    r"\b(?:not|no|none|cannot|missing|absent|lacks?|lacking|omits?|omitted|without|undefined|null|empty|lost|gone|expired"
    r"|unable|fail(?:s|ed)?|unsupported|incompatible)\b|n't\b"
)
_MEMBER = r"\bcode_?challenge_?methods_?supported\b"
_MEMBER_IS_RIGHT = rf"{_MEMBER}[\"']? ?[:=] ?\[[^\]]{{0,60}}s256"
_PKCE = r"\b(?:pkce|s256|code[ _-]?challenge|proof key)\b"
_SERVER = r"\b(?:(?:authorization|auth|oauth2?|oidc|openid|identity) (?:server|provider)|idp|server|provider|issuer)\b"
_SAYS = r"(?:support|advertise|announce|list|declare|publish|include|offer)\w*"
_SAID = r"\b(?:supported|advertised|announced|listed|declared|published|included|offered) (?:by|in|at|on|from|with)\b"
_DOCUMENT = r"\b(?:metadata|discovery|well-known)\b"
_READ = r"(?:load|found\b|find|fetch|read|reach|retrieve|download|parse|available|get\b|got\b|discover)"
_UNREAD = (
    rf"{_DOCUMENT}(?:(?!{_PKCE}).){{0,40}}(?:\b(?:not|cannot|unable|fail\w{{0,4}})\b|n't\b).{{0,12}}\b{_READ}"
    rf"|{_DOCUMENT}(?: document| url| endpoint)?(?: (?:is|was|are))? (?:missing|absent|empty|unavailable|gone)\b"
    rf"(?! (?:the |any |an? )?{_PKCE})"
    rf"|(?:\b(?:not|cannot|unable to|fail\w{{0,4}} to|error)|n't) {_READ}(?:(?!{_PKCE}).){{0,40}}{_DOCUMENT}"
)
"""What says that the document wasn't read: then nobody knows what is in it."""
_PKCE_MISSING = rf"(?:{_NEGATION}).{{0,40}}{_PKCE}|{_PKCE}.{{0,40}}(?:{_NEGATION})"
_NO_PKCE_THERE = (
    rf"{_SERVER}.{{0,120}}\b(?:does(?:n't| not)|did(?:n't| not)|is not|isn't|without|lacks|fails to)\b.{{0,20}}"
    rf"\b{_SAYS}\b(?! (?:by|in|with|for)\b).{{0,40}}{_PKCE}"
    rf"|{_SERVER}.{{0,60}}\b(?:no|lacks|without)\b.{{0,20}}{_PKCE}.{{0,20}}\bsupport\b"
    rf"|{_PKCE}.{{0,40}}(?:\bnot|n't)\b.{{0,12}}{_SAID}.{{0,20}}{_SERVER}"
    rf"|\bdoes(?:n't| not) support\b.{{0,40}}{_PKCE}.{{0,60}}\bmcp\b"
)
_ANOTHER_LACKS = (
    r"\b(?:app|application|client|library|plugin|sdk|helper|program|tool|browser|we|you|i)\b"
    r" (?:does|do|did|is|are|was)(?:n't| not)\b"
)
"""What says that somebody else than the server doesn't have it."""
_ONLY_PLAIN = (
    rf"(?:{_SERVER}|{_DOCUMENT}).{{0,80}}\bonly\b.{{0,30}}\bplain\b(?![ -]?(?:text|https?|html|json|words?|tokens?)\b)"
)
_OF_METHODS = rf"{_PKCE}|\bmethods?\b|\bcode[ _-]?challenge|\btransformations?\b"
_EXACT = rf"{_MEMBER}|{_DOCUMENT}|\bs256\b|\bplain\b|\bmethod|\b(?:advertise|announce|list|publish|declare)"
"""What only a client says that looked at the metadata: a server can call PKCE unsupported, too."""
_VERIFIER = r"\b(?:code|pkce)[ _-]?(?:code[ _-]?)?verifiers?\b"
_KEPT = rf"\b(?:{STORES}|saved|stored|cached|persisted)\b"
_COMPARED = r"\b(?:match\w*|mismatch\w*|differ\w*|equal|parameter)\b|\bcode[ _-]?challenge\b"
"""What a server says of a code_verifier that it did get."""
_OF_OAUTH = r"(?:oauth2?|oidc|openid|auth(?:entication|orization|orize)?|log-?in|sign-?in|sso|csrf|xsrf|pkce)"
_STATE = (
    r"(?:^|[^\w\s]\s?|\b(?:the|a|an|no|any|this|that|its|your|our|of|for|with|without|in|from|get|find|read|load|restore"
    r"|retrieve|validate|verify|check|lost|match|and|or|but|because|saved|stored|cached|kept|persisted|original|returned"
    r"|received|expected|missing|invalid|unknown|wrong|valid|empty|null|undefined|request|response|callback|redirect"
    rf"|parameters?|query|{_OF_OAUTH})[ _-])(?:{_OF_OAUTH}_)?state\b"
)
"""The state of OAuth: programs have many other states, such as that of a connection or a page."""
_WRONG_STATE = rf"{_NEGATION}|\b(?:mismatch|differs?)\b"
_LOGIN = (
    r"\b(?:cross-site|mismatch|log-?in|sign-?in|oauth2?|oidc|openid|authentication|authorization|callback|redirect)"
)
_OF_A_SERVER = rf"{_VERIFIER} parameter|no accepted code_challenge_method"
"""What a server says of PKCE in words like these."""
_REGISTRATION = (
    r"\b(?:dynamic(?:ally)? (?:client )?registr\w+|dynamically register\w*|registration[ _]endpoint|\bdcr\b"
    r"|automatic client registration)"
)
_OFFERS = (
    r"(?:support|offer|allow|provide|advertise|enable|implement|expose|announce|publish|include|declare|contain|have\b"
    r"|has\b)\w*"
)
_NOT_OFFERED = r"(?:support|offer|allow|provide|advertise|enable|implement|available|found|present|possible|exist)\w*"
_NO_REGISTRATION = (
    rf"{_SERVER}.{{0,120}}(?:\b(?:lacks?|without|missing|unsupported)\b|(?:n't|\bnot)\b.{{0,12}}\b{_OFFERS}).{{0,30}}"
    rf"{_REGISTRATION}"
    rf"|{_REGISTRATION}(?:(?!,|\bbut\b|\band\b).){{0,40}}(?:(?<!not )(?<!n't )"
    r"\b(?:unsupported|missing|unavailable|disabled)\b"
    rf"|(?:\bnot|n't|\bno longer)\b (?:\w{{1,12}} ){{0,2}}{_NOT_OFFERED})"
    rf"|\b(?:no|missing|lacks?)\b(?!.{{0,20}}\b(?:need|require)).{{0,20}}{_REGISTRATION}"
    r"(?!.{0,20}\b(?:need|require|necessary))"
)
NO_REGISTRATION = ("client-no-registration",)
NO_S256, NO_VERIFIER, NO_STATE = ("client-metadata-no-s256",), ("client-verifier-lost",), ("client-state-lost",)


def read_client_words(text: str) -> tuple[str, ...]:
    """The causes that a client's own words suggest; none when nothing shows that a client speaks.

    Args:
        text: in lower case, with one space for all white space; 4,000 characters are read.
    """
    text = text[:LONGEST_MESSAGE]
    if re.search(_OF_A_SERVER, text):
        return ()
    sentences = [each for each in re.split(_SENTENCE, text)[:_MOST_SENTENCES] if not each.endswith("?")]
    if found := next((each for each in sentences if _is_of_metadata(each)), ""):
        return NO_S256 if _has(found, _EXACT) else (*NO_S256, "pkce-unsupported")
    if any(_has(each, _NO_REGISTRATION) for each in sentences):
        return NO_REGISTRATION
    if any(_has(each, _VERIFIER) and _lost_verifier(each) for each in sentences):
        return NO_VERIFIER
    if _has(text, _LOGIN) and any(_has(each, _STATE, _KEPT, _WRONG_STATE) for each in sentences):
        return NO_STATE
    return ()


def _has(text: str, *patterns: str) -> bool:
    return all(re.search(pattern, text) for pattern in patterns)


def _is_of_metadata(sentence: str) -> bool:
    """Whether a sentence says that the metadata has no S256."""
    if _has(sentence, _VERIFIER) or _has(sentence, _MEMBER_IS_RIGHT):
        return False
    if _has(sentence, _MEMBER):
        return _has(sentence, rf"{_NEGATION}|\b(?:required|expected|must)\b")
    if _has(sentence, _UNREAD) or _has(sentence, _ANOTHER_LACKS):
        return False
    said = (_has(sentence, _DOCUMENT, _PKCE_MISSING), _has(sentence, _NO_PKCE_THERE))
    return any(said) or _has(sentence, _OF_METHODS, _ONLY_PLAIN)


def _lost_verifier(sentence: str) -> bool:
    """Whether a sentence about a code_verifier says that it isn't where the client kept it."""
    if _has(sentence, _COMPARED):
        return False
    if _has(sentence, _KEPT, _NEGATION):
        return True
    return _has(
        sentence,
        rf"\bno {_VERIFIER} (?:was )?(?:found|available)\b(?! in)"
        rf"|{_VERIFIER} (?:was |is )?(?:not found|lost|gone)\b(?! in)",
    )
