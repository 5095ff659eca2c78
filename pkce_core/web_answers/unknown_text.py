"""What an answer is that nothing is known of: its form, the names of its members, its words if they can't be secret."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pkce_core.text.json_object import MOST_CHARACTERS, is_deep
from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words
from pkce_core.web_answers.json_errors import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_NAMES = 6
_WORDS = r"(?:[^\s]{1,24}\s{1,4}){0,24}[^\s]{1,24}"
"""Words for people: a token, a key or an address is longer."""
_KINDS = {list: "a JSON list", str: "a text in quotes", bool: "the JSON value true or false", type(None): "null"}


def describe_unknown(text: str) -> str:
    """What a text is, for the end of a sentence.

    Args:
        text: the body of an answer; not an object of JSON.
    """
    text = text.strip()
    if "\ufffd" in text[:400] or re.search("[\x00-\x08\x0e-\x1f]", text[:400]):
        return "octets that aren't text"
    if re.match(r"(?i)<(?:!doctype html|html)\b", text):
        return "an HTML page"
    if text.startswith("<"):
        return "markup, such as XML or HTML"
    if text[:1] in ("[", '"') and len(text) <= MOST_CHARACTERS:
        if is_deep(text):
            return "JSON in more levels than an answer has"
        try:
            return _KINDS[type(json.loads(text))]
        except ValueError:
            return (
                "the start of JSON that doesn't end well" if text.startswith("[") else "text that starts with a quote"
            )
    return f'plain text that says "{visible(text, 200)}"' if re.fullmatch(_WORDS, text[:700]) else "plain text"


def describe_object(members: Mapping[str, object]) -> str:
    """What an object of JSON is, for the end of a sentence: the names of its members, and its words for people.

    Args:
        members: of the object.
    """
    if not members:
        return "an empty JSON object"
    names = [visible(name, 40) for name in list(members)[:_MOST_NAMES]]
    more = f", and {len(members) - _MOST_NAMES} more" if len(members) > _MOST_NAMES else ""
    shown = ", ".join(names) + more if more else join_words(names)
    words = words_of(members)
    said = f', which says "{words}"' if words and re.fullmatch(_WORDS, words) else ""
    return f"a JSON object with the member{'s' if len(members) > 1 else ''} {shown}{said}"
