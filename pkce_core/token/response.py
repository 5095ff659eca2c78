"""The token response (RFC 6749 §5): the tokens, or the error instead of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenResponse:
    """A successful token response, under wire names. Every token is kept out of the repr.

    Attributes:
        access_token: for the API.
        token_type: "Bearer", in any letter case.
        expires_in: lifetime in seconds from when the response was made; text when it is not a number.
        expires_at: when the access token expires, as the server wrote it; not part of RFC 6749.
        scope: what was granted; None when the server left it out, which means that it granted what was requested.
        refresh_token: to get the next access token.
        id_token: who signed in, as a JWT.
        extra: names of the other members; their values may be secrets.
    """

    access_token: str | None = field(default=None, repr=False)
    token_type: str | None = None
    expires_in: int | str | None = None
    expires_at: str | None = None
    scope: str | None = None
    refresh_token: str | None = field(default=None, repr=False)
    id_token: str | None = field(default=None, repr=False)
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenErrorResponse:
    """The response of a server that refuses (RFC 6749 §5.2).

    Attributes:
        error: the error code; "" when the server wrote something other than text.
        error_description: the server's description of the error.
        error_uri: the address of a page about the error.
        status: the HTTP status, if it was pasted.
    """

    error: str
    error_description: str | None = None
    error_uri: str | None = None
    status: int | None = None
