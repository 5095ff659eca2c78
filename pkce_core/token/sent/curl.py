"""A curl command, read as curl reads its arguments; and wget, whose options are curl's by other names.

Files, prompts and variables stay unknown.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pkce_core.token.sent.authorization_header import Authorization, is_misnamed, read_authorization, read_basic
from pkce_core.token.sent.parameters import (
    UNKNOWN,
    decoded,
    form_or_text,
    form_parameters,
    json_parameters,
    parameter,
    split_url,
)
from pkce_core.token.sent.sent_request import SentParameter, SentRequest
from pkce_core.token.sent.shell_words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_SHORT = {
    "X": "request", "H": "header", "d": "data", "F": "form", "u": "user", "G": "get", "I": "head", "A": "user-agent",
    "b": "cookie", "e": "referer", "o": "output", "w": "write-out", "x": "proxy", "m": "max-time", "c": "cookie-jar",
    "D": "dump-header", "E": "cert", "K": "config", "T": "upload-file", "C": "continue-at", "r": "range",
    "U": "proxy-user", "y": "speed-time", "Y": "speed-limit", "z": "time-cond", "t": "telnet-option", "P": "ftp-port",
    "Q": "quote",
}  # fmt: skip
"""The short options that take a value or change the method, by their long names."""
_SHORT_FLAGS = frozenset("GIsSkvfigLlnNaBjJMOpqRZ#0123456")
"""The short options without a value."""
_WITH_VALUE = frozenset(_SHORT.values()) - {"get", "head"} | {
    "url", "data-raw", "data-binary", "data-ascii", "data-urlencode", "json", "form-string", "oauth2-bearer",
    "url-query", "variable", "cacert", "capath", "key", "cert-type", "key-type", "pass", "ciphers", "connect-timeout",
    "retry", "retry-delay", "resolve", "connect-to", "interface", "max-redirs", "trace", "trace-ascii", "proxy-header",
    "stderr", "noproxy", "dns-servers", "limit-rate", "tls-max", "unix-socket", "proto", "proto-default", "aws-sigv4",
    "rate",
}  # fmt: skip
"""The long options that take a value."""
_BODY = frozenset(
    {"data", "data-raw", "data-binary", "data-ascii", "data-urlencode", "json", "form", "form-string", "file"}
)  # fmt: skip
"""The options that make the body."""
_WGET = {
    "--post-data": "data-raw", "--body-data": "data-raw", "--post-file": "file", "--body-file": "file",
    "--header": "header", "--method": "request",
}  # fmt: skip
"""The options of wget that count here, by curl's names. It sends a user's password only when the server asks for it."""
_WGET_WITH_VALUE = (
    r"-[OoaeiQtTwUlADRIXP]|--(?:output-document|timeout|tries|user|password|user-agent|http-user|http-password)"
)


def read_curl(words: Iterable[Word]) -> SentRequest:
    """The request that curl sends for these arguments, without the word curl itself.

    Args:
        words: the arguments, as the shell hands them over.
    """
    return _request("curl", tuple(_options(iter(words))))


def read_wget(words: Iterable[Word]) -> SentRequest:
    """The request that wget sends for these arguments, without the word wget itself.

    Args:
        words: the arguments, as the shell hands them over.
    """
    options: list[tuple[str, Word]] = []
    arguments = iter(words)
    for word in arguments:
        option, equals, rest = word.text.partition("=")
        if not option.startswith("-"):
            options.append(("url", word))
        elif name := _WGET.get(option):
            value = word._replace(text=rest) if equals else next(arguments, None)
            options += [(name, value)] if value is not None else []
        elif re.fullmatch(_WGET_WITH_VALUE, option) and not equals:
            next(arguments, None)
    return _request("wget", tuple(options))


def _request(program: str, options: tuple[tuple[str, Word], ...]) -> SentRequest:
    options = tuple(_expanded(name, word) for name, word in options)
    headers = dict(_header(word.text) for name, word in options if name == "header")
    bodies = [(name, word) for name, word in options if name in _BODY]
    names = {name for name, _ in options}
    body, body_format = _body(bodies, headers.get("content-type", ""))
    parted = _parted(options)
    url, query = split_url(
        next((word for name, word in options if name == "url" and word not in parted.values()), None)
    )
    query += tuple(each for name, word in options if name == "url-query" for each in _urlencoded(word))
    if "get" in names:
        query, body, body_format = query + body, (), ""
    method = "HEAD" if "head" in names else "GET" if "get" in names or not bodies else "POST"
    method = next((word.text.upper() for name, word in reversed(options) if name == "request"), method)
    user = next((word for name, word in reversed(options) if name == "user"), None)
    if inside := re.match(r"([a-z]{1,9}://)([^/@]*)@", url):
        user = user or Word(inside[2].replace("%40", "@"))
        url = inside[1] + url[inside.end() :]
    client_id, secret, scheme, mistake = read_basic(user.text, user) if user else _authorization(options)
    config = any(name == "config" and word.text == "-" for name, word in options)
    if config and client_id is None and "data" not in names:
        secret = SentParameter(name="client_secret", value=None, variable="standard input")
    if file := next((word.text for name, word in options if name == "config" and word.text != "-"), ""):
        body, method = (*body, _file("", file)), "" if method == "GET" else method
    return SentRequest(
        written_as=program,
        method=method,
        url=url,
        query=query,
        body=body,
        body_format=body_format,
        client_id=client_id,
        client_secret=secret,
        authorization="bearer" if "oauth2-bearer" in names else scheme,
        basic_mistake=mistake,
        misnamed_header=_misnamed(options),
        parted=tuple(parted),
    )


def _parted(options: tuple[tuple[str, Word], ...]) -> dict[str, Word]:
    """The parameters with a space after their =, each with the word after it, which curl takes for another address."""
    pairs = pairwise(options) if sum(name == "url" for name, _ in options) > 1 else ()  # one word is the address
    return {
        match[1]: word
        for (name, before), (after, word) in pairs
        if name in _BODY and after == "url" and (match := re.search(r"(?:^|&)(\w+)=$", before.text))
        if "://" not in word.text or match[1] == "redirect_uri"
    }


def _options(words: Iterator[Word]) -> Iterator[tuple[str, Word]]:
    """Options by their long names, with their values; a word without an option is a URL."""
    for word in words:
        text = word.text
        if text.startswith("--") and len(text) > 2:
            name = text[2:]
            if name.removeprefix("expand-") in _WITH_VALUE:
                value = next(words, None)
                if value is not None:
                    yield name, value
            else:
                yield name, word
        elif text.startswith("-") and len(text) > 1 and not text[1].isspace():
            yield from _short_options(word, words)
        else:
            yield "url", word


def _short_options(word: Word, words: Iterator[Word]) -> Iterator[tuple[str, Word]]:
    """Short options stand together, and the value of the last one may follow at once."""
    letters = word.text[1:]
    for at, letter in enumerate(letters):
        if letter in _SHORT_FLAGS:
            yield _SHORT.get(letter, letter), word
            continue
        rest = letters[at + 1 :]
        value = word._replace(text=rest) if rest else next(words, None)
        if value is not None:
            yield _SHORT.get(letter, letter), value
        return


def _expanded(name: str, word: Word) -> tuple[str, Word]:
    """An option by its own name. After `--expand-`, curl itself fills in each {{variable}}."""
    own = name.removeprefix("expand-")
    return own, word if own == name else word._replace(variable=word.variable or UNKNOWN)


def _header(text: str) -> tuple[str, str]:
    name, _, value = text.partition(":")
    return name.strip().lower(), value.strip()


def _body(bodies: list[tuple[str, Word]], content_type: str) -> tuple[tuple[SentParameter, ...], str]:
    """The parameters of the body, and its format: what it is, not what its Content-Type says."""
    if not bodies:
        return (), ""
    kinds = {name for name, _ in bodies}
    if kinds & {"form", "form-string"}:
        return tuple(_part(name, word) for name, word in bodies), "multipart"
    text = "&".join(word.text for name, word in bodies if name != "data-urlencode")
    if "json" in kinds or text.lstrip().startswith("{"):
        return json_parameters(text, bodies[0][1]), "json"
    found: list[SentParameter] = []
    for name, word in bodies:
        if name == "data-urlencode":
            found += _urlencoded(word)
        elif name == "file":
            found.append(_file("", word.text))
        elif word.text.startswith("@") and name != "data-raw":
            found.append(_file("", word.text[1:]))
        else:
            found += form_parameters(word.text, word)
    return tuple(found), form_or_text(content_type)


def _part(option: str, word: Word) -> SentParameter:
    """`--form`: name=content, name=@file, name=<file; `--form-string` takes the content as it is."""
    name, _, value = word.text.partition("=")
    if option == "form-string":
        return parameter(name, value, word)
    return _file(name, value[1:]) if value[:1] in ("@", "<") else parameter(name, _content(value), word)


def _content(text: str) -> str:
    r"""The content of `--form` as curl sends it: without the double quotes around it, or without what follows a ;.

    In the quotes, a backslash stands before a quote or another backslash. After a ; come the part's type or headers.
    """
    bare = text.lstrip()
    if quoted := re.match(r'"((?:[^"\\]|\\.)*)"', bare, re.DOTALL):
        return re.sub(r'\\(["\\])', r"\1", quoted[1])
    return bare.partition(";")[0].rstrip()


def _urlencoded(word: Word) -> tuple[SentParameter, ...]:
    """`--data-urlencode`: content, =content, name=content, @file or name@file."""
    name, mark, value = word.text.partition("=")
    if not mark:
        name, mark, value = word.text.partition("@")
        return (_file(name, value),) if mark else ()
    return (parameter(decoded(name), value, word),)


def _file(name: str, path: str) -> SentParameter:
    return SentParameter(name=name, value=None, variable=f"the file {path}")


def _misnamed(options: tuple[tuple[str, Word], ...]) -> str:
    headers = (_header(word.text) for name, word in options if name == "header")
    return next((header for header, value in headers if is_misnamed(header, value)), "")


def _authorization(options: tuple[tuple[str, Word], ...]) -> Authorization:
    for name, word in options:
        header, value = _header(word.text)
        if name == "header" and header == "authorization":
            return read_authorization(value, word)
    return Authorization()
