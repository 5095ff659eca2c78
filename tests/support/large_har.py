"""Large HAR files, each hostile in another way, made without much memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.support.har import REDIRECT, TOKEN, authorization, callback, entry, image, pairs, token

if TYPE_CHECKING:
    from collections.abc import Callable


def _many_parameters(number: int) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": f"code-{number}"}
    form |= {f"name{each}": f"value-{number}-{each}-{'v' * 40}" for each in range(90)}
    return entry("POST", TOKEN, at=3, form=form, answer={"error": "invalid_grant", **form}, status=400)


def _wide(number: int) -> dict[str, Any]:
    """A token request with long texts, which one wide character makes four times as large in memory."""
    return token(at=3, code=f"c{number}", answer={"error": "\U0001f600" + "e" * 200_000, "error_description": "x"})


def _nested(number: int) -> dict[str, Any]:
    value: object = number
    for _ in range(80):
        value = {"a": value, "b": [value] if isinstance(value, int) else []}
    return entry("GET", "https://app.example/", answer=None) | {"_initiator": value}


KINDS: dict[str, Callable[[int], object]] = {
    "requests": lambda number: image(),
    "pages": lambda number: entry("GET", "https://app.example/page", answer="\u00e9\U0001f600<p class='a'>" * 8_000),
    "bodies": lambda number: entry("GET", "https://app.example/page", answer="a" * 5_000_000),
    "parts": lambda number: {"a": [{}] * 19_000},
    "strings": lambda number: {"a": ["ab"] * 100_000},
    "deep": _nested,
    "steps": lambda number: {
        "request": {"url": f"{REDIRECT}?code={number}&state=2", "headers": pairs({"origin": "a"}) * 90}
    },
    "parameters": _many_parameters,
    "wide": _wide,
    "braces": lambda number: token(at=3, answer="{" * 250_000),
    "objects": lambda number: token(at=3, answer='{"a":[' * 60 + "{" * 100_000),
    "discovery": lambda number: entry(
        "GET", "https://op.example/.well-known/openid-configuration", answer={"issuer": "x", "token_endpoint": "y"}
    ),
    "preflights": lambda number: entry("OPTIONS", TOKEN, headers={"access-control-request-method": "POST"}),
    "attempts": lambda number: authorization(state=f"state-{number}-{'s' * 20}", code_challenge=f"{number:043}"),
    "answers": lambda number: token(at=3, code=f"c{number}", answer={f"n{each}": "v" * 50 for each in range(3000)}),
    "redirects": lambda number: callback(state=f"state-{number}-{'s' * 20}", code=f"code-{number}"),
    "encoded": lambda number: entry("GET", f"{REDIRECT}?code=1&state=" + "%25" * 30_000),
    "addresses": lambda number: entry("GET", f"{REDIRECT}?code=1&state=" + "http://a/?a=" * 8_000),
    "slashes": lambda number: entry("POST", "https://op.example" + "/token" * 15_000, form={"code": "1", "error": "2"}),
}
"""What the entries of a file are, by a name."""


def large(kind: str, size: int) -> bytes:
    """A file of at most a size, in octets.

    Args:
        kind: one of KINDS, or the name of a text that is no HAR file.
        size: in octets.
    """
    if kind in TEXTS:
        start, repeated = TEXTS[kind]
        return (start + repeated * (size // len(repeated)))[:size]
    flow = [json.dumps(each).encode() for each in (authorization(), callback(), token())]
    found = bytearray(b'{"log": {"entries": [' + b",".join(flow))
    number = 0
    while True:
        number += 1
        one = json.dumps(KINDS[kind](number), ensure_ascii=False).encode()
        if len(found) + len(one) + 4 > size:
            return bytes(found + b"]}}")
        found += b"," + one


TEXTS = {
    "brackets": (b'{"log": {"entries": [', b"["),
    "quotes": (b'{"log": {"entries": [', b'"'),
    "backslashes": (b'{"log": {"entries": ["', b"\\"),
    "entries": (b'{"log": {', b'"entries": [{}],'),
    "empty": (b'{"log": {"entries": [', b"{},"),
    "spaces": (b'{"log": {"entries"', b" "),
}
"""Texts that are hostile to whoever looks for the entries, by a name: how each starts, and what it repeats."""
