"""What an error means, in a sentence or two: who speaks, what the code stands for, and what isn't understood."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.explain.causes import CAUSES, Cause
from pkce_core.explain.error_text import is_object
from pkce_core.explain.impossible import is_not_of_a_code
from pkce_core.explain.usual.usual_causes import meaning_here
from pkce_core.explain.words import is_of_something_else, without_standard_sentences
from pkce_core.specifications import Spec
from pkce_core.web_answers.in_message import status_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.explain.error_text import ErrorText
    from pkce_core.explain.suggestions import Suggestions
    from pkce_core.flow.values import FlowValues
    from pkce_core.program_messages.recognize import ProgramMessage
    from pkce_core.web_answers.describe import WebAnswer

_MEANS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"unauthorized_client": ("client-grant-type", "response-type", "policy-denied", "client-disabled", "grant-type")}
)
"""Codes that servers send for more than they are defined to mean: by code, the causes that the definition is about."""
_REASON_HIDDEN = "grant request is invalid"
"""What node-oidc-provider writes for every invalid_grant."""

_OF_WEB_ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("not-found", "method", "realm", "login", "app", "redirect"), "wrong-endpoint"),
        **dict.fromkeys(("gateway", "broken"), "server-trouble"),
        "token-refused": "token-expired",
        "no-route": "wrong-endpoint",
    }
)
"""By the kind of a web server's answer: the cause that it shows."""
_SAYS_ALL = ("page", "blocked", "https", "big-header", "big-request")
"""Kinds of answers after which the words of a message name no cause."""
_HANDED_ON = ("client-no-token", "client-discovery", "client-sign-in-again", "client-settings", "curl-status")
"""What a program says along with the server's error, which is the cause."""
_A_CLASS = r"[a-z.]+(?:exception|error)"
_EVERYDAY_CAUSES = frozenset({"client-state-lost", "client-nonce-lost", "client-audience-differs"})
"""What messages in everyday words stand for, such as "nonce mismatch", which a web page's script may have too."""
_NOT_FROM_A_SERVER = ("cors-blocked", "certificate-refused", "no-answer")
_NO_CODE = {True: "The server gave no error code, only a message.", False: "This text has no error code."}
"""By whether a text was given as a server's answer."""
_ANYBODY = "Programs write such messages: perhaps your own, perhaps a server or an API that reads what you sent."
_UNKNOWN_SPEAKER = "Nothing in it shows who wrote it: a server, or a program, perhaps your own."
_HANDS_ON = "hands on what the server said"


def meaning_of(
    read: ErrorText,
    said: Suggestions,
    usual: tuple[str, ...],
    program: ProgramMessage | None,
    flow: FlowValues | None,
    given: str,
) -> str:
    """What an error means, in sentences.

    Args:
        read: the code and the words.
        said: what the server's words suggest.
        usual: the usual causes of the code.
        program: the message of a program in the words.
        flow: what was sent and received.
        given: the text as it was given, which may name a package or a logger.
    """
    if program is None:
        return f"{_meaning(read, said, flow, given)}{_not_understood(read, said, usual)}"
    speaker = f"{program.speaker[0].upper()}{program.speaker[1:]}"
    if read.error in ERROR_CODES or read.inner in ERROR_CODES or said.message is not None:
        if program.causes:
            whose = f"This is a message of {program.speaker}, not of the server." if program.program else _ANYBODY
            return f"{whose} {_meaning(read, said, flow, given)}"
        return f"{speaker} {_HANDS_ON}. {_meaning(read, said, flow, given)}{_not_understood(read, said, usual)}"
    if program.hands_on:
        more = f". {_meaning(read, said, flow, given)}" if read.error else ", without its error code."
        return f"{speaker} {_HANDS_ON}{more}{_not_understood(read, said, usual)}"
    says = f" {program.says}" if program.says else ""
    unknown = "" if program.causes or program.says else " pkce-core doesn't know what it means."
    if program.kind == "other":
        from pkce_core.program_messages.foreign import ABOUT_A_KEY, OF_API_KEYS  # only here: its table is long

        if program.program == OF_API_KEYS:
            return ABOUT_A_KEY
        return f"This is a message of {program.speaker}, not an answer of an OAuth server.{unknown}"
    if not program.program:
        return f"{_anybody(given) if program.causes else _unknown_speaker(given)}{says}{unknown}"
    if program.kind == "library" and not (program.causes or program.text):
        return f"This is a message of {program.speaker}, or of the server that it asked.{unknown}"
    return f"This is a message of {program.speaker}, not of the server.{says}{unknown}"


def find_program(error: str, description: str, read: ErrorText, said: Suggestions) -> ProgramMessage | None:
    """The message of a program in an error; without causes where it only hands on what the server said.

    None when no program speaks. A code alone that a specification defines is a server's, and no table is loaded for it.

    Args:
        error: what was given as the code.
        description: what was given as the server's words.
        read: the code and the words, as read.
        said: what the server's words suggest.
    """
    if error.strip() in ERROR_CODES and not description.strip():
        return None
    from pkce_core.program_messages.foreign import recognize_foreign
    from pkce_core.program_messages.recognize import ProgramMessage, recognize_program  # only here: the tables are long

    if not {read.error, read.inner} & ERROR_CODES.keys() and (whose := recognize_foreign(f"{error} {description}")):
        return ProgramMessage("other", whose, "", ())
    found = recognize_program(f"{error} {description}", of_system=not read.is_answer)
    if found is None:
        return None
    if found.kind == "shell" and read.error in ERROR_CODES:
        return None
    is_everyday = found.kind == "library" and not found.program and set(found.causes) & _EVERYDAY_CAUSES
    if is_everyday and found.text and is_of_something_else(f"{error} {description}", found.text):
        return None
    is_clients = not (found.text or found.program) and found.kind == "library"  # read by words that no server has
    is_servers = said.message is not None and not is_clients
    if said.message is not None and not (said.message.is_numbered and said.causes):  # a number says more than a class
        is_servers = is_servers and len(said.message.text) >= len(found.text)
    if not (is_servers or read.error in ERROR_CODES or read.inner in ERROR_CODES):
        if said.causes and re.fullmatch(_A_CLASS, found.text) and set(found.causes) & set(_HANDED_ON):
            return found._replace(causes=(), hands_on=True)  # the words after the class say more exactly what is wrong
        return found
    if error.strip() in ERROR_CODES and not found.is_certain:
        return None  # the words of a server, which may use a library too
    if is_servers or not found.is_certain or set(found.causes) & set(_HANDED_ON):
        return found._replace(causes=()) if found.program else None
    return found


def of_web_answer(web: WebAnswer, suggested: Mapping[str, str]) -> dict[str, str]:
    """The causes that a web server's answer suggests, each with its evidence.

    Args:
        web: the answer.
        suggested: what its words suggest by themselves.
    """
    slug = _OF_WEB_ANSWERS.get(web.kind, "")
    if slug:
        return {slug: web.what}
    return {} if web.kind in _SAYS_ALL else dict(suggested)


def of_program(program: ProgramMessage, suggested: Mapping[str, str]) -> dict[str, str]:
    """The causes that a program's message suggests, each with its evidence.

    Args:
        program: the message.
        suggested: what the same words would suggest if a server had written them. Of these, only what a program can
            say counts, and only where the message itself isn't known.
    """
    if program.causes:
        return dict.fromkeys(program.causes, program.evidence)
    return {slug: evidence for slug, evidence in suggested.items() if slug in _NOT_FROM_A_SERVER}


def cause_of(slug: str) -> Cause:
    """A cause by its slug: of a request, or of a reader's own program.

    Args:
        slug: its stable name.
    """
    if slug in CAUSES:
        return CAUSES[slug]
    from pkce_core.program_messages.causes import PROGRAM_CAUSES  # only where a program speaks

    text, fix, document, section = PROGRAM_CAUSES[slug]
    return Cause(slug=slug, text=text, fix=fix, spec=Spec(document=document, section=section))


def _origin(given: str) -> str:
    from pkce_core.program_messages.origin import say_origin  # only for a text that nobody is known to write

    return say_origin(given)


def _anybody(given: str) -> str:
    return f"{_ANYBODY} {_origin(given)}".strip()


def _unknown_speaker(given: str) -> str:
    return _origin(given) or _UNKNOWN_SPEAKER


def _meaning(read: ErrorText, said: Suggestions, flow: FlowValues | None, given: str) -> str:
    if definition := ERROR_CODES.get(read.error):
        hidden = said.message is not None and said.message.text == _REASON_HIDDEN
        more = " This server writes the reason only to its log." if hidden else ""
        if read.inner in ERROR_CODES:
            more += f" The message contains another error, {read.inner}: {ERROR_CODES[read.inner].meaning}"
        here = meaning_here(read.error, flow, given)
        meaning = here or definition.meaning
        if read.error == "invalid_grant" and not here and is_not_of_a_code(said.causes):
            meaning = "The server doesn't accept what was sent to get a token."
        elif not here and said.causes and said.causes.keys().isdisjoint(_MEANS.get(read.error, definition.causes)):
            # The message says what happened, so the code's definition is said as one.
            meaning = f"By its definition, the code means: {meaning[0].lower()}{meaning[1:]}"
        return f"{meaning}{more}"
    if said.message is not None:
        by = said.message.title
        if not read.error and said.message.is_numbered:
            return f"This is a message of {by}."
        if not read.error:
            return f"{_NO_CODE[read.is_answer]} It's one that {by} writes, and perhaps other servers too."
        return f"No specification that pkce-core knows defines this code, but {by} writes such messages."
    if read.inner in ERROR_CODES:
        return f"The message contains the error {read.inner}: {ERROR_CODES[read.inner].meaning}"
    if status_in(read.error or read.description) is not None:
        return "This is an HTTP status, not an error code of OAuth. The body of the answer may have the reason."
    if not (read.error or said.causes) and is_object(read.description):
        return "pkce-core finds no error in this JSON."
    if not read.error and read.description:
        return _NO_CODE[read.is_answer] if read.is_answer else f"{_NO_CODE[False]} {_unknown_speaker(given)}"
    unknown = f"No specification that pkce-core knows defines this error code.{_did_you_mean(read.error)}"
    return f"{unknown} {_origin(given)}".strip()


def _not_understood(read: ErrorText, said: Suggestions, usual: tuple[str, ...]) -> str:
    """That the causes come from the code alone, if there is a message that names none."""
    if not read.description or said.causes or (said.message and said.message.text == _REASON_HIDDEN):
        return ""
    if not re.search(r"\w", without_standard_sentences(read.description)):
        return " The message only repeats what the code means; it doesn't say which cause it was." if usual else ""
    rest = ", so the causes are the usual ones of the code" if usual else ""
    return f" The message names no cause that pkce-core recognizes{rest}."


def _did_you_mean(code: str) -> str:
    # A sentence is no mistyped code, unless it is one with spaces in it.
    if not re.fullmatch(r"[A-Za-z]+(?:[_-][A-Za-z]+)*|[A-Za-z]+(?: [A-Za-z]+){1,3}", code) or len(code) > 60:
        return ""
    if " " in code:
        near = [each for each in (code.casefold().replace(" ", "_"),) if each in ERROR_CODES]
        return f" Did you mean {near[0]}? Case and underscores count." if near else ""
    from difflib import get_close_matches  # only for an unknown code

    near = get_close_matches(code.casefold().replace("-", "_"), ERROR_CODES, n=1, cutoff=0.85)
    return f" Did you mean {near[0]}? Case and underscores count." if near else ""
