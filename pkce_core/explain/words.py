"""What a server's own words name, and what they say of it: read when no known message fits, and beside one that does.

    "The code_verifier was incorrect"   ->  verifier, wrong   ->  verifier-mismatch
    "authorization request has expired" ->  session, expired  ->  login-session-lost

A text is read clause by clause. A clause names subjects and says one thing of them. What follows "does not match" is what
they were compared with. Words that name nothing known give nothing.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_TEXT = 4_000
"""Characters that are read; servers write a few hundred."""
_STANDARD = (
    r"the provided (?:authori[sz]ation )?grant\b[^.]{0,120}?(?:\([^)]{0,120}\))?[^.]{0,80}is invalid, expired, revoked,"
    r" does not match the redirection uri used in the authori[sz]ation request, or was issued to another client",
    r"the request is missing a required parameter, includes an? [^.]{0,120}, repeats a parameter,[^.]{0,160}"
    r"or is otherwise malformed",
    r"the request is missing a required parameter, includes an invalid parameter value, includes a parameter more than"
    r" once, or is otherwise malformed",
    r"client authentication failed \(?(?:e\.g\.,|due to) unknown client, no client authentication included, or"
    r" unsupported authentication method\)?",
)
"""RFC 6749 §4.1.2.1 and §5.2: what each code means in general. It names everything, and so points at nothing."""
_CLAUSE = (
    r"[.;:!\n]\s|[.;!\n]$|,\s|\b(?:but|because|while|since|and it|when)\b"
    r"|\bor\b(?=\s+(?:the|your|authorization|external|it|redirect|client|code)\b)"
)


class Words(NamedTuple):
    """What one clause says.

    Attributes:
        subject: what it names, such as "verifier"; a key of the table of subjects.
        said: what it says of it, such as "missing"; "" when that is not understood.
        causes: the slugs of what that points at, the likeliest first.
    """

    subject: str
    said: str
    causes: tuple[str, ...]


_SUBJECTS = MappingProxyType(
    {
        "method": r"(?:code[_ -]?)?challenge[_ -]?method|transform(?:ation)? (?:algorithm|method)",
        "verifier": r"(?:code[_ -]?)?verifier",
        "challenge": r"(?:code[_ -]?)?challenge",
        "pkce": r"pkce|proof key",
        "body": r"content[_ -]?type|(?:request|post|message) body|(?:x-www-)?form[- ]?(?:url)?[- ]?encoded|json",
        "refresh-token": r"refresh[_ -]?token",
        "assertion": r"client[_ -]?assertion(?:[_ -]?type)?|assertion|(?:signed )?jwt(?: token)?",
        "secret": r"(?:client|app|application|consumer)[_ -]?secret|client[_ -]?(?:credentials?|authentication)|secret",
        "redirect": r"redirect(?:ion)?(?:[_ -]?(?:uris?|urls?|address|path))?|callback(?:[_ -]?(?:uris?|urls?))?"
        r"|reply[_ -]?(?:url|address)|return[_ -]?(?:to )?(?:url|uri)",
        "session": r"(?<!in the )(?<!with the )(?<!from the )(?<!of the )(?:authori[sz]ation|authentication|auth|login|log-in"
        r"|sign[- ]?in) (?:request|session|transaction|attempt|flow|process)|(?:login|auth) state"
        r"|interaction(?: session)?|session(?! state)|transaction|login timeout",
        "grant": r"grant[_ -]?type",
        "code": r"(?:authori[sz]ation|auth|access|verification|temporary|exchange)[_ -]?code"
        r"|(?<!error )(?<!status )(?<!response )(?<!country )(?<!device )(?<!user )code(?! flow| grant)",
        "client": r"(?:client|app|application)[_ -]?id(?:entifier)?|api[_ -]?key|consumer[_ -]?key|client|application|app",
        "scope": r"scopes?|permissions?",
        "state": r"state(?: parameter)?",
        "audience": r"audience|resource(?: server)?(?! owner)",
        "origin": r"origin|cors|cross-origin",
        "user": r"user|resource owner|person",
        "consent": r"consent",
    }
)
"""What a text can name; of two that fit at one place, the earlier counts."""

_SAID = MappingProxyType(
    {
        "not-needed": r"not (?:be )?(?:needed|expected|necessary)|unexpected|should(?: not|n't) be (?:sent|present|provided)",
        "missing": r"missing|required|mandatory|not (?:specified|provided|present|supplied|given|sent|included|set)"
        r"|(?:can|may|must|should)(?:not| not|n't) be (?:empty|blank|null|nil)|(?:is|was) (?:empty|blank|null)"
        r"|absent|omitted|must (?:be )?(?:provided?|present|supplied|specified|included?|sent|contain)|need(?:s|ed)?\b"
        r"|expects?\b|lacks?\b|no (?=code_|grant|client|redirect|verifier|challenge)|without\b",
        "used": r"(?:already|previously)(?: been)? (?:used|redeemed|consumed|exchanged|claimed)"
        r"|used (?:already|before|once|twice)|re-?used?|only be used once"
        r"|(?:has been|was) (?:used|redeemed|consumed|exchanged)|replay(?:ed)?",
        "expired": r"expired?|expiration|not active|inactive|terminated|timed?[ -]?out|timeout|too old|no longer valid|stale",
        "denied": r"den(?:ied|y)|cancel+ed|refused|declined|rejected by the user|aborted",
        "malformed": r"malformed|too (?:short|long)|length|format|characters?|pattern|not well[- ]formed"
        r"|(?:badly|wrongly|incorrectly|improperly) encoded|pars(?:e|ing)",
        "not-allowed": r"not (?:be )?(?:allowed|permitted|authori[sz]ed|registered|whitelisted|supported|enabled|configured"
        r"|accepted|listed|associated|granted)|unsupported|unauthori[sz]ed|unregistered|disallowed|forbidden"
        r"|must be registered|(?:is|does)(?:n't| not) support",
        "unknown": r"not (?:be )?(?:found|exist|recogni[sz]ed|known)|unknown|(?:does|did|do)(?:n't| not) exist"
        r"|unrecogni[sz]ed|no such|not find|(?:was|were|is)(?:n't| not) found",
        "wrong": r"mismatch(?:es|ed|ing)?|(?:does|did|do|is|are)(?:n't| not) (?:an? )?(?:match|equal|correspond|valid"
        r"|correct|the same)|not (?:match|equal|valid|correct|the same)|incorrect|wrong|differ(?:s|ent)?|invalid|failed"
        r"|failure|bad\b|(?:unable to|could(?: not|n't)|can(?:not| not|'t)) (?:be )?(?:verif|validat|decod|process)\w*"
        r"|revoked|lost",
    }
)
"""What can be said of it; of several in a clause, the first of this table counts."""

_UNKNOWN_CODE = ("code-reused", "code-old", "code-damaged", "wrong-environment")
_CAUSES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("method", "missing"): ("method-missing",),
        ("method", ""): ("method-plain", "method-missing"),
        ("verifier", "missing"): ("verifier-missing",),
        ("verifier", "not-needed"): ("challenge-missing",),
        ("verifier", "malformed"): ("verifier-malformed",),
        ("verifier", ""): ("verifier-mismatch", "verifier-malformed"),
        ("challenge", "missing"): ("challenge-required",),
        ("challenge", "malformed"): ("challenge-malformed",),
        ("challenge", "wrong"): ("verifier-mismatch", "challenge-malformed"),
        ("challenge", ""): ("challenge-required", "challenge-malformed"),
        ("pkce", "missing"): ("challenge-required", "verifier-missing"),
        ("pkce", ""): ("verifier-mismatch", "verifier-missing", "challenge-required"),
        ("refresh-token", ""): ("session-ended",),
        ("assertion", "missing"): ("secret-missing", "auth-method"),
        ("assertion", ""): ("assertion-refused",),
        ("secret", "missing"): ("secret-missing", "auth-method"),
        ("secret", "expired"): ("secret-expired",),
        ("secret", "not-needed"): ("secret-unwanted",),
        ("secret", "not-allowed"): ("auth-method", "secret-unwanted"),
        ("secret", ""): ("secret-wrong", "auth-method", "secret-expired"),
        ("redirect", "missing"): ("redirect-uri-missing",),
        ("redirect", "not-allowed"): ("redirect-uri-unregistered",),
        ("redirect", "unknown"): ("redirect-uri-unregistered",),
        ("redirect", "malformed"): ("redirect-uri-unregistered",),
        ("redirect", ""): ("redirect-uri-differs", "redirect-uri-unregistered"),
        ("session", ""): ("login-session-lost",),
        ("grant", "missing"): ("body-not-form", "grant-type"),
        ("grant", "not-allowed"): ("client-grant-type", "grant-type"),
        ("grant", ""): ("grant-type", "body-not-form", "client-grant-type"),
        ("code", "missing"): ("parameter-missing", "body-not-form"),
        ("code", "used"): ("code-reused",),
        ("code", "expired"): ("code-old", "code-reused"),
        ("code", "malformed"): ("code-damaged",),
        ("code", ""): _UNKNOWN_CODE,
        ("client", "missing"): ("client-id-missing", "body-not-form"),
        ("client", "not-allowed"): ("client-grant-type", "policy-denied"),
        ("client", "wrong"): ("client-unknown", "client-differs", "secret-wrong"),
        ("client", ""): ("client-unknown", "wrong-environment"),
        ("scope", "not-allowed"): ("scope-not-allowed", "scope-unknown"),
        ("scope", ""): ("scope-unknown", "scope-not-allowed"),
        ("state", ""): ("state-mismatch",),
        ("audience", ""): ("resource-unknown",),
        ("body", ""): ("body-not-form",),
        ("origin", ""): ("browser-origin",),
        ("user", "denied"): ("user-denied",),
        ("user", "not-allowed"): ("policy-denied",),
        ("consent", "denied"): ("user-denied",),
        ("consent", ""): ("interaction-needed", "admin-consent"),
    }
)  # fmt: skip
"""What a subject and what is said of it point at; "" stands for everything else that is said."""
_NEEDS_WORDS = frozenset(
    {
        "session",
        "client",
        "state",
        "user",
        "consent",
        "body",
        "audience",
        "origin",
        "scope",
        "code",
        "grant",
        "redirect",
    }
)
"""Subjects that are everyday words: named without anything said of them, they point at nothing."""
_REGISTERED = r"register|whitelist|allow|permit|configur|listed|client settings"


def without_standard_sentences(text: str) -> str:
    """A text without the sentences that RFC 6749 itself has for a code.

    Args:
        text: a server's own words.
    """
    for sentence in _STANDARD:
        text = re.sub(rf"(?i){sentence}", " ", text)
    return text


def read_words(text: str) -> tuple[Words, ...]:
    """What a text names and says, in order; nothing when it names nothing known.

    Args:
        text: a server's own words; 4,000 characters are read.
    """
    found: dict[tuple[str, str], Words] = {}
    for clause in re.split(_CLAUSE, text[:LONGEST_TEXT].casefold()):
        for words in _read_clause(clause):
            found.setdefault((words.subject, words.said), words)
    return tuple(found.values())


def _read_clause(clause: str) -> Iterator[Words]:
    said, at = _what_is_said(clause)
    subjects = list(_subjects(clause))
    # Of "redirect_uri does not match the code", the redirect_uri is spoken of; of "invalid redirect_uri", what follows.
    before = [name for name, place in subjects if place < at]
    for name in before or [name for name, _ in subjects[:2]]:
        if said or name not in _NEEDS_WORDS:
            causes = _CAUSES.get((name, said), _CAUSES.get((name, ""), ()))
            if name == "redirect" and said in ("wrong", "") and re.search(_REGISTERED, clause):
                causes = ("redirect-uri-unregistered",)
            if causes:
                yield Words(name, said, causes)


def _what_is_said(clause: str) -> tuple[str, int]:
    for said, pattern in _SAID.items():
        if match := re.search(rf"(?<![\w-])(?:{pattern})", clause):
            return said, match.start()
    return "", len(clause)


def _subjects(clause: str) -> Iterator[tuple[str, int]]:
    taken: list[tuple[int, int]] = []
    places: dict[str, int] = {}
    for name, pattern in _SUBJECTS.items():
        for match in re.finditer(rf"(?<![a-z])(?:{pattern})(?![a-z])", clause):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                places.setdefault(name, match.start())
    yield from sorted(places.items(), key=lambda each: each[1])
