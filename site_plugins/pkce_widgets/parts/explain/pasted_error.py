"""An error as a reader has it at hand: the code, the JSON, the address, a line of a log."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pkce_core import (
    PkceError,
    TokenErrorResponse,
    explain_error,
    parse_authorization_response,
    parse_token_response,
)

LONGEST = 20_000  # characters that are looked at; providers write a few hundred
MOST_WORDS = 12
# RFC 6749 §5.2: "Values for the "error" parameter MUST NOT include characters outside the set %x20-21 / %x23-5B /
# %x5D-7E." Nobody uses the space.
CODE = r"[!#-\[\]-~]{1,80}"
WORD = r"[a-z]+(?:_[a-z]+)+"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedError:
    """What a server said.

    Attributes:
        error: the code; "" when the text has none.
        error_description: the server's words; "" when the text has none.
        problem: why the text is no error; "" when it is one.
    """

    error: str = ""
    error_description: str = ""
    problem: str = ""


TOKENS = "This is a token response without an error. Check it where the token response is read."
REDIRECT = "This redirect brings a code and no error. Check it where the redirect is read."
NEITHER = (
    'There is no error code in this text. It is what stands after error= or beside "error", such as invalid_grant.'
)


def read_error(text: str) -> PastedError:
    """Find the error code and its description.

    Args:
        text: as pasted: a code, a JSON answer or all that curl printed, an address or its parameters, a message.
    """
    text = text.strip()[:LONGEST]
    if not text:
        return PastedError()
    if "{" in text or text.startswith("HTTP/"):
        return read_json(text)
    if re.search(r"\b(?:error|code)=", text):
        return read_redirect(text)
    if re.fullmatch(CODE, text):
        return PastedError(error=text)
    return read_message(text)


def read_json(text: str) -> PastedError:
    try:
        response = parse_token_response(text)
    except PkceError:
        return read_message(text)
    if isinstance(response, TokenErrorResponse):
        return PastedError(error=response.error, error_description=response.error_description or "")
    return PastedError(problem=TOKENS)


def read_redirect(text: str) -> PastedError:
    try:
        response = parse_authorization_response(text)
    except PkceError:
        return read_message(text)
    if response.error:
        return PastedError(error=response.error, error_description=response.error_description or "")
    return PastedError(problem=REDIRECT) if response.code else read_message(text)


def read_message(text: str) -> PastedError:
    """A sentence or a line of a log: the first word that is an error code, or a message that a provider writes."""
    error = find_word(text)
    if error:
        return PastedError(error=error, error_description=text if text != error else "")
    if explain_error("", error_description=text).provider:
        return PastedError(error_description=text)
    return PastedError(problem=NEITHER)


def find_word(text: str) -> str:
    """The first known error code of a text; "" when it has none."""
    words = list(dict.fromkeys(re.findall(WORD, text)))[:MOST_WORDS]
    return next((word for word in words if explain_error(word).known), "")
