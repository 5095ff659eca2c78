"""An error as it is pasted: a code, JSON, an address, a line of a log."""

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

LONGEST = 20_000
"""Characters that are read; a provider's error has a few hundred."""
MOST_WORDS = 12
# RFC 6749 §5.2: "Values for the "error" parameter MUST NOT include characters outside the set %x20-21 / %x23-5B /
# %x5D-7E." No known code has a space.
CODE = r"[!#-\[\]-~]{1,80}"
WORD = r"[a-z]+(?:_[a-z]+)+"


TOKENS = "This is a token response without an error, so there is nothing to explain."
REDIRECT = "This redirect brings a code, not an error, so there is nothing to explain."
NEITHER = (
    'There is no error code in this text. Look for the value after error= or beside "error", such as invalid_grant.'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PastedError:
    """What a provider said.

    Attributes:
        error: the code; "" if the text has none.
        error_description: the provider's words; "" if the text has none.
        problem: why the text isn't an error; "" if it is one.
    """

    error: str = ""
    error_description: str = ""
    problem: str = ""


def read_error(text: str) -> PastedError:
    """Find the error code and its description.

    Args:
        text: as pasted: a code, JSON or everything that curl printed, an address or its parameters, a message.
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
    """Read a sentence or a line of a log: the first word that is an error code, or a message of a known provider."""
    error = find_word(text)
    if error:
        return PastedError(error=error, error_description=text if text != error else "")
    if explain_error("", error_description=text).provider:
        return PastedError(error_description=text)
    return PastedError(problem=NEITHER)


def find_word(text: str) -> str:
    """The first known error code in a text; "" if it has none."""
    words = list(dict.fromkeys(re.findall(WORD, text)))[:MOST_WORDS]
    return next((word for word in words if explain_error(word).known), "")
