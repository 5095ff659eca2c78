"""An error as it was given: a code and a description, or a text or JSON that contains them, perhaps one in another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_plus

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import JsonError
from pkce_core.recognition.oauth_words import names_oauth, other_subjects
from pkce_core.recognition.success import without_responses
from pkce_core.text.json_object import parse_json_object
from pkce_core.token.error_shapes import ErrorShape, read_error_shape

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues

LONGEST_ERROR = 20_000
"""Characters that are read of each; servers write a few hundred."""
_CAPITALS = {
    code.upper(): code
    for code in ("invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client", "unsupported_grant_type",
                 "unsupported_response_type", "redirect_uri_mismatch", "invalid_request")
}  # fmt: skip
"""Codes that pages such as Spotify's show in capitals: in a text about OAuth, or one that is about nothing else."""
_EVERYDAY = ("INVALID_REQUEST",)
"""What any API says, also where it says nothing else."""
_KNOWN = r"clients?|scopes?|grants?"
_MOST_OBJECTS = 5
_MOST_WORDS = 200
_ESCAPES = r"(?:\\+(?:[rnt]|u000[aAdD9]|x0[aAdD9])|%0[dDaA9]|[\r\n\t])+"
_BRACKETED = rf"[\[\"'(`<]\s*([A-Za-z0-9_.:/-]{{2,100}}){_ESCAPES}\s*[\]\"')`>]"


_FORM_ERROR = r"(?<![A-Za-z_])error=([\"']?)([A-Za-z0-9_.-]{2,80})"
_SENTENCE_GOES_ON = r":? [a-z'<]{1,30}(?![\w=])"


class ErrorText(NamedTuple):
    """An error as it was read.

    Attributes:
        error: the code; "" when there is none.
        description: the server's words, those of an error inside them included.
        inner: the code of an error that the words contain; "" for none.
        is_answer: whether it was given as a server's answer: JSON, form encoding, or words beside a code.
        of_oauth: whether it was given as an error of OAuth: with an error_description beside a code, or with a code
            that a specification defines.
    """

    error: str
    description: str
    inner: str
    is_answer: bool = True
    of_oauth: bool = True


def read_error_text(error: str, description: str) -> ErrorText:
    """Find the code and the words in what was given.

    Args:
        error: a code, or a text or JSON that contains one.
        description: the server's words; may contain JSON too.
    """
    code, words = error.strip()[:LONGEST_ERROR], without_responses(description.strip()[:LONGEST_ERROR])
    whole, code = code, without_responses(code) or code
    is_answer = bool(code and words) or code.startswith(("{", "HTTP/"))
    if code not in ERROR_CODES and (found := _read_whole(code)):
        is_answer = is_answer or found.description != code
        code, words = found.error, f"{found.description} {words}".strip()[:LONGEST_ERROR]
    elif code not in (whole, *ERROR_CODES) and " " in code:  # what is left of a text
        code, words = "", f"{code} {words}".strip()
    given = words
    inner, words = _without_object(words)
    inner = inner or _known_word(words, code)
    of_oauth = bool(code and description.strip()) or {code, inner} & ERROR_CODES.keys() != set()
    of_oauth = of_oauth or "error_description" in error
    return ErrorText(code, words, inner if inner != code else "", is_answer or given != words, of_oauth)


def sent_white_space(description: str) -> str:
    """The value that a message shows in brackets with a line end after it, as in [code\\r\\n]; "" for none.

    Args:
        description: the server's words.
    """
    match = re.search(_BRACKETED, description[:LONGEST_ERROR])
    return match[1] if match else ""


def _read_whole(text: str) -> ErrorShape | None:
    """A text in place of a code: JSON, or a sentence with a code in it. None for what may be a code itself."""
    if found := _find_object(text):
        return found[0]
    if form := _read_form(text):
        return form
    if is_object(text):
        return ErrorShape("", text)
    if not re.search(r"\s", text):
        return None
    word = _known_word(text, "")
    return ErrorShape(word, text) if word or len(text.split()) > 2 or text[0] == "{" else None


def is_object(text: str) -> bool:
    """Whether a text is a whole JSON object: one without an error isn't a code.

    Args:
        text: any text.
    """
    try:
        parse_json_object(text)
    except JsonError:
        return False
    return True


def _read_form(text: str) -> ErrorShape | None:
    """The error in form encoding, as in a body, a query or a whole redirect; or in a WWW-Authenticate header."""
    code = next((each for each in re.finditer(_FORM_ERROR, text) if not _begins_sentence(each)), None)
    if code is None:
        return None
    # Keycloak's events have the words as reason.
    words = re.search(r"""(?<![A-Za-z_])(?:error_description|reason)=(?:"([^"]*)"|([^&\s#"]*))""", text)
    return ErrorShape(code[2], (words[1] or unquote_plus(words[2] or "")) if words else "")


def _begins_sentence(found: re.Match[str]) -> bool:
    """Whether what looks like a code is the first word of a sentence, as in a line of a log: error="invalid header"."""
    rest = found.string[found.end() :]
    if found[2] in ERROR_CODES or not rest:
        return False
    if found[1]:
        return rest[0] != found[1]
    return "_" not in found[2] and re.match(_SENTENCE_GOES_ON, rest) is not None


def _known_word(text: str, code: str) -> str:
    """The first error code of a specification in a text, other than the one that is known; "" for none."""
    words = re.findall(r"(?<![\w=/.])(?:[a-z]+(?:_[a-z]+)+|[A-Z]+(?:_[A-Z]+)+)(?!\w|=)", text)[:_MOST_WORDS]
    # Each word once: whether a text is about OAuth is found in the whole of it.
    known = (word if word.islower() else _in_capitals(word, text) for word in dict.fromkeys(words))
    return next((word for word in known if word in ERROR_CODES and word != code), "")


def _in_capitals(word: str, text: str) -> str:
    """The code that a word in capitals is in this text; "" where it may be another program's."""
    if word not in _CAPITALS:
        return ""
    plain = text.replace("_", " ").casefold()
    if not names_oauth(plain) and (word in _EVERYDAY or other_subjects(plain, _KNOWN)):
        return ""
    return _CAPITALS[word]


def _without_object(text: str) -> tuple[str, str]:
    """The code of the error in a JSON object in a text, and the text with that object's words in its place."""
    found = _find_object(text)
    if found is None:
        return "", text
    shape, before, after = found
    return shape.error, " ".join(filter(None, (before.strip(), shape.description, after.strip())))


def _find_object(text: str) -> tuple[ErrorShape, str, str] | None:
    """The first error in JSON in a text, also where quotes are escaped because JSON is a string in JSON."""
    for form in dict.fromkeys((text, text.replace('\\"', '"'))):
        for at in [match.start() for match in re.finditer(r"\{", form)][:_MOST_OBJECTS]:
            end = _end_of_object(form, at)
            try:
                shape = read_error_shape(parse_json_object(form[at:end]))
            except JsonError:
                continue
            if shape is not None:
                return shape, form[:at], form[end:]
    return None


def _end_of_object(text: str, at: int) -> int:
    """Where the brace at this place is closed; strings are skipped."""
    depth = 0
    for match in re.compile(r'"(?:[^"\\]|\\.)*"?|[{}]').finditer(text, at):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.end()
    return len(text)


def error_of(flow: FlowValues) -> tuple[str, str]:
    """The error in a flow and its description, "" for none of each: of the token response, or else of the redirect.

    Args:
        flow: the values of the flow.
    """
    error, description = flow.value("token_response", "error"), flow.value("token_response", "error_description")
    shape = None
    if error is None:
        shape = read_error_shape(flow.token_response)
    elif error and (whole := read_error_shape(flow.token_response)) and whole.error == error:
        description = whole.description  # with what stands in other members, such as error_hint
    if shape is not None:
        error, description = (shape.error, shape.description) if shape.error else (shape.description, "")
    if not error:
        error = flow.value("authorization_response", "error")
        description = flow.value("authorization_response", "error_description")
    return error or "", description or ""
