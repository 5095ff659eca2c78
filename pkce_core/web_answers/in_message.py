"""`find_web_answer`: what a web server answered, in a text that may have other words around it, as logs do."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.web_answers.describe import WebAnswer

LONGEST_TEXT = 20_000
"""Characters that are read."""
_STATUSES: Mapping[str, int] = MappingProxyType(
    {
        "bad request": 400, "unauthorized": 401, "forbidden": 403, "not found": 404, "method not allowed": 405,
        "unsupported media type": 415, "too many requests": 429, "internal server error": 500, "bad gateway": 502,
        "service unavailable": 503, "gateway timeout": 504,
    }
)  # fmt: skip
"""What frameworks write as error when no OAuth code is meant."""
_STATUS = (
    r"(?:error:? )?(?:http(?:/[\d.]{1,3})? )?(?:error:? |status:? )?(?:code:? )?"
    r"(?:([45]\d\d)\b[:\- ]{0,3})?([a-z ]{0,30})[.!]?"
)
_PAGE = re.compile(
    r"(?i)<!doctype html\b|<html\b[^<>]{0,300}>(?:\s|\\[rnt]){0,20}<(?:!--|head|body|title|meta|script|center|h1)\b"
    r"|(?<=[:\"'`])\s?<html\b[^<>]{0,300}>?[\"'`]?(?:\.\.\.|…)?$"
)
"""A page, or its beginning where a message ends: other messages only name the element."""
_OF_ELEMENTS = re.compile(r"(?i)hydrat|validatedomnesting|\b(?:child|descendant|parent|ancestor) of\b")
"""What programs say of the elements of a page that they make themselves."""
_STATUS_BEFORE = re.compile(
    r"(?i)(?:\bhttp(?:/[\d.]{1,3})?|\bstatus(?:[ _-]?code)?|\bcode|error)[\s:=#\"'(]{1,4}([45]\d\d)(?![\w.-])"
    rf"|(?<![\w.:/-])([45]\d\d)[\s:,-]{{1,3}}(?:{'|'.join(_STATUSES)})\b"
    r"|(?<!\bline )(?<!\brow )(?<!\bcolumn )(?<!\bport )(?<!\bafter )(?<![\w.:/#-])([45]\d\d)[\s:,\"'-]{0,4}$"
)
_SENTENCES = re.compile(
    r"(?i)upstream sent too big header|client sent too (?:long header line|large request)"
    r"|client sent an http request to an https server|the plain http request was sent to https port"
    r"|speaking plain http to an ssl-enabled server port|combination of host and port requires tls"
)
"""What shows by itself what happened, wherever it stands."""
_IN_MESSAGE = "The message shows what a server answered:"


def find_web_answer(text: str, *, after_words: bool = False) -> WebAnswer | None:
    """What a framework or a proxy answered in place of a server's error; None when nothing shows that.

    Args:
        text: a message, or the answer alone.
        after_words: whether only an HTML page counts that follows other words.
    """
    from pkce_core.web_answers.describe import describe_web_answer  # only for what is no error of OAuth

    text = text[:LONGEST_TEXT].strip()
    page = _PAGE.search(text)
    if page is not None and page.start() and not _OF_ELEMENTS.search(text[: page.start()]):
        return _page(text[page.start() :], text[: page.start()])
    if after_words:
        return None
    sentence = _SENTENCES.search(text)
    web = describe_web_answer(sentence[0] if sentence else text)
    status = status_in(text)
    return web if web is not None or status is None else describe_web_answer("", status=status)


def _page(page: str, words: str) -> WebAnswer:
    from pkce_core.web_answers.describe import WebAnswer, describe_web_answer
    from pkce_core.web_answers.kinds import HINTS, RIGHT_ADDRESS

    status = _STATUS_BEFORE.search(words)
    web = describe_web_answer(page.strip(), status=int(status[1] or status[2] or status[3]) if status else None)
    if web is None or web.kind == "error":
        hint = f"{HINTS['error']} {RIGHT_ADDRESS}" if web is None else web.hint
        what = "This is an HTML page, not an OAuth response." if web is None else web.what
        web = WebAnswer("page", what, hint)
    return web._replace(what=f"{_IN_MESSAGE} {web.what[0].lower()}{web.what[1:]}")


def status_in(text: str) -> int | None:
    """The HTTP status of a text that says nothing else; None for any other text.

    Args:
        text: any text.
    """
    found = re.fullmatch(_STATUS, " ".join(text[:200].split()).casefold())
    if found is None or (found[2].strip() not in _STATUSES and not (found[1] and not found[2].strip())):
        return None
    return int(found[1]) if found[1] else _STATUSES[found[2].strip()]
