"""An error in JSON of any shape that servers send: as in RFC 6749 §5.2, nested, in a list, or a problem (RFC 9457).

{"error": "invalid_grant", "error_description": "…"}     {"ok": false, "error": "invalid_code"}
{"error": {"message": "…", "type": "…"}}                 {"errors": [{"message": "…"}]}
{"title": "…", "status": 400, "detail": "…"}             {"error": "invalid_grant", "error_codes": [70008]}
{"errors": [{"errorType": "invalid_grant", "message": "…"}]}
{"errors": {"code_verifier": ["is missing"]}}            {"__type": "NotAuthorizedException", "message": "…"}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pkce_core.error_codes import ERROR_CODES

_CODES = ("error", "errorCode", "error_code", "code", "__type", "type", "status")
_TEXTS = (
    "error_description", "message", "error_message", "errorMessage", "errorSummary", "error_reason", "reason", "hint",
    "error_hint", "detail", "details", "title", "faultstring", "msg",
    "description", "errorDescription", "error_msg", "errmsg", "error_detail", "error_details", "errorDetail",
    "error_debug", "secondary_message", "developerMessage", "userMessage",
)  # fmt: skip
_MORE_CODES = ("errorType", "error_type", "errorName", "title")
"""Members that have other things too: they count with a code that a specification defines."""
_NAMES = {"error", "errors", "fault", "errorCode", "error_code", "errorMessage", "__type"}
_INSIDE = ("error", "errors", "fault", "detail", "response_metadata")
_CODE = r"[A-Za-z][A-Za-z0-9._-]{1,79}"
_MOST_IN_A_LIST = 10


class ErrorShape(NamedTuple):
    """An error as far as its JSON shows it.

    Attributes:
        error: the code; "" when it has none.
        description: the server's words, one sentence after the other; "" when it has none.
    """

    error: str
    description: str


def read_error_shape(members: Mapping[str, object]) -> ErrorShape | None:
    """The error in a JSON object; None when there is none in it.

    Args:
        members: of the object.
    """
    if "access_token" in members or not _is_error(members):
        return None
    found = _read(members, depth=0)
    numbers = members.get("error_codes")
    for number in numbers[:_MOST_IN_A_LIST] if isinstance(numbers, list) else ():
        # Entra ID sends its numbers beside the description, which usually begins with the first of them.
        if isinstance(number, int) and f"AADSTS{number}" not in found.description:
            found = ErrorShape(found.error, f"{found.description} AADSTS{number}".strip())
    return found if any(found) else None


def _is_error(members: Mapping[str, object]) -> bool:
    """Whether an object says that something failed, and does not merely have a message."""
    if not members.keys().isdisjoint(_NAMES) or _code(members.get("message")) in ERROR_CODES:
        return True
    if members.get("ok") is False or members.get("success") is False:
        return True
    status = members.get("status", members.get("statusCode"))
    failed = isinstance(status, int) and not isinstance(status, bool) and status >= 400
    return (failed or "title" in members or "code" in members) and any(name in members for name in _TEXTS)


def _read(members: Mapping[str, object], depth: int) -> ErrorShape:
    code = next((text for name in _CODES if (text := _code(members.get(name)))), "")
    texts = [value for name in _TEXTS if isinstance(value := members.get(name), str) and value.strip()]
    code = code or next((text for name in _MORE_CODES if (text := _code(members.get(name))) in ERROR_CODES), "")
    if (message := _code(members.get("message"))) in ERROR_CODES:  # as client libraries print their errors
        code, texts = message, [text for text in texts if text != message]
    if code in texts:  # it is the code, and no sentence
        texts = [text for text in texts if text != code]
    if isinstance(error := members.get("error"), str) and error and error != code:
        texts.insert(0, error)  # a sentence instead of a code
    for name in _INSIDE if depth < 2 else ():
        inner = members.get(name)
        for each in inner[:_MOST_IN_A_LIST] if isinstance(inner, list) else [inner]:
            if isinstance(each, Mapping):
                texts += _by_parameter(each)
                found = _read(each, depth + 1)
                code = code or found.error
                texts.append(found.description)
            elif isinstance(each, str) and isinstance(inner, list):
                texts.append(each)
    sentences = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    ended = [text if text[-1] in ".!?:;" else f"{text}." for text in sentences[:-1]]
    return ErrorShape(code, " ".join([*ended, *sentences[-1:]]))


def _by_parameter(members: Mapping[str, object]) -> list[str]:
    """What is said of each parameter: {"code_verifier": ["is missing"]}, or {"code_verifier": {"_errors": [{…}]}}."""
    found = []
    if isinstance(field := members.get("field"), str) and isinstance(code := members.get("code"), str):
        found.append(f"{field}: {code}")
    for name, value in list(members.items())[:_MOST_IN_A_LIST]:
        inner = value.get("_errors") if isinstance(value, Mapping) else value
        for each in inner[:_MOST_IN_A_LIST] if isinstance(inner, list) else ():
            text = each.get("message") if isinstance(each, Mapping) else each
            if isinstance(text, str) and re.fullmatch(_CODE, name):
                found.append(f"{name}: {text.strip()}")
    return found


def _code(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch(_CODE, value) else ""
