"""What a server's words can name and say, and the causes that both together point at. `words` reads with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDARD_SENTENCES = (
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

SUBJECTS = MappingProxyType(
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
        "session": r"(?:(?:authori[sz]ation|authentication|auth|login|log-in|sign[- ]?in) )?"
        r"(?:session(?! state)|transaction)|(?:login|auth) state|interaction(?: session)?|login timeout",
        "request": r"(?<!in the )(?<!with the )(?<!from the )(?<!of the )(?<!in )"
        r"(?:authori[sz]ation|authentication|auth|login|log-in|sign[- ]?in) (?:request|attempt|flow|process)",
        "grant": r"grant[_ -]?type",
        "code": r"(?:authori[sz]ation|auth|access|verification|temporary|exchange)[_ -]?code"
        r"|(?<!error )(?<!status )(?<!response )(?<!country )(?<!device )(?<!user )code(?! flow| grant)",
        "client": r"(?:client|app|application)[_ -]?id(?:entifier)?|api[_ -]?key|consumer[_ -]?key|client"
        r"|application(?!/)|app",
        "scope": r"scopes?|permissions?",
        "state": r"state(?: parameter)?",
        "nonce": r"nonce",
        "audience": r"audience|resource(?: server)?(?! owner)",
        "origin": r"origin|cors|cross-origin",
        "user": r"user|resource owner|person",
        "consent": r"consent",
    }
)
"""What a text can name; of two that fit at one place, the earlier counts."""

SAID = MappingProxyType(
    {
        "not-needed": r"not (?:be )?(?:needed|expected|necessary)|unexpected"
        r"|should(?: not|n't) be (?:sent|present|provided)",
        "missing": r"missing|required|mandatory|not (?:specified|provided|present|supplied|given|sent|included|set)"
        r"|(?:can|may|must|should)(?:not| not|n't) be (?:empty|blank|null|nil)|(?:is|was) (?:empty|blank|null)"
        r"|absent|omitted|must (?:be )?(?:provided?|present|supplied|specified|included?|sent|contain)|need(?:s|ed)?\b"
        r"|expects?\b|lacks?\b|no (?=code_|grant|client|redirect|verifier|challenge)|without\b",
        "used": r"(?:already|previously)(?: been)? (?:used|redeemed|consumed|exchanged|claimed)"
        r"|used (?:already|before|once|twice)|re-?used?|only be used once"
        r"|(?:has been|was) (?:used|redeemed|consumed|exchanged)|replay(?:ed)?",
        "expired": r"expired?|expiration|not active|inactive|terminated|timed?[ -]?out|timeout"
        r"|too old|no longer valid|stale",
        "of-another": r"(?:issued|belong\w*|granted|assigned) (?:to|for) (?:an?other|a different)",
        "not-signed-in": r"not (?:logged|signed) ?in|must (?:log|sign) ?in|not authenticated",
        "unsupported": r"unsupported|not (?:be )?supported|(?:is|does)(?:n't| not) support",
        "denied": r"den(?:ied|y)|cancel+ed|refused|declined|rejected by the user|aborted",
        "malformed": r"malformed|too (?:short|long)|length|format|characters?|pattern|not well[- ]formed"
        r"|(?:badly|wrongly|incorrectly|improperly) encoded|pars(?:e|ing)",
        "not-allowed": r"not (?:be )?(?:allowed|permitted|authori[sz]ed|registered|whitelisted"
        r"|assigned|enabled|configured"
        r"|accepted|listed|associated|granted)|unauthori[sz]ed|unregistered|disallowed|forbidden"
        r"|must be registered|locked|disabled|suspended|blocked",
        "unknown": r"not (?:be )?(?:found|exist|recogni[sz]ed|known)|unknown|(?:does|did|do)(?:n't| not) exist"
        r"|unrecogni[sz]ed|no such|not find|(?:was|were|is)(?:n't| not) found",
        "wrong": r"mismatch(?:es|ed|ing)?|(?:does|did|do|is|are)(?:n't| not) (?:an? )?(?:match|equal|correspond|valid"
        r"|correct|the same)|not (?:match|equal|valid|correct|the same)|incorrect|wrong|differ(?:s|ent)?|invalid|failed"
        r"|failure|bad\b|(?:unable to|could(?: not|n't)|can(?:not| not|'t)) (?:be )?(?:verif|validat|decod|process)\w*"
        r"|revoked|lost",
        "must-be": r"(?:must|should|has to|needs to) be|\bonly\b",
    }
)
"""What can be said of it; of several in a clause, the first of this table counts."""

_UNKNOWN_CODE = ("code-reused", "code-old", "code-damaged", "wrong-environment")
WORD_CAUSES: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("method", "missing"): ("method-missing",),
        ("method", ""): ("method-plain", "method-missing"),
        ("verifier", "missing"): ("verifier-missing",),
        ("verifier", "not-needed"): ("challenge-missing",),
        ("verifier", "malformed"): ("verifier-malformed",),
        ("verifier", "must-be"): ("verifier-malformed",),
        ("verifier", ""): ("verifier-mismatch", "verifier-malformed"),
        ("challenge", "missing"): ("challenge-required",),
        ("challenge", "malformed"): ("challenge-malformed",),
        ("challenge", "must-be"): ("challenge-malformed",),
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
        ("secret", "unsupported"): ("auth-method",),
        ("secret", ""): ("secret-wrong", "auth-method", "secret-expired"),
        ("redirect", "missing"): ("redirect-uri-missing", "parameter-missing"),
        ("redirect", "not-allowed"): ("redirect-uri-unregistered",),
        ("redirect", "unsupported"): ("redirect-uri-unregistered",),
        ("redirect", "unknown"): ("redirect-uri-unregistered",),
        ("redirect", "malformed"): ("redirect-uri-unregistered",),
        ("redirect", "must-be"): ("redirect-uri-unregistered",),
        ("redirect", ""): ("redirect-uri-differs", "redirect-uri-unregistered"),
        ("session", "expired"): ("login-session-lost",),
        ("session", "unknown"): ("login-session-lost",),
        ("session", "used"): ("login-session-lost",),
        ("session", "missing"): ("login-session-lost",),
        ("session", "wrong"): ("login-session-lost",),
        ("request", "expired"): ("login-session-lost",),
        ("request", "unknown"): ("login-session-lost",),
        ("request", "used"): ("login-session-lost",),
        ("grant", "missing"): ("body-not-form", "grant-type"),
        ("grant", "not-allowed"): ("client-grant-type", "grant-type"),
        ("grant", ""): ("grant-type", "body-not-form", "client-grant-type"),
        ("code", "missing"): ("parameter-missing", "body-not-form"),
        ("code", "used"): ("code-reused",),
        ("code", "expired"): ("code-old", "code-reused"),
        ("code", "malformed"): ("code-damaged",),
        ("code", "of-another"): ("client-differs", "wrong-environment"),
        ("code", "not-needed"): (),
        ("code", "unsupported"): (),
        ("code", ""): _UNKNOWN_CODE,
        ("client", "missing"): ("client-id-missing", "body-not-form"),
        ("client", "not-allowed"): ("client-grant-type", "policy-denied"),
        ("client", "unsupported"): (),
        ("client", "expired"): (),
        ("client", "must-be"): (),
        ("client", "malformed"): (),
        ("client", "denied"): (),
        ("client", "wrong"): ("client-unknown", "client-differs", "secret-wrong"),
        ("client", ""): ("client-unknown", "wrong-environment"),
        ("scope", "not-allowed"): ("scope-not-allowed", "scope-unknown"),
        ("scope", "missing"): ("parameter-missing", "scope-unknown"),
        ("scope", ""): ("scope-unknown", "scope-not-allowed"),
        ("state", "missing"): ("parameter-missing",),
        ("state", "wrong"): ("state-mismatch",),
        ("nonce", "missing"): ("parameter-missing",),
        ("audience", ""): ("resource-unknown",),
        ("body", ""): ("body-not-form",),
        ("origin", ""): ("browser-origin",),
        ("user", "denied"): ("user-denied",),
        ("user", "not-signed-in"): ("no-session",),
        ("user", "not-allowed"): ("policy-denied",),
        ("consent", "denied"): ("user-denied",),
        ("consent", ""): ("interaction-needed", "admin-consent"),
    }
)  # fmt: skip
"""What a subject and what is said of it point at; "" stands for everything else that is said."""
EVERYDAY_WORDS = frozenset(
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
MORE_EXACT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "verifier": ("pkce", "request"),
        "challenge": ("pkce", "request"),
        "method": ("pkce", "challenge", "request"),
        "assertion": ("audience", "secret", "client", "scope"),
        "secret": ("client",),
        "redirect": ("request",),
        "body": ("client",),
    }
)
"""A subject, and those that are only said along with it: "audience of the client_assertion"."""
REGISTERED = r"register|whitelist|allow|permit|configur|listed|client settings"
