"""The Authorization header: its scheme, and the client's credentials in Basic with the mistakes of their encoding."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

from pkce_core.token.sent.parameters import basic_parameters, is_unknown
from pkce_core.token.sent.sent_request import SentParameter

if TYPE_CHECKING:
    from pkce_core.token.sent.shell_words import Word

_BASE64 = r"[A-Za-z0-9+/]*={0,2}"
_NEVER_ENCODED = {"+": r"\+", "%": r"%(?![0-9A-Fa-f]{2})", "not ASCII": r"[^\x00-\x7f]", "space": " "}
"""What form encoding leaves in no text; a + stands for a space, which hardly any client_secret has."""
_SCHEMES = r"(?i)(basic|bearer|dpop|digest|negotiate|oauth|mac|token)\b[ \t]*:?[ \t]*(.*)"


_MISNAMED = ("authentication", "authorisation", "authenticate", "auth", "authorize")
"""What people call the header instead, in lower case."""


class Authorization(NamedTuple):
    """What an Authorization header says.

    Attributes:
        client_id: of Basic; None when there is none, or it isn't known.
        client_secret: likewise; without a value when it isn't known.
        scheme: in lower case; "" when there is no header, or it names no scheme.
        mistake: what is wrong with the credentials, as `SentRequest.basic_mistake`.
    """

    client_id: SentParameter | None = None
    client_secret: SentParameter | None = None
    scheme: str = ""
    mistake: str = ""


def is_misnamed(name: str, value: str) -> bool:
    """Whether a header has a client's credentials (Basic) under a name that no server looks for.

    Args:
        name: of the header.
        value: of the header.
    """
    return name.strip().lower() in _MISNAMED and re.match(r"(?i)\s*basic ", value) is not None


def read_authorization(value: str, word: Word | None = None) -> Authorization:
    """What the value of an Authorization header says.

    Args:
        value: the value of the header.
        word: the word of a command that has it, which may have a variable.
    """
    found = re.fullmatch(_SCHEMES, value.strip(), re.DOTALL)
    unknown = SentParameter(name="client_secret", value=None, variable="the Authorization header")
    if found is None:
        hidden = is_unknown(value, word) or not value.strip() or (word is not None and word.variable)
        return Authorization(None, unknown, "", "" if hidden else "no scheme")
    scheme, credentials = found[1].lower(), found[2].strip()
    if scheme != "basic":
        return Authorization(scheme=scheme)
    if word is not None and word.variable:
        filled = SentParameter(name="client_secret", value=None, variable=word.variable)
        return Authorization(None, filled, scheme)
    mistake = "white space" if re.search(r"\s", credentials) else _mistake(credentials)
    if not credentials or is_unknown(re.sub(r"\s", "", credentials), word):
        return Authorization(None, unknown, scheme)
    if mistake:
        return Authorization(None, unknown, scheme, mistake)
    pair = b64decode(credentials + "=" * (-len(credentials) % 4)).decode("utf-8", "replace")
    return read_basic(pair)


def read_basic(pair: str, word: Word | None = None) -> Authorization:
    """What the client's credentials say, joined by a colon, before they are encoded in base64.

    Args:
        pair: the text.
        word: the word of a command that has it, which may have a variable.
    """
    client_id, secret = basic_parameters(pair, word)
    return Authorization(client_id, secret, "basic", "" if secret.value is None else find_unencoded(pair))


def find_unencoded(pair: str) -> str:
    """The part of the credentials that isn't form-encoded, and what shows that; "" where nothing does.

    Args:
        pair: client_id and client_secret, joined by a colon.
    """
    client_id, _, secret = pair.partition(":")
    for sign, pattern in _NEVER_ENCODED.items():
        for name, text in (("client_id", client_id), ("client_secret", secret)):
            if re.search(pattern, text):
                return f"{name} {sign}"
    return "client_id :" if ":" in secret else ""


def _mistake(credentials: str) -> str:
    if ":" in credentials:
        return "not encoded"
    if re.fullmatch(r"[A-Za-z0-9_\-]+={0,2}", credentials) and re.search(r"[_\-]", credentials):
        return "base64url"
    if not re.fullmatch(_BASE64, credentials) or len(credentials.rstrip("=")) % 4 == 1:
        return "not base64"
    if b":" not in b64decode(credentials + "=" * (-len(credentials) % 4)):
        return "no colon"
    return ""
