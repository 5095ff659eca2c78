"""`Recognized`: one value of the flow that was found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.error_codes import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sureness(StrEnum):
    """How sure it is what a value is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


KINDS: Mapping[str, str] = MappingProxyType(
    {
        "authorization-url": "an authorization URL",
        "redirect": "the redirect back to a client",
        "token-url": "a token request in a URL",
        "metadata-url": "the address of a discovery document",
        "code": "an authorization code",
        "verifier": "a code_verifier",
        "challenge": "a code_challenge",
        "pair-value": "a code_verifier or a code_challenge",
        "state": "a state",
        "nonce": "a nonce",
        "client-id": "a client_id",
        "client-secret": "a client secret",
        "refresh-token": "a refresh token",
        "access-token": "an access token",
        "token-response": "a token response",
        "pushed-response": "the response to a pushed request",
        "error": "an error response",
        "error-code": "an error code",
        "metadata": "a discovery document",
        "jwks": "a key set (JWKS)",
        "private-key": "a private or secret key",
        "flow": "the values of a flow",
        "har": "a HAR file",
        "id-token": "an ID token",
        "jwt": "a signed token (JWT)",
        "logout-token": "a logout token (OpenID Connect Back-Channel Logout)",
        "client-assertion": "a signed token (JWT) that authenticates a client",
        "dpop-proof": "a DPoP proof",
        "request-object": "a signed authorization request (request object)",
        "jwe": "an encrypted token (JWE)",
        "token-request": "a token request",
        "pushed-request": "a pushed authorization request",
        "command": "a command",
        "http-request": "an HTTP request",
        "http-response": "an HTTP response",
        "html-page": "an HTML page",
        "form-post": "an HTML page with a form_post response",
    }
)
"""What there is to find, with the words for it."""

_SHOWN = frozenset({"state", "nonce", "client-id"})
"""The kinds whose values are not secret. A challenge is not among them: with the method plain, it is the verifier."""
_ADDRESSES = frozenset({"authorization-url", "redirect", "token-url", "metadata-url"})
"""The kinds that are shown without their parameters."""
_PARAMETERS_START = r"(?i)[?&#;]|%(?:25)*(?:3F|26|23|3B)"
"""What parameters follow; percent-encoded in an address that is inside another one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognized:
    """A value that was found in a text.

    Attributes:
        kind: what it is, such as "verifier", "redirect" or "token-response".
        value: the text itself, decoded where it was percent-encoded; kept out of the repr.
        start: offset of its first character in the text.
        end: offset after its last character.
        sureness: "certain", "likely" or "possible".
        why: what shows it, in a sentence.
    """

    kind: str
    value: str = field(repr=False)
    start: int
    end: int
    sureness: Sureness
    why: str

    @property
    def title(self) -> str:
        """What it is, with its article: "an authorization URL"."""
        return KINDS[self.kind]

    @property
    def shown(self) -> str | None:
        """As much of the value as is not secret: all of it, the address without its parameters, or None."""
        is_code = self.kind == "error-code" and (
            self.value in ERROR_CODES or re.fullmatch(r"AADSTS\d{4,8}", self.value)
        )
        if self.kind in _SHOWN or is_code:  # other errors are prose, which may repeat a secret
            return self.value
        if self.kind in _ADDRESSES:
            scheme, colon, rest = re.split(_PARAMETERS_START, self.value, maxsplit=1)[0].partition(":")
            return scheme + colon + re.sub(r"^(/*)[^/]*@", r"\1", rest)  # a password may be before the host
        return None

    def to_dict(self) -> dict[str, object]:
        """The value as JSON; a secret has only its length, and an address has no parameters."""
        return {
            "kind": self.kind,
            **({} if self.shown is None else {"value": self.shown}),
            "length": len(self.value),
            "start": self.start,
            "end": self.end,
            "sureness": self.sureness.value,
            "why": self.why,
        }
