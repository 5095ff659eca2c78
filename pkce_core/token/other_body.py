"""What a body is when it is not a token response: a page, a token alone, or what a program prints instead of a body."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES
from pkce_core.text.quoting import visible
from pkce_core.text.wording import LONGEST_MESSAGE
from pkce_core.token.response_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.findings import Finding
    from pkce_core.text.http_response import HttpText

_PRINTED_INSTEAD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        r"<Response \[[0-9]{3}\]>": (
            "This is how Python's requests prints a response: only its status, without the body.",
            "Print response.text.",
        ),
        r"\[object [A-Z]\w{1,40}\]": (
            "This is what JavaScript makes of an object when it needs text. Nothing of the response is in it.",
            "Print JSON.stringify(…) of it.",
        ),
        r"Promise \{.{0,200}": (
            "This is a promise of JavaScript: the program printed it before there was a response.",
            "Write await before the call, such as await response.json().",
        ),
        r"#<[A-Z].{0,4000}>|<(?:[A-Z][\w.]{0,80}::|[A-Z][\w.]{0,80} )[^<]{0,4000}(?<!/)>": (
            "This is an object, as Ruby or Python prints it, not a token response.",
            "Print the response's body, or the object as JSON, such as token.to_hash.to_json in Ruby.",
        ),
        r"<(?:coroutine|http\.client\.HTTPResponse|ClientResponse|Task)\b.{0,300}": (
            "This is an object of Python, printed before its body was read.",
            "Read the body first, such as with await response.text() or response.read().",
        ),
        r"(?:[A-Za-z.]{0,60}Error: |[0-9]{3} (?:Client|Server) Error: |[^\n]{0,60}remote server returned an error: )"
        r"[^\n{]{0,400}(?:\n\s+at .*)?": (
            "This is a program's message about an error, not the server's own answer.",
            "Print the body of the response, such as error.response.data in axios or response.text in Python.",
        ),
        r"(?:null|undefined|None|nil|NULL|\"\"|'')": (
            "This is what a program prints for a missing value, so it found no token or got no response.",
            "Print the whole body of the response.",
        ),
    }
)
_HTML = (
    r"a|b|body|br|button|center|div|em|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|meta"
    r"|nav|ol|p|pre|script|section|small|span|strong|style|svg|table|title|ul"
)
_XML = rf"(?i)<\?xml\b|<(?!!|/?(?:{_HTML})\b)[A-Za-z]"
_EXPLAIN = "`pkce explain` reads such a message, and says why."
_NO_ORIGIN = "Nothing in it shows who wrote it."
_CANNOT_TELL = "Compare the address with the token_endpoint in the server's metadata, and look into the server's log."
_BY_WORDS = "`pkce explain` with these words says what they may be about. The server's log says more."
_OF_RESPONSES = frozenset({"scope", "expiresin", "expiresat", "error", "errors"})
"""Members of a token response or an error, in lower case and without signs; or what has one inside."""
_ERROR_WORD = r"\b[a-z]{2,30}(?:_[a-z]{2,30}){1,5}\b"


def is_printed_instead(body: str) -> bool:
    """Whether a body is what a program prints when it has no text of a response."""
    return any(re.fullmatch(pattern, body, re.DOTALL) for pattern in _PRINTED_INSTEAD)


def describe_other_body(http: HttpText) -> Finding:
    """The error that a body is neither JSON nor form-encoded, with what it is instead if that is known."""
    status = "" if http.status is None else f" The status is {http.status}."
    if (http.status is not None or not is_printed_instead(http.body)) and (web := describe_web(http)):
        return web
    if not http.body:
        hint = "Check the server's log." if status else "Run curl -i to see the status and the headers."
        return RULES["token-response-empty"].error(f"The response has no body.{status}", hint)
    if re.match(_XML, http.body) and not is_printed_instead(http.body):
        markup = "XML" if http.body.startswith("<?xml") else "markup, such as XML"
        message = f"This is {markup}, not a token response, which is JSON.{status}"
        return RULES["token-response-unknown"].error(message, "Ask for JSON, with Accept: application/json.")
    if http.body.startswith("<") and not is_printed_instead(http.body):
        title = re.search(r"(?i)<title>([^<]{1,200})", http.body)
        named = f' Its title is "{visible(title[1].strip(), 100)}".' if title else ""
        message = f"This is an HTML page, not a token response.{named}{status}"
        hint = (
            "The URL probably isn't the token endpoint, or a proxy answered. The server's metadata has the right URL."
        )
        return RULES["token-response-html"].error(message, hint)
    if re.fullmatch(r"[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]*", http.body):
        message = "This is a token alone (a JWT), not a token response."
        return RULES["token-response-jwt"].error(message, "Paste the whole JSON from the token endpoint.")
    if program := _program(http.body):
        return program
    if code := find_error_code(http.body):
        message = f"This isn't a token response, but a program's message that names the error {code}.{status}"
        number = re.search(r"\bAADSTS[0-9]{4,8}\b", http.body[:2000])
        hint = f"`pkce explain {code} --description` with the message says why."
        hint = f"`pkce explain {number[0]}` says why." if number else hint
        hint += " The server's own answer is JSON: print that too."
        return RULES["token-response-unknown"].error(message, hint)
    for pattern, (message, hint) in _PRINTED_INSTEAD.items():
        if re.fullmatch(pattern, http.body, re.DOTALL):
            return RULES["token-response-unknown"].error(message, hint)
    if re.search(r"\b[A-Z][A-Za-z]{0,40}(?:Error|Exception): ", http.body[:4000]):
        message = f"This is a program's message about an error, not the server's own answer.{status}"
        return RULES["token-response-unknown"].error(message, _EXPLAIN)
    if re.fullmatch(r"\"?[!-~]{12,}\"?", http.body):
        message = f"This is one word, such as a token alone, not a token response.{status}"
        return RULES["token-response-unknown"].error(message, "Paste the whole JSON from the token endpoint.")
    from pkce_core.web_answers.unknown_text import describe_unknown

    message = f"This isn't a token response: it's {describe_unknown(http.body)}.{status}"
    return RULES["token-response-unknown"].error(message, _cannot_tell(http.body))


def _cannot_tell(body: str) -> str:
    from pkce_core.program_messages.origin import say_origin  # only for what is no token response

    return f"{say_origin(body) or _NO_ORIGIN} {_CANNOT_TELL}"


def describe_unknown_object(http: HttpText, members: Mapping[str, object]) -> Finding | None:
    """The error that JSON has nothing of a token response in it, and no error either; None for other JSON.

    Args:
        http: the response.
        members: of the JSON.
    """
    from pkce_core.web_answers.json_errors import words_of
    from pkce_core.web_answers.unknown_text import describe_object

    plain = {re.sub(r"[^a-z]", "", name.lower()) for name in members}
    if plain & _OF_RESPONSES or any("token" in name for name in plain):
        return None
    status = "" if http.status is None else f" The status is {http.status}."
    message = f"This isn't a token response: it's {describe_object(members)}.{status}"
    return RULES["token-response-unknown"].error(message, _BY_WORDS if words_of(members) else _cannot_tell(http.body))


def describe_web(http: HttpText) -> Finding | None:
    """The error that a framework, a proxy or a login page answered; None when nothing shows that.

    Args:
        http: the response.
    """
    from pkce_core.web_answers.describe import describe_web_answer  # only for what is no token response

    web = describe_web_answer(http.body, status=http.status, headers=http.headers, is_body=True)
    if web is None:
        return None
    what = web.what if http.body or web.kind == "redirect" else f"The response has no body. {web.what}"
    return RULES["token-response-web"].error(what, web.hint)


def _program(body: str) -> Finding | None:
    """The error that a library, a browser or curl wrote this; None when it isn't known to."""
    from pkce_core.program_messages.recognize import recognize_program  # only for what is no token response

    program = recognize_program(body[:LONGEST_MESSAGE])
    if program is None or not program.causes or find_error_code(body):
        return None
    message = f"This is a message of {program.speaker}, not a token response. {program.says}".strip()
    return RULES["token-response-unknown"].error(message, _EXPLAIN)


def find_error_code(text: str) -> str:
    """The first error code of a specification near the start of a text; "" for none."""
    return next((word for word in re.findall(_ERROR_WORD, text[:2000]) if word in ERROR_CODES), "")
