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
from pkce_core.web_answers.makers import MAKERS, PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TEXT = 6_000
"""Characters that are looked at: such answers are short, or say what they are near the start."""
_OF_OAUTH = frozenset({"access_token", "id_token", "issuer", "authorization_endpoint", "keys", "request_uri", "sub"})
_PATHS = (
    r"\bcannot (?:get|post|put|delete|options) (/[^\s<\"]{0,200})",
    r"\broute (?:get|post|put|delete|options):(/[^\s<\"]{0,200}) not found",
    r"the requested url (/[^\s<\"]{0,200}) was not found",
    r"no route (?:matches|found for) \"?\[?(?:get|post|put)\]? \"?(?:https?://[^/\s\"]{1,200})?(/[^\s<\"]{0,200})",
    r"\"path\"\s*:\s*\"(/[^\"]{0,200})\"",
    r"could not find resource for full path: https?://[^/\s]{1,200}(/[^\s<\"]{0,200})",
)
_KINDS = (
    (r"\bmethod not allowed\b|\bmethod \\?[\"']?\w{1,10}\\?[\"']? not allowed|the method is not allowed"
     r"|\b405\b.{0,20}method", "method"),
    (r"realm does not exist", "realm"),
    (
        r"\bnot found\b|\bcannot (?:get|post|put|delete|options) /|no route|target resource method"
        r"|could(?:n't| not) be found|could not find resource|page you were looking for|missing authentication token"
        r"|\berror 404\b",
        "not-found"),
    (r"\bbad gateway\b|gateway time-?out|service (?:temporarily )?unavailable|upstream|no server is available"
     r"|error code: 52\d", "gateway"),
    (r"\bforbidden\b|\bunauthorized\b|access denied|csrf verification failed|you have been blocked", "refused"),
    (r"internal server error|unexpected error|an? (?:unhandled )?exception|server error in '/", "broken"),
)  # fmt: skip
_BY_STATUS: Mapping[int, str] = MappingProxyType(
    {404: "not-found", 410: "not-found", 405: "method", 401: "refused", 403: "refused", 500: "broken",
     502: "gateway", 503: "gateway", 504: "gateway"}
)  # fmt: skip
_HTML = r"(?i)<(?:!doctype html|html|head|body|title|h[1-6]|p|div|form|center|pre|script|meta)\b"
_STATUS_NAME = (
    r"(?i)(?:http )?(?:[45][0-9][0-9] ?[-:]? ?)?(?:not found|method not allowed|unauthorized|forbidden|bad gateway"
    r"|service unavailable|gateway time-?out|internal server error|no message available)[.!]?"
)
_WHAT: Mapping[str, str] = MappingProxyType(
    {
        "not-found": "the server has nothing at this address",
        "method": "the address exists, but not for this method, such as GET in place of POST",
        "realm": "the server has no realm with the name in the address",
        "gateway": "a proxy got no answer from the server behind it",
        "refused": "access is refused, without an error code of OAuth",
        "broken": "the program behind this address failed",
        "login": "", "blocked": "", "app": "", "redirect": "", "error": "",
    }
)  # fmt: skip
_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "not-found": "The address is probably wrong.",
        "method": "A token request is sent with POST, and metadata is read with GET.",
        "realm": "Compare the name of the realm in the address: case counts.",
        "gateway": "Try again in a minute. The proxy's and the server's logs say more. Your values have no part in it.",
        "refused": "Check the address, the client's credentials, and whether something in front of the server refuses"
        " the request.",
        "broken": "The server's log says why.",
        "login": "This address is for people in a browser, or needs a login first.",
        "blocked": "Something in front of the server takes the request for an unwanted one. Ask who runs it.",
        "app": "Many servers answer every address that they don't know with this page.",
        "redirect": "Use the final address. A token request isn't repeated after a redirect.",
        "error": "The address may be wrong.",
    }
)
_WRONG_ADDRESS = ("not-found", "login", "app", "error")
RIGHT_ADDRESS = "The server's metadata has the right one."
"""Where to find the address of any endpoint."""


class WebAnswer(NamedTuple):
    """An answer that isn't OAuth.

    Attributes:
        kind: a key of `_WHAT`, such as "not-found".
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
    location: str = "",
    asked: str = "",
    right: str = RIGHT_ADDRESS,
    of_oauth: bool = True,
) -> WebAnswer | None:
    """What an answer is, when it is no answer of OAuth.

    Args:
        text: the body: a page, JSON or words.
        status: the HTTP status, if it is known.
        location: the Location header; "" when there is none.
        asked: the address that was asked, if it is known.
        right: where the right address is to be found, in a sentence.
        of_oauth: whether an answer of OAuth was expected, so that the sentence says that this is none.

    Returns:
        None for an answer of OAuth, and for a text that shows nothing.
    """
    text = text[:LONGEST_TEXT].strip()
    members = _members(text)
    if members is not None and (members.keys() & _OF_OAUTH or str(members.get("error")) in ERROR_CODES):
        return None
    status = status if status is not None else _status_in(members)
    if status is not None and 300 <= status < 400 and location:
        return _redirect(location, status, right)
    lowered = text.casefold().replace("\u2019", "'").replace("&#39;", "'").replace("&#x27;", "'").replace("\\/", "/")
    maker = next((name for pattern, name in MAKERS if re.search(pattern, lowered)), "")
    is_page = text.startswith("<")
    page = next(((kind, what) for pattern, kind, what in PAGES if is_page and re.search(pattern, lowered)), None)
    if members is not None and not maker and not _names_status(members):
        return None  # a server's own words, which may be about a user or a client that isn't found
    kind = page[0] if page else _kind(lowered, status)
    if not (maker or page or (kind and (is_page or status is not None or members is not None))):
        return None
    kind = kind or "error"
    what = _sentence(kind, maker, page[1] if page else "", status, is_page=is_page, text=text, of_oauth=of_oauth)
    hints = (_HINTS[kind], right if kind in _WRONG_ADDRESS else "", about_path(kind, _path(lowered) or asked))
    return WebAnswer(kind, what, " ".join(filter(None, hints)))


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
    location = http.headers.get("location", "")
    return describe_web_answer(http.body, status=http.status, location=location, right=right, of_oauth=of_oauth)


def _members(text: str) -> Mapping[str, object] | None:
    if not text.startswith("{"):
        return None
    try:
        members = parse_json_object(text)
    except JsonError:
        return None
    inner = members.get("error")
    return inner if isinstance(inner, dict) and len(members) == 1 else members


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


def _kind(lowered: str, status: int | None) -> str:
    if kind := next((kind for pattern, kind in _KINDS if re.search(pattern, lowered)), ""):
        return kind
    return "" if status is None else _BY_STATUS.get(status, "")


def _redirect(location: str, status: int, right: str) -> WebAnswer:
    place = visible(location.partition("?")[0].partition("#")[0], 200)
    is_login = re.search(r"(?i)log-?in|sign-?in|/auth\b|/sso\b", location.partition("?")[0])
    to = f"{place}, a login page by its name" if is_login else place
    hint = f"{_HINTS['login']} {right}" if is_login else _HINTS["redirect"]
    return WebAnswer("redirect", f"The server redirects to {to} (status {status}), and doesn't answer here.", hint)


def _sentence(kind: str, maker: str, page: str, status: int | None, *, is_page: bool, text: str, of_oauth: bool) -> str:
    what = page or (("an HTML page" if re.search(_HTML, text) else "markup, such as XML") if is_page else "an error")
    by = f", as {maker} writes it" if maker else ""
    shown = f" Its HTTP status is {status}." if status is not None else ""
    title = re.search(r"(?i)<title>([^<]{1,200})", text) if is_page else None
    named = f' Its title is "{visible(title[1].strip(), 100)}".' if title and title[1].strip() else ""
    said = f": {_WHAT[kind]}" if _WHAT[kind] else ""
    none = ", and not an answer of OAuth" if of_oauth else ""
    return f"This is {what}{by}{none}{said}.{named}{shown}"


def _path(lowered: str) -> str:
    """The path that the text itself names as the one that was asked; "" for none."""
    return next((match[1] for pattern in _PATHS if (match := re.search(pattern, lowered))), "")


def about_path(kind: str, path: str) -> str:
    """What is known of a path at which nothing was found; "" when nothing is.

    Args:
        kind: what the answer was, such as "not-found".
        path: the path or the whole address.
    """
    if kind not in ("not-found", "error", "app"):
        return ""
    path = re.sub(r"^https?://[^/]*", "", path.casefold()).partition("?")[0]
    if path.startswith("/auth/realms/"):
        return "If this is Keycloak: version 17 and later have no /auth in their addresses, so leave it out."
    if path.startswith("/realms/"):
        return (
            "If this is Keycloak before version 17, or one that is set up so, its addresses have /auth before /realms."
        )
    if "//" in path:
        return "The path has two slashes in a row: it was joined from two parts."
    if re.fullmatch(r"/(?:token|authorize|auth)/?", path):
        name = "token" if "token" in path else "authorize"
        return f"Many servers have a longer path, such as /oauth/{name} or /oauth2/{name}, in place of {path}."
    return ""
