"""What a server's own words name, and what they say of it: read when no known message fits, and beside one that does.

    "The code_verifier was incorrect"   ->  verifier, wrong   ->  verifier-mismatch
    "authorization request has expired" ->  session, expired  ->  login-session-lost

Many of these words are everyday ones. In a text that isn't known to be about OAuth, they count if it names something
of OAuth, or if it speaks of nothing else: `oauth_words` says which.

A text is read clause by clause. A clause names subjects and says one thing of them. What follows "does not match" is
what they were compared with. Words that name nothing known give nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.explain.word_causes import EVERYDAY_WORDS, MORE_EXACT, NOT_FROM_A_SERVER, REGISTERED, WORD_CAUSES
from pkce_core.explain.word_tables import (
    FOREIGN_WORDS,
    IN_ORDER,
    NOT_IN_THE_LIST,
    PARAMETER,
    PRINTED_NAMES,
    SAID,
    SENT,
    STANDARD_SENTENCES,
    SUBJECTS,
    WANTS_JSON,
)
from pkce_core.recognition.oauth_words import names_oauth, other_subjects
from pkce_core.redirect_uri.message_words import misses_a_part, names_registered_pattern, says_insecure
from pkce_core.web_answers.wrapping import without_attempts, without_program_names, without_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 4_000
"""Characters that are read; servers write a few hundred."""
_CLAUSE = (
    r"[.;!\n](?:\s|$)|,\s|\b(?:but|because|while|since|and it|when|although|though|whereas|however)\b"
    r"|(?<!not )(?<!ve )(?<!id )\byet\b|\bor\b(?=\s+(?:the|your|authorization|external|it|redirect|client|code)\b)"
)

_LOGGER = r"(?m)^[A-Z][a-z0-9]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,8}(?=: )"
"""What a line begins with when a logger or a class writes it."""
_KNOWN = "|".join((*(pattern for name, pattern in SUBJECTS.items() if name), *SAID.values()))
_SHORT, _UNREGISTERED = 3, ("redirect-uri-unregistered",)
_OF_NETWORKS = ("cors", "tls", "network", "fetch", "route", "http-method", "server")
"""Subjects of whatever runs over HTTP."""
_OF_CONNECTIONS, _OF_PKCE = ("network", "fetch"), ("pkce", "verifier", "challenge")
_NOT_THERE = {"verifier": ("verifier-missing",), "challenge": ("challenge-missing", "challenge-required")}
_NO_PKCE = ("not-needed", "not-allowed", "unsupported", "disabled")
_MISSES = r"without\b|no\b|lacks?\b|(?:does|did|do)(?:n't| not) (?:include|contain|have a)|not issued with"
_REGISTERED_URL = r"(?:must|should|does(?:n't| not)|has to) match [^.]*(?:registered|configured)"

_MISSING_OR_WRONG = (
    r"\bmissing,? (?:or|and/or) (?:is |an? )?(?:invalid|incorrect|wrong|mismatch\w*|malformed|not valid|bad)\b"
    r"|\b(?:invalid|incorrect|wrong|malformed) or (?:is |was )?(?:missing|absent|not (?:present|provided|sent|set))\b"
    r"|\bnot (?:present|provided|sent|set) or (?:is |was )?(?:invalid|incorrect|wrong|malformed)\b"
    r"|\bmissing/(?:invalid|incorrect|wrong)\b|\b(?:invalid|incorrect|wrong)/missing\b"
)
"""A clause that leaves open whether its subject is missing or wrong."""
_COMPARED = r"match|equal|same|differ|correspond|incorrect|verif(?!ier)|wrong|compar|fail"
"""What is said only of a value that was there, to be compared with another."""


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


def without_standard_sentences(text: str) -> str:
    """A text without the sentences that RFC 6749 itself has for a code.

    Args:
        text: a server's own words.
    """
    for sentence in STANDARD_SENTENCES:
        text = re.sub(rf"(?i){sentence}", " ", text)
    return text


def read_words(text: str, *, of_oauth: bool = True) -> tuple[Words, ...]:
    """What a text names and says, in order; nothing when it names nothing known.

    Args:
        text: a server's own words; 4,000 characters are read.
        of_oauth: whether it is known to be about OAuth; in another text, everyday words count only as far as it is.
    """
    spaced = _spaced(_without_names(text))
    found = _read_all(spaced)
    if of_oauth or names_oauth(_spaced(text)):
        return found
    if other_subjects(spaced, _KNOWN):
        return tuple(words for words in found if words.subject in _OF_NETWORKS)
    # Every API has resources, and only some of them are one of RFC 8707.
    return tuple(words for words in found if words.subject != "audience" or "audience" in spaced)


def is_of_something_else(text: str, part: str) -> bool:
    """Whether the sentence that has a part, such as "client not found", is about something else than OAuth.

    Args:
        text: a text; 4,000 characters are read.
        part: a part of it, in lower case. One of more than three words is about OAuth by itself.
    """
    if len(part.split()) > _SHORT:
        return False
    spaced, words = _spaced(text), re.sub("_", " ", part)
    if names_oauth(spaced):
        return False
    sentence = next((each for each in re.split(r"[.;!?\n]\s", spaced) if words in each), spaced)
    return bool(other_subjects(sentence, f"{re.escape(words)}|{_KNOWN}"))


def is_of_oauth(text: str) -> bool:
    """Whether a text names something that only OAuth has, such as client_id.

    Args:
        text: a text; 4,000 characters are read.
    """
    return names_oauth(_spaced(text))


def _without_names(text: str) -> str:
    """A text without addresses, files and classes, whose words are none of the message; all of it if these are all."""
    plain = re.sub(PRINTED_NAMES, " ", without_attempts(without_tags(text[:LONGEST_TEXT])))
    said = without_program_names(plain)
    said = re.sub(_LOGGER, lambda match: match[0] if re.fullmatch(PARAMETER, match[0].lower()) else " ", said)
    return said if re.search(r"[A-Za-z]{3}", said) else text


def _spaced(text: str) -> str:
    """A text in lower case, with a space between the words of a name, and the English words for some others."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])|_", " ", text[:LONGEST_TEXT]).casefold()
    for pattern, english in FOREIGN_WORDS:
        spaced = re.sub(pattern, english, spaced)
    return spaced


def _read_all(spaced: str) -> tuple[Words, ...]:
    found: dict[tuple[str, str], Words] = {}
    for clause in re.split(_CLAUSE, spaced):
        for words in _read_clause(clause):
            found.setdefault((words.subject, words.said), words)
    return tuple(_weigh(list(found.values()), spaced))


def _weigh(found: list[Words], text: str) -> list[Words]:
    """The words of all clauses, without those that others of them explain."""
    if network := [words for words in found if words.subject in NOT_FROM_A_SERVER]:
        return network
    if len(found) > 1:
        found = [words for words in found if words.subject != "server"]
    if any(words.subject in _OF_PKCE and words.said in _NO_PKCE for words in found):
        found = [words for words in found if words.subject not in _OF_PKCE or words.said]
    is_there = any(words.subject == "verifier" and words.said in ("", "sent") for words in found)
    if is_there and any(words.subject == "challenge" and words.said in ("missing", "unknown") for words in found):
        # A code_verifier was there, and it is the challenge that the server misses.
        found = [words for words in found if words.subject not in ("verifier", "challenge")]
        found.insert(0, Words("challenge", "missing", WORD_CAUSES["verifier", "not-needed"]))
    absent = {slug for words in found if words.said == "sent" for slug in _NOT_THERE.get(words.subject, ())}
    found = [words._replace(causes=tuple(slug for slug in words.causes if slug not in absent)) for words in found]
    found = [words for words in found if words.said != "sent"] or found
    exact = {words.subject for words in found if words.said in ("expired", "used", "of-another")}
    found = [words for words in found if words.said != "wrong" or words.subject not in exact]
    if [words.subject for words in found] == ["redirect"] and re.search(_REGISTERED_URL, text):
        return [found[0]._replace(causes=_UNREGISTERED)]
    return found


def _read_clause(clause: str) -> Iterator[Words]:
    if re.search(IN_ORDER, clause):
        return
    said, at = _what_is_said(clause)
    subjects = _without_less_exact(list(_subjects(clause)))
    # Of "redirect_uri does not match the code", the redirect_uri is spoken of; of "invalid redirect_uri", what follows.
    before = [words for name, place in subjects if place < at and (words := _words(name, said, clause))]
    after = [words for name, place in subjects if place >= at and (words := _words(name, said, clause))]
    if before and after and re.match(_MISSES, clause[at:]):  # of "a code_verifier without a challenge", what follows
        before = [*after[:1], *(each._replace(said="sent") for each in before if each.subject in _OF_PKCE)]
    yield from [each for each in after if each.subject in NOT_FROM_A_SERVER] or before or after[:2]


def _words(name: str, said: str, clause: str) -> Words | None:
    if name == "redirect" and says_insecure(clause):
        return Words(name, "insecure", ("redirect-uri-insecure",))
    if name in _OF_CONNECTIONS:
        said = ""  # a connection that "timed out" hasn't expired
    if said == "used" and name == "challenge":
        said = "sent"  # no server minds that one was used before
    if (name, "malformed") in WORD_CAUSES and misses_a_part(said, clause):
        said = "malformed"
    elif name == "redirect" and said == "malformed" and names_registered_pattern(clause):
        said = "not-allowed"
    if said in ("", "sent") and name in EVERYDAY_WORDS:
        return None
    if said == "twice" and (name, said) not in WORD_CAUSES:
        return Words(name, said, ("parameter-twice",))
    if name == "secret" and said == "must-be" and re.search(r"\b(?:be|must) authenticate", clause):
        said = "missing"  # of "requests must be authenticated with client credentials"
    if name == "body" and re.search(WANTS_JSON, clause):
        return None  # a program that reads an answer, or a server that wants JSON: a form isn't what is missing
    causes = WORD_CAUSES.get((name, said), WORD_CAUSES.get((name, ""), ()))
    if name == "redirect" and re.search(NOT_IN_THE_LIST if said == "missing" else REGISTERED, clause):
        causes = _UNREGISTERED if said in ("wrong", "missing", "must-be", "") else causes
    if said == "missing" and re.search(_MISSING_OR_WRONG, clause):
        wrong = WORD_CAUSES.get((name, "wrong"), WORD_CAUSES.get((name, ""), ()))
        causes = tuple(dict.fromkeys((*causes, *wrong)))
    elif name == "verifier" and said == "wrong" and not re.search(_COMPARED, clause):
        causes = (*causes, "verifier-missing")  # a server that finds none may call it invalid
    elif name == "request-object" and said in ("expired", "used"):
        causes = ("request-uri-used",) if re.search("request ur[il]", clause) else ("request-object",)
    return Words(name, said, causes) if causes else None


def _without_less_exact(subjects: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The subjects without those that another one of the clause says more exactly."""
    there = {name for name, _ in subjects}
    less = {name for exact, names in MORE_EXACT.items() if exact in there for name in names}
    return [(name, place) for name, place in subjects if name not in less]


def _what_is_said(clause: str) -> tuple[str, int]:
    for said, pattern in SAID.items():
        if match := re.search(rf"(?<![\w-])(?:{pattern})", clause):
            return said, match.start()
    return "sent" if re.search(SENT, clause) else "", len(clause)


def _subjects(clause: str) -> Iterator[tuple[str, int]]:
    taken: list[tuple[int, int]] = []
    places: dict[str, int] = {}
    for name, pattern in SUBJECTS.items():
        for match in re.finditer(rf"(?<![a-z])(?:{pattern})(?![a-z])", clause):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                places.setdefault(name, match.start())
    places.pop("", None)
    yield from sorted(places.items(), key=lambda each: each[1])
