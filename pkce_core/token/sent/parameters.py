"""The parameters of a request, from a form, a JSON object, a URL or Basic credentials."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pkce_core.errors import FormError, JsonError
from pkce_core.text.form_encoding import decode_form, parse_form
from pkce_core.text.json_object import parse_json_object
from pkce_core.token.sent.sent_request import SentParameter

if TYPE_CHECKING:
    from pkce_core.token.sent.shell_words import Word

MOST_PARAMETERS = 100
"""More than any request has; bounds the work on hostile input."""
_FILLED_IN = r"\{\{[^{}]*\}\}"
"""What Postman and its like fill in when they send a request."""
_TEMPLATE = r"(?i)<[\w ./-]{2,40}>|(?<!\$)\{[\w -]{2,40}\}|\[[\w -]{2,40}\]|\byour[_ -]?[a-z_ -]{2,40}|\bplaceholder\b"
"""What a template leaves to be filled in."""
_HIDDEN = (
    r"(?i)\*{3,}|^x{3,}$|\bx{5,}\b|\.{3}|…|\bredacted\b"
    r"|[<\[({][\w -]{0,20}\b(?:hidden|masked|removed|omitted|secret)\b"
)
"""What people write over a secret before they show a text."""
UNKNOWN = "{{…}}"
"""Stands in a text for what a program puts there."""
PLACEHOLDER = "a placeholder"
"""Stands as the variable of a parameter whose value is a template's."""
_BROKEN_LINE = r"\S\n\S"
"""A line end in the middle of a value, as copying from a terminal puts there."""
_KNOWN = (
    r"(?:grant_?(?:type|Type)|code|redirect_ur[il]|client_?(?:id|Id)|client_?(?:secret|Secret)"
    r"|code_?(?:verifier|Verifier)|refresh_?(?:token|Token)|client_assertion)"
)
_FORM_START = rf"[?&\s]*{_KNOWN}="
_VARIABLE = r"\$\{?\w+\}?|%\w+%|\$\(.*|`.*"


def form_parameters(text: str, word: Word | None = None) -> tuple[SentParameter, ...]:
    """The parameters of a form; a text that is not strictly encoded is read as it is written."""
    try:
        pairs = parse_form(text)
    except FormError:
        pairs = tuple((name, value) for name, _, value in (part.partition("=") for part in text.split("&") if part))
    return tuple(parameter(name, value, word) for name, value in pairs[:MOST_PARAMETERS])


def json_parameters(text: str, word: Word | None = None) -> tuple[SentParameter, ...]:
    """The members of a JSON object that are text or numbers; none when it is not a JSON object."""
    try:
        members = parse_json_object(text)
    except JsonError:
        return ()
    return tuple(
        parameter(name, value if isinstance(value, str) else str(value), word)
        for name, value in members.items()
        if isinstance(value, str | int)
    )[:MOST_PARAMETERS]


def form_or_text(content_type: str) -> str:
    """The format of a form: "text" when its Content-Type is another, so that a server doesn't read it as a form."""
    named = content_type.partition(";")[0].strip().lower()
    return "form" if named in ("", "application/x-www-form-urlencoded") or is_unknown(named) else "text"


def split_url(word: Word | None) -> tuple[str, tuple[SentParameter, ...]]:
    """A URL without its query, and the parameters of the query."""
    if word is None:
        return "", ()
    url, _, query = word.text.partition("#")[0].partition("?")
    return url, form_parameters(query, word)


def basic_parameters(pair: str, word: Word | None) -> tuple[SentParameter, SentParameter]:
    """client_id and client_secret from "id:secret", both decoded as RFC 6749 §2.3.1 encodes them."""
    client_id, colon, secret = pair.partition(":")
    asked = SentParameter(name="client_secret", value=None, variable="a prompt")
    known = parameter("client_secret", decoded(secret), word) if colon else asked
    return parameter("client_id", decoded(client_id), word), known


def parameter(name: str, value: str, word: Word | None) -> SentParameter:
    """A parameter; its value is unknown where the shell or a template fills it in.

    The name is "" when a variable alone fills in names and values.
    """
    if not value and word is not None and word.variable and re.fullmatch(_VARIABLE, name):
        return SentParameter(name="", value=None, variable=word.variable)
    if match := re.search(_FILLED_IN, value):
        # A program fills in {{…}}, its host ${{ }}, and a shell's own variable may be in the text.
        filled = match[0] == UNKNOWN or value[: match.start()].endswith("$")
        filled = filled or (word is not None and word.variable != "")
        return SentParameter(name=name, value=None, variable=match[0].strip("{} ") if filled else PLACEHOLDER)
    if re.search(_HIDDEN, value):
        return SentParameter(name=name, value=None, variable="what hides it")
    if re.search(_TEMPLATE, value):
        return SentParameter(name=name, value=None, variable=PLACEHOLDER)
    if re.search(_BROKEN_LINE, value):
        return SentParameter(name=name, value=None, variable="a line that ends in its middle")
    if word is not None and word.variable and re.search(_VARIABLE, value):
        return SentParameter(name=name, value=None, variable=word.variable)
    if re.fullmatch(r"\$\{?\w+\}?|%\w+%", value):
        if word is not None and value in word.kept_from_shell.split():
            return SentParameter(name=name, value=value, kept_from_shell=value)
        return SentParameter(name=name, value=None, variable=PLACEHOLDER if word is None else value.strip("${}%"))
    return SentParameter(name=name, value=value)


def is_unknown(text: str, word: Word | None = None) -> bool:
    """Whether a shell or a template fills a text in."""
    return parameter("", text, word).value is None


def looks_like_form(text: str) -> bool:
    """Whether a text is a form that starts with a parameter of a token request; it may go on over several lines."""
    start = re.match(_FORM_START, text)
    if start is None or ("&" not in text and "grant_type=" not in text):
        return False
    lines = [line.strip(" \t") for line in text[start.end() :].split("\n")]
    is_joined = re.search(rf"&\s*{_KNOWN}=", text) is not None  # a line without its & goes on with the value before it
    return all(
        before.endswith("&") or after.startswith("&") or (is_joined and re.match(rf"{_KNOWN}=", after))
        for before, after in pairwise(lines)
    )


def decoded(text: str) -> str:
    """The text without its form encoding; as it is when that is not strictly encoded."""
    try:
        return decode_form(text)
    except FormError:
        return text
