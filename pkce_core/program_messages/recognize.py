"""`recognize_program`: whether a text is what a library, a browser or curl says, which one, and what it suggests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.program_messages.browsers import BROWSERS
from pkce_core.program_messages.client_words import read_client_words
from pkce_core.program_messages.code_errors import CODE_ERRORS
from pkce_core.program_messages.curl import CURL_CODES, SOURCE, TOOLS
from pkce_core.program_messages.general import (
    AFTER_AN_ID_TOKEN,
    ANYWHERE,
    BEGINNINGS,
    CHECKS_ID_TOKEN,
    GENERAL,
    GENERAL_TEXTS,
    HANDED_ON,
    NOTHING_GOT,
    SPEAKERS,
)
from pkce_core.program_messages.javascript import JAVASCRIPT
from pkce_core.program_messages.native_and_java import NATIVE_AND_JAVA
from pkce_core.program_messages.python_and_php import PYTHON_AND_PHP
from pkce_core.program_messages.runtimes import RUNTIMES, SHELLS
from pkce_core.recognition.address_in_text import shows_other_address

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_TEXT = 20_000
"""Characters that are read: a message stands at the start or the end of a stack trace."""
_FARTHEST = 300
"""Characters that * in a row of a table may stand for."""
_CURL = r"\bcurl: ?\((\d{1,2})\)|\bcurl error:? \(?(\d{1,2})\b|\bcurl\b.{0,60}\bexit(?:ed|s)?\b.{0,30}?\b(\d{1,2})\b"
_CHECKED = (
    "It is about the check of an ID token. If a code was exchanged for that token, the exchange had worked, and the"
    " code is used up."
)
_BY_SYSTEM = ("shell", "program")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'}


class ProgramMessage(NamedTuple):
    """A message of a reader's own program.

    Attributes:
        kind: "library", "browser", "curl", "shell", "program", which is a language or a system, or "other", which
            has nothing to do with OAuth.
        program: which one, such as "Spring Security".
        text: the part by which the message was recognized, in lower case; "" for one that was read by its words.
        causes: the slugs of what it suggests, the likeliest first; empty for one that only hands on a server's words.
        source: where the message is listed; "" for one that was read by its words.
        says: what an exit code of curl means, or what a message shows besides its cause; "" for the others.
        is_certain: whether no server and no other program is known to write this.
        hands_on: whether a library speaks whose words here are what the server answered.
    """

    kind: str
    program: str
    text: str
    causes: tuple[str, ...]
    source: str = ""
    says: str = ""
    is_certain: bool = True
    hands_on: bool = False

    @property
    def speaker(self) -> str:
        """Who speaks, as a sentence has it: "your library (Spring Security)"; "a program" if nothing shows which."""
        if self.kind in ("curl", "other"):
            return self.program
        return f"your {self.kind} ({self.program})" if self.program else "a program"

    @property
    def is_of_system(self) -> bool:
        """Whether a shell, a language or a system speaks, in words that a server may hand on."""
        return self.kind in _BY_SYSTEM

    @property
    def evidence(self) -> str:
        """Why it is this message, in a sentence."""
        if not self.text:
            return "This is read from the words of the message."
        if self.kind == "curl":
            return f"curl gives the code {self.text}."
        others = "libraries" if self.kind == "library" else "programs"
        by = f", which {self.program} writes" if self.program else f", which {others} write"
        return f'The message contains "{self.text.replace("*", "…")}"{by}.'


def _rows() -> Iterator[ProgramMessage]:
    for kind, tables in (
        ("library", (PYTHON_AND_PHP, JAVASCRIPT, NATIVE_AND_JAVA)),
        ("browser", (BROWSERS,)),
        ("shell", (SHELLS,)),
        ("program", (RUNTIMES, TOOLS)),
    ):
        for table in tables:
            for program, (source, _, rows) in table.items():
                for text, causes in rows:
                    yield ProgramMessage(kind, program, text, causes, source, is_certain=kind not in _BY_SYSTEM)


PROGRAM_MESSAGES = tuple(_rows())
"""Every message of the tables."""


def recognize_program(text: str, *, of_system: bool = True) -> ProgramMessage | None:
    """The message of a program in a text; None when nothing shows that a program speaks.

    The longest known message counts. Where several programs write it, the one is named that the rest of the text shows,
    or none.

    Args:
        text: what a reader pasted; the first 20,000 characters are read.
        of_system: whether a shell, a language or a system may speak too.
    """
    spaced = re.sub(r"\s+", " ", text[:LONGEST_TEXT]).translate(_QUOTES).casefold()
    if curl := _read_curl(spaced):
        return curl
    name = next((name for pattern, name in SPEAKERS.items() if re.search(pattern, spaced)), "")
    known = PROGRAM_MESSAGES if of_system else [each for each in PROGRAM_MESSAGES if not each.is_of_system]
    found = [each for each in known if _is_in(each.text, spaced)]
    found = [each for each in found if not each.is_of_system] or found
    if found:
        best = _choose([each for each in found if each.text not in BEGINNINGS] or found, name)
        return _without_issuer(best._replace(causes=_of_address(best.causes, spaced)), spaced)
    if causes := read_client_words(spaced):
        return ProgramMessage("library", name, "", causes, is_certain=False)
    anywhere = next((causes for pattern, causes in ANYWHERE if of_system and re.search(pattern, spaced)), ())
    if name and not anywhere and re.search(HANDED_ON.get(name, "(?!)"), spaced):
        return ProgramMessage("library", name, "", (), is_certain=False, hands_on=True)
    is_check = of_system and re.search(CHECKS_ID_TOKEN, spaced) is not None
    if not (name or anywhere or is_check):
        return _read_code_error(spaced) if of_system else None
    causes = anywhere or next((causes for pattern, causes in GENERAL if re.search(pattern, spaced)), ())
    message = ProgramMessage("library", name, "", causes, is_certain=False)
    if is_check:
        message = message._replace(causes=causes or AFTER_AN_ID_TOKEN, says=_CHECKED)
    return _without_issuer(message, spaced)


def _without_issuer(message: ProgramMessage, text: str) -> ProgramMessage:
    """The message, or that the token has no iss, where it compares the issuer with nothing."""
    if message.causes[:1] == ("client-issuer-differs",) and re.search(NOTHING_GOT, text):
        return message._replace(causes=("client-token-without-iss",))
    return message


def _of_address(causes: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The causes without that of a token request, where a text shows only addresses that are none by their name."""
    return tuple(slug for slug in causes if slug != "browser-origin" or not shows_other_address(text))


def _read_code_error(text: str) -> ProgramMessage | None:
    """What a language, a database or a system says of a program."""
    for pattern, name, causes in CODE_ERRORS:
        if re.search(pattern, text):
            kind = "program" if causes or not name else "other"
            return ProgramMessage(kind, name, "", causes, is_certain=False)
    return None


def _choose(found: list[ProgramMessage], name: str) -> ProgramMessage:
    """The longest message, with the name of its program where the text shows it or only that one writes it."""
    longest = max(len(each.text) for each in found)
    same = [each for each in found if len(each.text) == longest]
    best = next((each for each in same if name and name in each.program), None)
    if best is not None:
        return best._replace(program=name)
    best = same[0]
    if best.is_of_system and name:
        return ProgramMessage("library", name, "", best.causes, is_certain=False)
    if best.is_of_system:
        return best if len(same) == 1 else best._replace(program="", source="")
    is_certain = best.text not in GENERAL_TEXTS
    if is_certain and len(same) == 1:
        return best
    return best._replace(program=name, source="", is_certain=is_certain)


def _read_curl(text: str) -> ProgramMessage | None:
    match = re.search(_CURL, text)
    if match is None:
        return None
    number = int(match[1] or match[2] or match[3])
    says, causes = CURL_CODES.get(number, ("", ()))
    return ProgramMessage("curl", "curl", f"({number})", causes, SOURCE, says)


def _is_in(part: str, text: str) -> bool:
    """Whether a text has a message, as words of their own; * stands for up to 300 characters."""
    first, *others = part.split("*")
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        within = first[0].isalnum() and at and (text[at - 1].isalnum() or text[at - 1] == "_")
        if not within and _has_rest(others, text, end):
            return True
        at = text.find(first, at + 1)
    return False


def _has_rest(parts: list[str], text: str, end: int) -> bool:
    """Whether the other parts of a message follow, each soon after the one before, and the last ends a word."""
    for part in parts:
        at = text.find(part, end, end + _FARTHEST + len(part))
        if at < 0:
            return False
        end = at + len(part)
    return not (end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"))
