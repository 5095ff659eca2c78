"""`Recognized`: one value of the flow that was found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

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
        "error": "an error",
        "metadata": "a discovery document",
        "jwks": "a key set (JWKS)",
        "flow": "the values of a flow",
        "id-token": "an ID token",
        "jwt": "a signed token (JWT)",
        "jwe": "an encrypted token (JWE)",
        "private-key": "a private key",
        "token-request": "a token request",
        "command": "a command",
        "http-response": "an HTTP response",
        "html-page": "an HTML page",
        "form-post": "an HTML page with a form_post response",
    }
)
"""What there is to find, with the words for it."""

SECRETS = frozenset(
    {
        "code",
        "verifier",
        "pair-value",
        "client-secret",
        "refresh-token",
        "access-token",
        "id-token",
        "jwt",
        "jwe",
        "private-key",
    }
)
"""The kinds whose values are not shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognized:
    """A value that was found in a text.

    Attributes:
        kind: a key of `KINDS`.
        value: the text itself, decoded where it was percent-encoded; kept out of the repr.
        start: offset of its first character in the text.
        end: offset after its last character.
        sureness: how sure it is.
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

    def to_dict(self) -> dict[str, object]:
        """The value as `--json` carries it; a secret by its length alone."""
        shown = {"length": len(self.value)} if self.kind in SECRETS else {"value": self.value}
        return {
            "kind": self.kind,
            **shown,
            "start": self.start,
            "end": self.end,
            "sureness": self.sureness.value,
            "why": self.why,
        }
