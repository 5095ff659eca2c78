"""A curl command, read as curl reads its arguments. Files, prompts and variables stay unknown."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from pkce_core.token.sent.parameters import (
    basic_parameters,
    decoded,
    form_parameters,
    json_parameters,
    parameter,
    split_url,
)
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core.token.sent.shell_words import Word

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
    {"data", "data-raw", "data-binary", "data-ascii", "data-urlencode", "json", "form", "form-string"}
)  # fmt: skip
"""The options that make the body."""


def read_curl(words: Iterable[Word]) -> SentRequest:
    """The request that curl sends for these arguments, without the word curl itself.

    Args:
        words: the arguments, as the shell hands them over.
    """
    options = tuple(_options(iter(words)))
    headers = dict(_header(word.text) for name, word in options if name == "header")
    bodies = [(name.removeprefix("expand-"), word) for name, word in options]
    bodies = [(name, word) for name, word in bodies if name in _BODY]
    names = {name for name, _ in options}
    body, body_format = _body(bodies, headers.get("content-type", ""))
    url, query = split_url(next((word for name, word in options if name == "url"), None))
    query += tuple(each for name, word in options if name == "url-query" for each in _urlencoded(word))
    if "get" in names:
        query, body, body_format = query + body, (), ""
    method = "HEAD" if "head" in names else "GET" if "get" in names or not bodies else "POST"
    method = next((word.text.upper() for name, word in reversed(options) if name == "request"), method)
    user = next((word for name, word in reversed(options) if name in ("user", "expand-user")), None)
    client_id, secret = basic_parameters(user.text, user) if user else _header_credentials(options)
    scheme = headers.get("authorization", "").partition(" ")[0].lower()
    config = any(name == "config" and word.text == "-" for name, word in options)
    if config and client_id is None and "data" not in names:
        secret = SentParameter(name="client_secret", value=None, variable="standard input")
    return SentRequest(
        written_as="curl",
        method=method,
        url=url,
        query=query,
        body=body,
        body_format=body_format,
        client_id=client_id,
        client_secret=secret,
        authorization="basic" if user else "bearer" if "oauth2-bearer" in names else scheme,
    )


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
    if "json" in kinds or "json" in content_type.lower() or text.lstrip().startswith("{"):
        return json_parameters(text, bodies[0][1]), "json"
    found: list[SentParameter] = []
    for name, word in bodies:
        if name == "data-urlencode":
            found += _urlencoded(word)
        elif word.text.startswith("@") and name != "data-raw":
            found.append(_file("", word.text[1:]))
        else:
            found += form_parameters(word.text, word)
    wrong = content_type and "x-www-form-urlencoded" not in content_type.lower()
    return tuple(found), "text" if wrong else "form"


def _part(option: str, word: Word) -> SentParameter:
    """`--form`: name=content, name=@file, name=<file."""
    name, _, value = word.text.partition("=")
    return _file(name, value[1:]) if option == "form" and value[:1] in ("@", "<") else parameter(name, value, word)


def _urlencoded(word: Word) -> tuple[SentParameter, ...]:
    """`--data-urlencode`: content, =content, name=content, @file or name@file."""
    name, mark, value = word.text.partition("=")
    if not mark:
        name, mark, value = word.text.partition("@")
        return (_file(name, value),) if mark else ()
    return (parameter(decoded(name), value, word),)


def _file(name: str, path: str) -> SentParameter:
    return SentParameter(name=name, value=None, variable=f"the file {path}")


def _header_credentials(options: tuple[tuple[str, Word], ...]) -> tuple[SentParameter | None, SentParameter | None]:
    for name, word in options:
        if name == "header" and word.text.lower().replace(" ", "").startswith("authorization:basic"):
            return read_basic(word.text.partition("asic")[2].strip(), word)
    return None, None


def read_basic(credentials: str, word: Word | None = None) -> tuple[SentParameter | None, SentParameter | None]:
    """client_id and client_secret of a Basic header; unknown where a variable or no base64 is there."""
    if word is not None and word.variable:
        return None, SentParameter(name="client_secret", value=None, variable=word.variable)
    try:
        pair = b64decode(credentials, validate=True).decode("utf-8")
    except ValueError:
        return None, SentParameter(name="client_secret", value=None, variable="the Authorization header")
    return basic_parameters(pair, None)
