"""`compare_values`: what the values that a message shows say of its cause."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.explain.compared.algorithms import compare_algorithms
from pkce_core.explain.compared.issuers import compare_issuers
from pkce_core.relation.explain import explain
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration
from pkce_core.text.wording import LONGEST_MESSAGE
from pkce_core.token.granted.scope import ADDS_ITS_ADDRESS, compare_scopes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_SCOPES = r"(?i)scope has changed from \"([^\"]{0,2000})\" to \"([^\"]{0,2000})\""
_NONCES = (
    r"(?i)nonce in id token \"([^\"]{1,500})\" does not match the sha-?256 hash of the raw nonce \"([^\"]{1,500})\""
)
_PAIR = r"(?i)\b(state|nonce) mismatch, expect(?:ed|ing):? ([^\s,]{1,300}),? (?:but )?got:? ([^\s,]{1,300})"
_OTHER_PAIR = (
    r"(?i)\b(state|nonce)\b[^.\n]{0,40}?\bexpect(?:ed|ing):? ([^\s,;]{1,300})[,;]? (?:(?:but )?(?:got|received|found"
    r"|was|actual)|actual value):? ([^\s,;]{1,300})"
)
_REVERSED = (
    r"(?i)\b(state|nonce)\b[^.\n]{0,40}?(?:(?:got|received|found|actual):? |: )([^\s,;:]{1,300})[,;]? (?:but )?"
    r"expect(?:ed|ing):? ([^\s,;]{1,300})"
)
_ABSENT = frozenset({"undefined", "null", "none", "nil", "<nil>", "(null)", "<null>", "''", '""', "<empty>"})
"""What programs print for a value that isn't there, in lower case."""
_HTML_FOR_JSON = (
    r"(?i)\bapplication/(?:[\w.+-]{1,40}\+)?json\b[^\n]{0,60}\b(?:got|received|but|found|was|instead|actual)\b[^\n]{0,20}"
    r"\btext/html\b|\btext/html\b[^\n]{0,60}\bexpect\w*\b[^\n]{0,20}\bapplication/(?:[\w.+-]{1,40}\+)?json\b"
)
_SERVER_FAILED = (
    r"(?i)\b(?:server|endpoint|provider|idp|upstream) (?:has )?(?:returned|responded|answered|replied|sent)(?: with)?"
    r"(?: an?)?(?: http)?(?: status)?(?: code)?:? (5\d\d)\b"
)
_HIDDEN_STATUS = r"(?i)\bstatus code: (\d{3})\b|\bnet::ERR_FAILED (\d{3})\b"
_MOST_SCOPES = 5
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
_NO_BODY = r"(?i)\b([45]\d\d)(?: [a-z][a-z -]{1,30})? ?: ?\[no body\]"
"""How Spring shows an answer without a body."""
_BY_STATUS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "401": ("secret-wrong", "auth-method", "secret-missing"),
        "404": ("wrong-endpoint",),
        "405": ("token-method",),
        "415": ("body-not-form",),
        "429": ("too-many-requests",),
    }
)
_REFUSED_CLIENT = "The message has the status 401: the server refused how the client authenticates."
_REPLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "client-scope-same": ("client-scope-changed",),
        "nonce-not-hashed": ("nonce-mismatch", "client-nonce-lost"),
        "nonce-hash-as-raw": ("nonce-mismatch", "client-nonce-lost"),
        "client-nonce-absent": ("client-nonce-lost", "nonce-mismatch", "parameter-missing"),
        "client-state-absent": ("client-state-lost", "state-mismatch", "parameter-missing"),
        "cors-hidden-error": ("cors-blocked",),
        "cors-hidden-success": ("cors-blocked",),
        "client-page-for-json": ("body-not-form", "client-not-json", "client-no-token"),
        "client-issuer-missing": ("client-issuer-differs", "token-expired"),
        "client-issuer-differs": ("token-expired",),
        "client-algorithm": ("client-keys", "client-token-malformed", "token-expired", "assertion-refused"),
        "curl-line": ("no-answer",),
        "proxy-login": ("curl-broke-off", "no-answer", "curl-status"),
        "secret-wrong": ("wrong-endpoint", "client-no-token"),
        "client-empty-error": ("wrong-endpoint", "client-no-token"),
    }
)
"""By a cause that values show: the vaguer ones that it takes the place of."""


def compare_values(text: str, causes: Collection[str]) -> dict[str, str]:
    """The causes that the values in a message show, each with its evidence, the likeliest first.

    Args:
        text: the message; 4,000 characters are read.
        causes: the slugs of what the message suggests without its values.
    """
    text = text[:LONGEST_MESSAGE].replace("“", '"').replace("”", '"')
    found = {**_nonces(text), **_scopes(text), **compare_algorithms(text)}
    if "client-issuer-differs" in causes or re.search(r"(?i)\bissuer\b", text):
        found |= compare_issuers(text)
    if match := re.search(_TIMES, text):
        found |= _time(int(match[1]), match[2], int(match[3]))
    found |= _pairs(text, causes)
    if {"cors-blocked", "cors-preflight"} & {*causes} and (match := re.search(_HIDDEN_STATUS, text)):
        found |= _hidden(match[1] or match[2], causes)
    if re.search(_HTML_FOR_JSON, text):
        found["client-page-for-json"] = "The message has text/html, the type of a page, and wants JSON."
    if match := re.search(_SERVER_FAILED, text):
        found["server-trouble"] = f"The message has the status {match[1]} of the server's answer."
    if "no-answer" in causes and (match := re.search(_HOST, text)) and match[1].startswith(("-", "\\")):
        found["curl-line"] = f"The host is {visible(match[1], 40)}, which no host is called."
    elif "no-answer" in causes and match and re.fullmatch(_NO_HOST, match[1]):
        shown = visible(match[1], 40)
        found["curl-command"] = f"The host is {shown}, which is a part of the command: the shell split it, or a quote"
        found["curl-command"] += " is missing. In Windows cmd, only double quotes count."
    if re.search(r"\b407\b", text) and re.search(r"(?i)\bproxy\b", text):
        found["proxy-login"] = "The message has the status 407, which only proxies send."
    if "client-no-token" in causes and (match := re.search(_STATUS, text) or re.search(_NO_BODY, text)):
        found |= _status(next(filter(None, match.groups())))
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
    found = compare_scopes(" ".join(asked), " ".join(got))
    pairs = list(found.renamed.items())
    sentences = [_same(*pair) for pair in pairs[:_MOST_SCOPES]]
    if not (found.missing or found.more) and all(map(_is_known, pairs)):
        return {"client-scope-same": " ".join(sentences)}
    less, more = ", ".join(found.missing), ", ".join(found.more)
    sentences.append(f"The second text doesn't have {visible(less, 200)}." if less else "")
    sentences.append(f"Only the second has {visible(more, 200)}." if more else "")
    return {"client-scope-changed": " ".join(filter(None, sentences))}


def _is_known(names: tuple[str, str]) -> bool:
    """Whether two names are of one scope for sure: Google and Microsoft answer with the longer one."""
    return max(names, key=len).lower().startswith(ADDS_ITS_ADDRESS)


def _same(asked: str, got: str) -> str:
    shown = f"{visible(asked, 80)} and {visible(got, 120)}"
    if _is_known((asked, got)):
        return f"{shown} are two names of one scope."
    return f"{shown} may be two names of one scope: only the server's documentation says."


def _time(now: int, claim: str, value: int) -> dict[str, str]:
    order = "after" if value > now else "before"
    sentence = f"The {claim} is {duration(abs(value - now))} {order} the time of your program's clock."
    return {"client-clock" if claim == "exp" else "client-clock-off": sentence}


def _pair(name: str, expected: str, got: str) -> dict[str, str]:
    relation = explain(name, expected, got, f"the {name} that your program kept")
    return {f"client-{name}-lost": f"Of the one that came back: {relation.text}"} if relation.ways else {}


def _pairs(text: str, causes: Collection[str]) -> dict[str, str]:
    """Two states or nonces in a message: what one of them shows that isn't there, or how one was made of the other."""
    pair = re.search(_PAIR, text) or re.search(_OTHER_PAIR, text)
    name, expected, got = pair.groups() if pair else ("", "", "")
    if pair is None and (pair := re.search(_REVERSED, text)):
        name, got, expected = pair.groups()
    if pair is None:
        return {}
    name = name.lower()
    if _is_absent(expected) and _is_absent(got):
        return {}
    if _is_absent(got):
        shown = f"The message has {visible(got, 20)} in its place, which programs print for what isn't there."
        return {f"client-{name}-absent": shown}
    if _is_absent(expected):
        shown = f"Your program expects {visible(expected, 20)}: it has no {name} of this login to compare with."
        return {f"client-{name}-lost": shown}
    return _pair(name, expected, got) if f"client-{name}-lost" in causes else {}


def _is_absent(value: str) -> bool:
    plain = value.lower().rstrip(".)!")
    return plain in _ABSENT or plain.strip("'\"`[]") in _ABSENT


def _hidden(status: str, causes: Collection[str]) -> dict[str, str]:
    """What the status in a browser's message says of an answer that it kept from the page."""
    if "cors-blocked" not in causes:
        return {"cors-preflight": f"The message has the status {status} of the answer to the preflight."}
    shown = f"The message has the status {status}."
    slug = {"2": "cors-hidden-success", "4": "cors-hidden-error", "5": "cors-hidden-error"}.get(status[0], "")
    return {slug: shown} if slug else {}


def _status(status: str) -> dict[str, str]:
    if status == "401":
        return dict.fromkeys(_BY_STATUS[status], _REFUSED_CLIENT)
    causes = _BY_STATUS.get(status, ("server-trouble",) if status.startswith("5") else ("client-empty-error",))
    return dict.fromkeys(causes, f"The message has the status {status} of the server's answer.")
