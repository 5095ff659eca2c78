"""`compare_values`: what the values that a message shows say of its cause."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.explain.compared.issuers import compare_issuers
from pkce_core.relation.explain import explain
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LONGEST = 4_000
_SCOPES = r"(?i)scope has changed from \"([^\"]{0,2000})\" to \"([^\"]{0,2000})\""
_NONCES = (
    r"(?i)nonce in id token \"([^\"]{1,500})\" does not match the sha-?256 hash of the raw nonce \"([^\"]{1,500})\""
)
_PAIR = r"(?i)\b(state|nonce) mismatch, expect(?:ed|ing):? ([^\s,]{1,300}),? (?:but )?got:? ([^\s,]{1,300})"
_TIMES = r"\bnow (\d{9,11}), (iat|exp|nbf) (\d{9,11})\b"
_HOST = r"(?i)could not resolve host: ([^\s;]{1,100})"
_NO_HOST = (
    r"(?i)(?:application|text|json|bearer|basic|post|get|authorization|content-type|content-length|accept|grant_type"
    r"|code|client_id|client_secret|redirect_uri|code_verifier|refresh_token|form|x-www-form-urlencoded)\b(?!\.).*"
    r"|[^.]*[=&{}'\"].*"
)
_STATUS = (
    r"(?i)\b(40[145]|415|5\d\d) (?:unauthorized|not found|method not allowed|unsupported media type|internal server"
    r" error|bad gateway|service unavailable|gateway time-?out)|\bstatus(?: code)?[:= ]{1,3}(40[145]|415|5\d\d)\b"
)
_BY_STATUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "401": ("secret-wrong", "auth-method", "secret-missing"),
        "404": ("wrong-endpoint",),
        "405": ("token-method",),
        "415": ("body-not-form",),
    }
)
_REFUSED_CLIENT = "The message has the status 401: the server refused how the client authenticates."
_REPLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "client-scope-same": ("client-scope-changed",),
        "nonce-not-hashed": ("nonce-mismatch", "client-nonce-lost"),
        "nonce-hash-as-raw": ("nonce-mismatch", "client-nonce-lost"),
        "client-issuer-missing": ("client-issuer-differs", "token-expired"),
        "client-issuer-differs": ("token-expired",),
        "curl-line": ("no-answer",),
        "proxy-login": ("curl-broke-off", "no-answer", "curl-status"),
        "secret-wrong": ("wrong-endpoint", "client-no-token"),
    }
)
"""By a cause that values show: the vaguer ones that it takes the place of."""


def compare_values(text: str, causes: Collection[str]) -> dict[str, str]:
    """The causes that the values in a message show, each with its evidence, the likeliest first.

    Args:
        text: the message; 4,000 characters are read.
        causes: the slugs of what the message suggests without its values.
    """
    text = text[:_LONGEST].replace("“", '"').replace("”", '"')
    found = {**_nonces(text), **_scopes(text)}
    if "client-issuer-differs" in causes or re.search(r"(?i)\bissuer\b", text):
        found |= compare_issuers(text)
    if match := re.search(_TIMES, text):
        found |= _time(int(match[1]), match[2], int(match[3]))
    if (match := re.search(_PAIR, text)) and f"client-{match[1].lower()}-lost" in causes:
        found |= _pair(match[1].lower(), match[2], match[3])
    if "no-answer" in causes and (match := re.search(_HOST, text)) and match[1].startswith(("-", "\\")):
        found["curl-line"] = f"The host is {visible(match[1], 40)}, which no host is called."
    elif "no-answer" in causes and match and re.fullmatch(_NO_HOST, match[1]):
        shown = visible(match[1], 40)
        found["curl-command"] = f"The host is {shown}, which is a part of the command: the shell split it, or a quote"
        found["curl-command"] += " is missing. In Windows cmd, only double quotes count."
    if re.search(r"\b407\b", text) and re.search(r"(?i)\bproxy\b", text):
        found["proxy-login"] = "The message has the status 407, which only proxies send."
    if "client-no-token" in causes and (match := re.search(_STATUS, text)):
        found |= _status(match[1] or match[2])
    if {"client-state-lost", "client-code-missing"} & {*causes} and re.search(
        r"#[^\s\"#]{0,300}[?&](?:code|state)=", text
    ):
        found["client-state-in-fragment"] = "The address in the message has them after its #."
    return found


def with_compared(suggested: Mapping[str, str], compared: Mapping[str, str]) -> dict[str, str]:
    """The causes of a message with those first that its values show, and without those that these replace.

    Args:
        suggested: the causes of the message, each with its evidence.
        compared: what its values show.
    """
    replaced = {slug for each in compared for slug in _REPLACES.get(each, ())}
    others = {slug: why for slug, why in suggested.items() if slug not in compared and slug not in replaced}
    return {**compared, **others}


def _nonces(text: str) -> dict[str, str]:
    """A nonce of an ID token, and the raw one whose hash it should be, as Firebase writes them for Apple."""
    match = re.search(_NONCES, text)
    if match is None:
        return {}
    token, raw = match[1], match[2]
    is_hash = re.fullmatch(r"[0-9a-fA-F]{64}", token) is not None
    if token == raw and is_hash:
        return {
            "nonce-hash-as-raw": "Both are the same text, of the form of a hash: 64 hexadecimal digits.",
        }
    if token == raw:
        return {"nonce-not-hashed": "Both are the same text, which isn't of the form of a hash."}
    if raw.lower() == hashlib.sha256(token.encode()).hexdigest():
        return {"nonce-not-hashed": "The second is the hash of the first: the two were swapped."}
    return {}


def _scopes(text: str) -> dict[str, str]:
    match = re.search(_SCOPES, text)
    if match is None:
        return {}
    asked, got = ([each for each in re.split(r"[\s,]+", part) if each] for part in match.groups())
    if sorted(asked) == sorted(got):
        return {"client-scope-same": "Both texts have the same scopes."}
    less = ", ".join(each for each in asked if each not in got)
    more = ", ".join(each for each in got if each not in asked)
    sentences = [f"Not granted: {visible(less, 200)}." if less else "", f"Added: {visible(more, 200)}." if more else ""]
    return {"client-scope-changed": " ".join(filter(None, sentences))}


def _time(now: int, claim: str, value: int) -> dict[str, str]:
    order = "after" if value > now else "before"
    sentence = f"The {claim} is {duration(abs(value - now))} {order} the time of your program's clock."
    return {"client-clock" if claim == "exp" else "client-clock-off": sentence}


def _pair(name: str, expected: str, got: str) -> dict[str, str]:
    relation = explain(name, expected, got, f"the {name} that your program kept")
    return {f"client-{name}-lost": f"Of the one that came back: {relation.text}"} if relation.ways else {}


def _status(status: str) -> dict[str, str]:
    if status == "401":
        return dict.fromkeys(_BY_STATUS[status], _REFUSED_CLIENT)
    causes = _BY_STATUS.get(status, ("server-trouble",))
    return dict.fromkeys(causes, f"The message has the status {status} of the server's answer.")
