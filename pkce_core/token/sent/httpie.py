"""An HTTPie command (`http`, `https`, `xh`), read as HTTPie reads its request items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.token.sent.authorization_header import Authorization, read_authorization, read_basic
from pkce_core.token.sent.parameters import parameter, split_url
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core.token.sent.shell_words import Word

_WITH_VALUE = frozenset(
    {
        "--auth", "-a", "--auth-type", "-A", "--session", "--proxy", "--timeout", "--verify", "--cert", "--cert-key",
        "--print", "-p", "--output", "-o", "--style", "-s", "--pretty", "--raw", "--boundary", "--ssl",
    }
)  # fmt: skip
_ITEM = r"((?:[^:=@\\]|\\.|:(?![=:@]|\S)|@(?=\w*\.))*?)(:=@|==@|=@|:@|==|:=|=|:|@)(.*)"
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


def read_httpie(words: Iterable[Word]) -> SentRequest:
    """The request that HTTPie sends for these arguments, without the word http itself."""
    as_form = as_multipart = False
    items: list[Word] = []
    url = None
    given = None
    method = ""
    arguments = iter(words)
    for word in arguments:
        option, equals, rest = word.text.partition("=")
        if option in _WITH_VALUE:
            value = word._replace(text=rest) if equals else next(arguments, None)
            if value is not None and option in ("--auth", "-a"):
                given = read_basic(value.text, value)
        elif option.startswith("-"):
            as_form = as_form or re.fullmatch("--form|-[A-Za-z]*f[A-Za-z]*", option) is not None
            as_multipart = as_multipart or option == "--multipart"
        elif url is None and not method and word.text.upper() in _METHODS:
            method = word.text.upper()
        elif url is None:
            url = word
        else:
            items.append(word)
    address, query = split_url(url)
    headers, body, more = _read_items(items)
    header = headers.get("authorization")
    if given is None:
        given = read_authorization(header.text, header) if header else Authorization()
    return SentRequest(
        written_as="HTTPie",
        method=method or ("POST" if body else "GET"),
        url=address,
        query=query + more,
        body=body,
        body_format="" if not body else "form" if as_form else "multipart" if as_multipart else "json",
        client_id=given.client_id,
        client_secret=given.client_secret,
        authorization=given.scheme,
        basic_mistake=given.mistake,
    )


def _read_items(
    items: list[Word],
) -> tuple[dict[str, Word], tuple[SentParameter, ...], tuple[SentParameter, ...]]:
    """Headers, parameters of the body and parameters of the URL."""
    headers: dict[str, Word] = {}
    body: list[SentParameter] = []
    query: list[SentParameter] = []
    for word in items:
        match = re.fullmatch(_ITEM, word.text, re.DOTALL)
        if match is None:
            continue
        name, mark, value = re.sub(r"\\([=:;@])", r"\1", match[1]), match[2], match[3]
        if mark in (":", ":@"):
            from_file = word._replace(text="", variable=f"the file {value}")
            headers[name.lower()] = from_file if mark == ":@" else word._replace(text=value)
        elif "@" in mark:
            found = SentParameter(name=name, value=None, variable=f"the file {value}")
            (query if mark == "==@" else body).append(found)
        else:
            (query if mark == "==" else body).append(parameter(name, value, word))
    return headers, tuple(body), tuple(query)
