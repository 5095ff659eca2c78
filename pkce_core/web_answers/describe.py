"""`describe_web_answer`: what an answer is that isn't OAuth, who wrote it, and which address was probably wrong.

Nothing is guessed: a name is said only where the text has the words that this program writes, and a path only where
the text shows it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.error_codes import ERROR_CODES
from pkce_core.errors import JsonError
from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
from pkce_core.text.json_object import parse_json_object
from pkce_core.text.quoting import visible
from pkce_core.web_answers.cloudflare import read_cloudflare
from pkce_core.web_answers.headers import hint_of_headers, is_compressed
from pkce_core.web_answers.json_errors import (
    read_github_error,
    read_missing_fields,
    read_resource_metadata,
    words_of,
)
from pkce_core.web_answers.kinds import (
    API_HINTS,
    BY_STATUS,
    HINTS,
    KINDS,
    RIGHT_ADDRESS,
    SURE_STATUSES,
    TEXTS,
    WHAT,
    WRONG_ADDRESS,
)
from pkce_core.web_answers.makers import MAKERS, PAGES
from pkce_core.web_answers.paths import about_path, path_in

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TEXT = 6_000
"""Characters that are looked at: such answers are short, or say what they are near the start."""
_OF_OAUTH = frozenset(
    {"access_token", "id_token", "issuer", "authorization_endpoint", "token_endpoint", "keys", "request_uri", "sub"}
)
_SHORT = 600
"""Characters of a text without tags that may be an answer of a few words, and not a log."""
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_HTML = r"(?i)<(?:!doctype html|html|head|body|title|h[1-6]|p|div|form|center|pre|script|meta)\b"
_STATUS_NAME = (
    r"(?i)(?:http )?(?:[45][0-9][0-9] ?[-:]? ?)?(?:not found|method not allowed|unauthorized|forbidden|bad gateway"
    r"|service unavailable|gateway time-?out|internal server error|no message available)[.!]?"
)


class WebAnswer(NamedTuple):
    """An answer that isn't OAuth.

    Attributes:
        kind: a key of `WHAT`, such as "not-found".
        what: what it is, and who wrote it, in a sentence.
        hint: which address was probably wrong, and what to do.
    """

    kind: str
    what: str
    hint: str


def describe_web_answer(
    text: str,
    *,
    status: int | None = None,
    headers: Mapping[str, str] = _NO_HEADERS,
    location: str = "",
    asked: str = "",
    right: str = RIGHT_ADDRESS,
    of_oauth: bool = True,
    is_body: bool = False,
) -> WebAnswer | None:
    """What an answer is, when it is no answer of OAuth.

    Args:
        text: the body: a page, JSON or words.
        status: the HTTP status, if it is known.
        headers: those of the answer, by name in lower case.
        location: the Location header, where it is known alone.
        asked: the address that was asked, if it is known.
        right: where the right address is to be found, in a sentence.
        of_oauth: whether an answer of OAuth was expected, so that the sentence says that this is none.
        is_body: whether the text is the body of an answer, and not words that somebody took from one.

    Returns:
        None for an answer of OAuth, and for a text that shows nothing.
    """
    if is_compressed(text, headers):
        return WebAnswer("compressed", f"This isn't text: {WHAT['compressed']}.", HINTS["compressed"])
    text = text[:LONGEST_TEXT].strip()
    members = _members(text)
    if members is not None and (members.keys() & _OF_OAUTH or str(members.get("error")) in ERROR_CODES):
        return None
    status = status if status is not None else _status_in(members)
    location = location or headers.get("location", "")
    if status is not None and 300 <= status < 400 and location:
        return _redirect(location, status, right, of_oauth=of_oauth)
    lowered = text.casefold().replace("\u2019", "'").replace("&#39;", "'").replace("&#x27;", "'").replace("\\/", "/")
    by_itself = read_cloudflare(lowered) or (_read_json(members) if members else None)
    if by_itself:
        kind, what, hint = by_itself
        return WebAnswer(kind, f"This is {what}.{_shown(status)}", hint)
    maker = next((name for pattern, name in MAKERS if re.search(pattern, lowered)), "")
    is_page = text.startswith("<")
    page = next(((kind, what) for pattern, kind, what in PAGES if is_page and re.search(pattern, lowered)), None)
    sure = _sure_kind(
        lowered, status, is_whole=is_page or members is not None or (len(text) < _SHORT and (is_body or bool(maker)))
    )
    if members is not None and not (maker or sure or _names_status(members)):
        return None  # a server's own words, which may be about a user or a client that isn't found
    kind = page[0] if page else sure or _kind(lowered, status)
    if not (maker or page or sure or (kind and (is_page or status is not None or members is not None))):
        return None
    kind = kind or "error"
    what = _sentence(kind, maker, page[1] if page else "", status, text=text, of_oauth=of_oauth)
    hint = HINTS[kind] if of_oauth else API_HINTS.get(kind, HINTS[kind])
    path = about_path(kind, path_in(lowered) or asked)
    words = words_of(members) if members and sure and not _names_status(members) else ""
    said = f' It says: "{words}"{"" if words.endswith((".", "!", "?")) else "."}' if words else ""
    more = hint_of_headers(kind, headers, of_oauth=of_oauth)
    hints = (more, hint, right if kind in WRONG_ADDRESS else "", path)
    return WebAnswer(kind, f"{what}{said}", " ".join(filter(None, hints)))


def describe_web_text(text: str | bytes, *, right: str = RIGHT_ADDRESS, of_oauth: bool = True) -> WebAnswer | None:
    """The same for a text that may be everything that `curl -i` printed.

    Args:
        text: the body, or the whole response.
        right: where the right address is to be found, in a sentence.
        of_oauth: whether an answer of OAuth was expected.

    Returns:
        None for an answer of OAuth, and for a text that shows nothing.
    """
    decoded = text if isinstance(text, str) else text.decode("utf-8", "replace")
    http = parse_http_text(decoded[:LONGEST_RESPONSE])
    return describe_web_answer(
        http.body, status=http.status, headers=http.headers, right=right, of_oauth=of_oauth, is_body=True
    )


def _members(text: str) -> Mapping[str, object] | None:
    if not text.startswith("{"):
        return None
    try:
        members = parse_json_object(text)
    except JsonError:
        return None
    inner = members.get("error")
    return inner if isinstance(inner, dict) and len(members) == 1 else members


def _read_json(members: Mapping[str, object]) -> tuple[str, str, str] | None:
    return read_missing_fields(members) or read_resource_metadata(members) or read_github_error(members)


def _status_in(members: Mapping[str, object] | None) -> int | None:
    """The status that JSON itself names."""
    for name in ("status", "statusCode", "code"):
        value = None if members is None else members.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 400 <= value < 600:
            return value
    return None


def _names_status(members: Mapping[str, object]) -> bool:
    """Whether JSON has only the name of an HTTP status where words could be."""
    values = [members.get(name) for name in ("error", "message", "detail", "title")]
    words = [value.strip() for value in values if isinstance(value, str) and value.strip()]
    return bool(words) and all(re.fullmatch(_STATUS_NAME, word) for word in words)


def _sure_kind(lowered: str, status: int | None, *, is_whole: bool) -> str:
    """The kind that a status or a text shows by itself; "" for none."""
    by_text = next((kind for pattern, kind in TEXTS if is_whole and re.search(pattern, lowered)), "")
    return by_text or ("" if status is None else SURE_STATUSES.get(status, ""))


def _kind(lowered: str, status: int | None) -> str:
    if kind := next((kind for pattern, kind in KINDS if re.search(pattern, lowered)), ""):
        return kind
    return "" if status is None else BY_STATUS.get(status, "")


def _redirect(location: str, status: int, right: str, *, of_oauth: bool) -> WebAnswer:
    place = visible(location.partition("?")[0].partition("#")[0], 200)
    is_login = re.search(r"(?i)log-?in|sign-?in|/auth\b|/authori[sz]e\b|/sso\b", location.partition("?")[0])
    to = f"{place}, a login page by its name" if is_login else place
    hint = f"{HINTS['login']} {right}" if is_login else (HINTS if of_oauth else API_HINTS)["redirect"]
    return WebAnswer("redirect", f"The server redirects to {to} (status {status}), and doesn't answer here.", hint)


def _sentence(kind: str, maker: str, page: str, status: int | None, *, text: str, of_oauth: bool) -> str:
    is_page = text.startswith("<")
    what = page or (
        ("an HTML page" if re.search(_HTML, text) else "markup, such as XML")
        if is_page
        else "an error"
        if text
        else "an error of HTTP"
    )
    by = f", as {maker} writes it" if maker else ""
    title = re.search(r"(?i)<title>([^<]{1,200})", text) if is_page else None
    named = f' Its title is "{visible(title[1].strip(), 100)}".' if title and title[1].strip() else ""
    said = f": {WHAT[kind]}" if WHAT[kind] else ""
    none = ", and not an answer of OAuth" if of_oauth else ""
    return f"This is {what}{by}{none}{said}.{named}{_shown(status)}"


def _shown(status: int | None) -> str:
    return "" if status is None else f" Its HTTP status is {status}."
