"""JSON objects, HTML pages, HTTP responses and commands in a text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pkce_core.errors import JsonError
from pkce_core.recognize.addresses import PARAMETERS
from pkce_core.recognize.recognized import Recognized, Sureness
from pkce_core.text.json_object import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_OBJECTS = 20
_COMMAND = r"(?m)(?:^|[;|&(] *)(?:\$ |PS> )?((?:curl(?:\.exe)?|https?|xhs?) +\S[^\n]*(?:(?:\\|\^|`)\n[^\n]*)*)"
_STATUS = r"(?m)^(?:< )?HTTP/[0-9.]+ [0-9]{3}\b"
_REQUEST = r"(?m)^(?:> )?(?:GET|POST) \S+ HTTP/[0-9.]+"
_MESSAGES = frozenset({"authorization_request", "authorization_response", "token_request", "token_response"})


def find_documents(text: str) -> Iterator[Recognized]:
    """Every document in a text; the values inside a token response or an error follow it."""
    yield from _find_objects(text)
    if page := re.search(r"(?i)<!doctype html|<html[\s>]|<form[\s>]", text):
        posted = re.search(r"(?i)<input[^>]+name=[\"']?(?:code|error|id_token)[\"'\s>]", text)
        kind, why = (
            ("form-post", "It has a form with the parameters of a response.")
            if posted
            else ("html-page", "It is HTML.")
        )
        yield _whole(kind, text, page.start(), Sureness.CERTAIN, why)
    if response := re.search(_STATUS, text):
        yield _whole("http-response", text, response.start(), Sureness.CERTAIN, "It has a status line of HTTP.")
    if request := re.search(_REQUEST, text):
        yield _whole("token-request", text, request.start(), Sureness.LIKELY, "It has a request line of HTTP.")
    for command in re.finditer(_COMMAND, text):
        sends = "grant_type" in command[1]
        kind, why = (
            ("token-request", "It is a command that sends grant_type.") if sends else ("command", "It is a command.")
        )
        yield Recognized(
            kind=kind, value=command[1], start=command.start(1), end=command.end(1),
            sureness=Sureness.CERTAIN if sends else Sureness.LIKELY, why=why,
        )  # fmt: skip


def _whole(kind: str, text: str, start: int, sureness: Sureness, why: str) -> Recognized:
    return Recognized(kind=kind, value=text[start:], start=start, end=len(text), sureness=sureness, why=why)


def _find_objects(text: str) -> Iterator[Recognized]:
    decoder, at = json.JSONDecoder(), 0
    for _ in range(_MOST_OBJECTS):
        start = text.find("{", at)
        if start < 0:
            return
        try:
            _, end = decoder.raw_decode(text, start)
            members = parse_json_object(text[start:end])
        except (ValueError, JsonError, RecursionError):
            at = start + 1
            continue
        found = _judge(members)
        if found is not None:
            kind, sureness, why = found
            yield Recognized(kind=kind, value=text[start:end], start=start, end=end, sureness=sureness, why=why)
            if kind in ("token-response", "error"):
                yield from _members(members, text, start, end)
        at = end


def _judge(members: Mapping[str, object]) -> tuple[str, Sureness, str] | None:
    names = members.keys()
    if "access_token" in names or {"id_token", "token_type"} <= names:
        return "token-response", Sureness.CERTAIN, "It is JSON with an access_token or an id_token."
    if {"issuer", "authorization_endpoint"} <= names or {"issuer", "token_endpoint"} <= names:
        return "metadata", Sureness.CERTAIN, "It is JSON with an issuer and its endpoints."
    if isinstance(members.get("keys"), list):
        return "jwks", Sureness.CERTAIN, "It is JSON with a list of keys."
    if "kty" in names:
        return ("private-key" if "d" in names else "jwks"), Sureness.CERTAIN, "It is a key in JSON (JWK)."
    if names & _MESSAGES:
        return "flow", Sureness.CERTAIN, "It is JSON with the messages of a flow."
    if "error" in names or "errors" in names or "error_code" in names or "errorCode" in names:
        return "error", Sureness.CERTAIN, "It is JSON with an error."
    return None


def _members(members: Mapping[str, object], text: str, start: int, end: int) -> Iterator[Recognized]:
    for name, value in members.items():
        if name not in PARAMETERS or not isinstance(value, str) or not value:
            continue
        at = text.find(f'"{value}"', start, end)
        if at >= 0 and not (name == "error" and "error" in members):
            yield Recognized(
                kind=PARAMETERS[name], value=value, start=at + 1, end=at + 1 + len(value),
                sureness=Sureness.CERTAIN, why=f"It is the member {name} of that JSON.",
            )  # fmt: skip
