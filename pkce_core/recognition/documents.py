"""JSON objects, HTML pages, HTTP messages and commands in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.recognition.addresses import PARAMETERS, find_parameters
from pkce_core.recognition.recognized import Recognized, Sureness
from pkce_core.text.json_object import find_json_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMMAND = r"(?m)(?:^|[;|&(] *)(?:\$ |PS> )?((?:(?:curl|wget)(?:\.exe)?|https?|xhs?) +\S(?:[^\n]|(?<=[\\^`])\n)*)"
_STATUS = r"(?m)^(?:< )?HTTP/[0-9.]+ [0-9]{3}\b"
_REQUEST = r"\b(GET|POST) (\S{1,8000}) HTTP/[0-9.]+"
_MOST_REQUESTS = 20
_CALL = (
    r"(?i)\b(?:fetch|axios(?:\.post)?|requests\.(?:post|get|request)|got\.post)\("
    r"|\b(?:invoke-(?:restmethod|webrequest)|irm|iwr) "
)
"""A call of a program that sends a request."""
_PAGE = r"(?i)<!doctype html|<html[\s>]|<form[\s>]"
_POSTED = r"(?i)<input[^<>]+name=[\"']?(?:code|error|id_token)[\"'\s>]"
_MESSAGES = frozenset({"authorization_request", "authorization_response", "token_request", "token_response"})
_ERRORS = ("error", "errors", "error_code", "errorCode")
_PRIVATE = frozenset({"d", "k", "p", "q", "dp", "dq", "qi"})
"""Members of a JWK that are secret (RFC 7518 §6)."""


def find_documents(text: str) -> Iterator[Recognized]:
    """Every document in a text; the values inside a token response or an error response follow it."""
    yield from _find_objects(text)
    if page := re.search(_PAGE, text):
        if re.search(_POSTED, text):
            why = "It has a form with the parameters of a response."
            yield _rest("form-post", text, page.start(), Sureness.CERTAIN, why)
        else:
            yield _rest("html-page", text, page.start(), Sureness.CERTAIN, "It has the tags of HTML.")
    if response := re.search(_STATUS, text):
        yield _rest("http-response", text, response.start(), Sureness.CERTAIN, "It has a status line of HTTP.")
    for request, _ in zip(re.finditer(_REQUEST, text), range(_MOST_REQUESTS), strict=False):
        yield from _read_request(request, text)
    call = re.search(_CALL, text)
    if call and "grant_type" in text[call.start() :]:
        why = "It is a program's call, and grant_type follows."
        yield _rest("token-request", text, call.start(), Sureness.LIKELY, why)
    for command in re.finditer(_COMMAND, text):
        if "grant_type" in command[1]:
            kind, sureness, why = "token-request", Sureness.CERTAIN, "It is a command that sends grant_type."
        elif "response_type" in command[1] and "client_id" in command[1]:
            kind, sureness, why = "pushed-request", Sureness.LIKELY, "It is a command that sends response_type."
        else:
            kind, sureness, why = (
                "command",
                Sureness.LIKELY,
                "It starts with the name of a program that sends requests.",
            )
        yield Recognized(
            kind=kind, value=command[1], start=command.start(1), end=command.end(1), sureness=sureness, why=why
        )


def _read_request(request: re.Match[str], text: str) -> Iterator[Recognized]:
    """A token request, or the request of a browser that follows a redirect."""
    target = request[2]
    if re.search(r"[?&](?:code|error)=", target) and "grant_type=" not in target:
        yield Recognized(
            kind="redirect", value=target, start=request.start(2), end=request.end(2),
            sureness=Sureness.LIKELY, why="It is a browser's request with code or error among its parameters.",
        )  # fmt: skip
        yield from find_parameters(target, request.start(2), Sureness.LIKELY)
    elif "grant_type" in text[request.start() :] or re.search(r"token/?(?:\?|$)", target):
        yield _rest("token-request", text, request.start(), Sureness.LIKELY, "It has a request line of HTTP.")
    else:
        yield _rest("http-request", text, request.start(), Sureness.LIKELY, "It has a request line of HTTP.")


def _rest(kind: str, text: str, start: int, sureness: Sureness, why: str) -> Recognized:
    """A document that goes on to the end of the text."""
    return Recognized(kind=kind, value=text[start:], start=start, end=len(text), sureness=sureness, why=why)


def _find_objects(text: str) -> Iterator[Recognized]:
    for start, end, members in find_json_objects(text):
        found = _judge(members)
        if found is not None:
            kind, why = found
            yield Recognized(
                kind=kind, value=text[start:end], start=start, end=end, sureness=Sureness.CERTAIN, why=why
            )  # fmt: skip
            if kind in ("token-response", "error"):
                yield from _values(members, text, start, end)


def _judge(members: Mapping[str, object]) -> tuple[str, str] | None:
    """The kind of an object, and why."""
    names = members.keys()
    if "access_token" in names or {"id_token", "token_type"} <= names:
        return "token-response", "It is JSON with an access_token or an id_token."
    if {"request_uri", "expires_in"} <= names:
        return "pushed-response", "It is JSON with a request_uri and its lifetime."
    if {"issuer", "authorization_endpoint"} <= names or {"issuer", "token_endpoint"} <= names:
        return "metadata", "It is JSON with an issuer and its endpoints."
    keys = members.get("keys", [members])
    if isinstance(keys, list) and keys and all(isinstance(key, dict) and "kty" in key for key in keys):
        if any(key.keys() & _PRIVATE for key in keys):
            return "private-key", "It is a key in JSON (JWK) with its private members."
        return "jwks", "It is JSON with public keys (JWK)."
    if names & _MESSAGES:
        return "flow", "It is JSON with the messages of a flow."
    if any(members.get(name) not in (None, False, True, 0, "", [], {}) for name in _ERRORS):
        return "error", "It is JSON with an error."
    return None


def _values(members: Mapping[str, object], text: str, start: int, end: int) -> Iterator[Recognized]:
    for name, value in members.items():
        if name in PARAMETERS and isinstance(value, str) and value:
            at = text.find(f'"{value}"', start, end)
            if at >= 0:
                yield Recognized(
                    kind=PARAMETERS[name], value=value, start=at + 1, end=at + 1 + len(value),
                    sureness=Sureness.CERTAIN, why=f"It is the member {name} of that JSON.",
                )  # fmt: skip
