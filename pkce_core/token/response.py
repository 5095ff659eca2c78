"""What the token response and the rules for it share: the tokens, or the refusal."""

from __future__ import annotations

from dataclasses import dataclass, field

from pkce_core.specifications import Spec

ERROR_SPEC = Spec(document="RFC 6749", section="5.2")


SUCCESS_SPEC = Spec(document="RFC 6749", section="5.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenResponse:
    """A successful token response, under wire names. Every token is kept out of the repr.

    Attributes:
        access_token: for the API.
        token_type: "Bearer", in whatever letter case.
        expires_in: lifetime in seconds from when the response was made; text when it is no number.
        expires_at: the moment when the access token ends, as it was written; not part of RFC 6749.
        scope: what was granted; None when the server left it out, which means what was asked for.
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
    """A refusal (RFC 6749 §5.2).

    Attributes:
        error: the error code.
        error_description: what the server says about it.
        error_uri: where it says more.
        status: the HTTP status, when it was pasted too.
    """

    error: str
    error_description: str | None = None
    error_uri: str | None = None
    status: int | None = None
