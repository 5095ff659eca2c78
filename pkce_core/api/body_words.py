"""What the body of an API's answer says of an error: its code and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from pkce_core.errors import JsonError
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.json_object import parse_json_object
from pkce_core.token.error_shapes import read_error_shape
from pkce_core.web_answers.json_errors import words_of

_STATUS_NAME = r"(?i)(?:40[13] ?-? ?)?(?:unauthorized|forbidden|access denied)[.!]?"
"""What only repeats the status."""
_PLAIN = r"[^<>{}\[\]\n]{1,200}"


class BodyWords(NamedTuple):
    """The code of an error, and its words, "" for what the body doesn't have; and whether it says that it is one."""

    code: str = ""
    words: str = ""
    is_error: bool = False


def read_body_words(text: str) -> BodyWords:
    """What the body says.

    Args:
        text: what `curl -i` printed, or a header alone.
    """
    found = _read(text)
    return found if not re.fullmatch(_STATUS_NAME, found.words) else found._replace(words="")


def _read(text: str) -> BodyWords:
    http = parse_http_text(text[:LONGEST_RESPONSE])
    if http.status is None:
        return BodyWords()
    body = http.body.strip()
    try:
        members = parse_json_object(body)
    except JsonError:
        return BodyWords("", body if re.fullmatch(_PLAIN, body) else "")
    shape = read_error_shape(members)
    if shape is None:
        return BodyWords("", words_of(members))
    says_so = members.keys() & {"error", "errors"} or members.get("ok") is False
    return BodyWords(shape.error, shape.description if shape.description != shape.error else "", bool(says_so))
