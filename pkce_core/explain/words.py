"""What a server's own words name, and what they say of it: read when no known message fits, and beside one that does.

    "The code_verifier was incorrect"  ->  verifier, wrong     ->  verifier-mismatch
    "authorization request has expired" -> login session, over ->  login-session-lost

A text is read clause by clause. A clause names subjects and says one thing of them; what stands after "does not match" is
what they were compared with. Words that name nothing known give nothing.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_TEXT = 4_000
"""Characters that are read; servers write a few hundred."""
_CLAUSE = r"[.;!\n]\s|[.;!\n]$|,\s|\bor\b(?=\s+(?:the|authorization|external|it)\b)|\bbut\b|\bbecause\b"


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
        "refresh-token": r"refresh[_ -]?token",
        "assertion": r"client[_ -]?assertion|assertion|(?:signed )?jwt(?: token)?(?! (?:access|id))",
        "secret": r"(?:client|app|application|consumer)[_ -]?secret|client credentials?|client authentication|secret",
        "redirect": r"redirect(?:ion)?(?:[_ -]?(?:uris?|urls?|address))?|callback[_ -]?(?:uris?|urls?)|reply (?:url|address)"
        r"|return[_ -]?(?:to )?(?:url|uri)",
        "session": r"(?<!in the )(?<!with the )(?<!from the )(?<!of the )(?:authori[sz]ation|authentication|login|sign[- ]?in) (?:request|session|transaction|attempt|flow|process)"
        r"|(?:login|auth) state|interaction(?: session)?|session(?! state)|transaction",
        "grant": r"grant[_ -]?type",
        "code": r"(?:authori[sz]ation|auth|access|verification|temporary)[_ -]?code|(?<!error )(?<!status )(?<!response )\bcode\b",
        "client": r"client[_ -]?id|app(?:lication)?[_ -]?id|api[_ -]?key|consumer[_ -]?key|client|application",
        "scope": r"scopes?|permissions?",
        "state": r"state(?: parameter)?",
        "nonce": r"nonce",
        "audience": r"audience|resource(?: server)?",
        "body": r"content[_ -]?type|request body|form[- ](?:url)?encoded|json",
        "origin": r"origin|cors|cross-origin",
        "user": r"user|resource owner|person",
        "consent": r"consent",
    }
)  # fmt: skip
"""What a text can name; of two that fit at one place, the earlier counts."""

_SAID = MappingProxyType(
    {
        "not-needed": r"(?:is |was )?not (?:needed|expected)|unexpected|should not be (?:sent|present|provided)|not necessary",
        "missing": r"missing|required|mandatory|not (?:specified|provided|present|supplied|given|sent|included|set)"
        r"|(?:can|may|must|should)(?:not| not|n't) be (?:empty|blank|null|nil)|(?:is|was) (?:empty|blank|null)|absent|omitted"
        r"|must (?:be )?(?:provided?|present|supplied|specified|included?|sent|contain)|need(?:s|ed)?\b|expects?\b|lacks?\b",
        "used": r"(?:already|previously)(?: been)? (?:used|redeemed|consumed|exchanged|claimed)|used (?:already|before|once|twice)"
        r"|re-?used?|only be used once|has been (?:used|redeemed|consumed)|was (?:used|redeemed|consumed)|replay",
        "expired": r"expired?|expiration|not active|inactive|terminated|timed?[ -]?out|too old|no longer valid|stale",
        "denied": r"den(?:ied|y)|cancel+ed|refused|declined|rejected by the user|aborted",
        "malformed": r"malformed|too (?:short|long)|length|format|characters?|pattern|not well[- ]formed|encod(?:ed|ing)|pars(?:e|ing)",
        "not-allowed": r"not (?:allowed|permitted|authori[sz]ed|registered|whitelisted|supported|enabled|configured|accepted|listed"
        r"|associated|granted)|unsupported|unauthori[sz]ed|unregistered|disallowed|forbidden|must be registered",
        "unknown": r"not (?:be )?(?:found|exist|recogni[sz]ed|known)|unknown|(?:does|did|do)(?:n't| not) exist|unrecogni[sz]ed|no such",
        "wrong": r"mismatch(?:es|ed)?|(?:does|did|do|is|are)(?:n't| not) (?:match|equal|correspond|valid|correct|the same)"
        r"|not (?:match|equal|valid|correct|the same)|incorrect|wrong|differ(?:s|ent)?|invalid|failed|failure|bad\b|verify"
        r"|unable to (?:verify|validate)|could not be (?:verified|validated)|revoked",
    }
)  # fmt: skip
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
        ("client", "wrong"): ("client-unknown", "secret-wrong", "client-differs"),
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
    {"session", "client", "state", "user", "consent", "body", "audience", "origin", "scope", "code", "nonce"}
)
"""Subjects that are everyday words: named without anything said of them, they point at nothing."""
_REGISTERED = r"register|whitelist|allow|permit|configur|listed|client settings"


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
