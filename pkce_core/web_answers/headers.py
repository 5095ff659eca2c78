"""What the headers of an answer add: which method is allowed, who wants a login, how long to wait."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.quoting import visible
from pkce_core.text.times import duration

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_WAIT = 10_000_000
_ENCODINGS = ("gzip", "br", "deflate", "zstd", "compress")


def hint_of_headers(kind: str, headers: Mapping[str, str], *, of_oauth: bool) -> str:
    """What a header says that belongs to an answer of this kind, as a sentence; "" when none does.

    Args:
        kind: of the answer, such as "method".
        headers: by name in lower case.
        of_oauth: whether an answer of OAuth was expected, and not one of an API.
    """
    if kind == "method":
        return _allowed(headers.get("allow", ""), of_oauth=of_oauth)
    if kind == "rate" and (seconds := headers.get("retry-after", "")).isdecimal() and int(seconds[:9]) < _LONGEST_WAIT:
        return f"Its Retry-After header says: wait {duration(int(seconds[:9]))}."
    name = {"proxy-login": "proxy-authenticate", "refused": "www-authenticate"}.get(kind, "")
    scheme = re.match(r"[A-Za-z][A-Za-z-]{1,20}(?= |$)", headers.get(name, ""))
    if not scheme:
        return ""
    who = "The proxy" if kind == "proxy-login" else "Its WWW-Authenticate header"
    return f"{who} asks for {visible(scheme[0], 20)}."


def _allowed(allow: str, *, of_oauth: bool) -> str:
    methods = [each for each in allow.upper().replace(",", " ").split() if re.fullmatch("[A-Z]{3,10}", each)][:9]
    if not methods:
        return ""
    names = f"Its Allow header names {', '.join(methods)}"
    if not of_oauth or ("POST" in methods) is ("GET" in methods):
        return f"{names}."
    return (
        f"{names}, so use POST here." if "POST" in methods else f"{names} and not POST, so this is no token endpoint."
    )


def is_compressed(text: str, headers: Mapping[str, str]) -> bool:
    """Whether a body is still compressed, as far as octets that were read as text show it.

    Args:
        text: the body.
        headers: by name in lower case.
    """
    if re.match("\x1f?[\x8b\ufffd]\x08[\x00\x02\x04\x08\ufffd]", text):  # gzip (RFC 1952 §2.3.1)
        return True
    encoding = headers.get("content-encoding", "").lower()
    return encoding.startswith(_ENCODINGS) and "\ufffd" in text[:400]
