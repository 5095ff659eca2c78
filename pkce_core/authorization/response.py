"""The authorization response (RFC 6749 §4.1.2): its parameters, and what to expect of state."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class StateExpectation(Enum):
    """What to expect of state when there is no value to compare it with. You must choose one.

    Attributes:
        NONE_SENT: the authorization request had no state, so the response must have none.
        UNCHECKED: you do not know which state was sent; the report warns that it was not compared.
    """

    NONE_SENT = "none sent"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorizationResponse:
    """The parameters of a redirect, under their wire names; a parameter without a value counts as absent.

    Attributes:
        code: the authorization code, a secret until it is redeemed; kept out of the repr.
        state: what the request sent, returned by the server.
        iss: the issuer of the response (RFC 9207).
        error: the error code that a server sends instead of a code.
        error_description: the server's description of the error.
        error_uri: the address of a page about the error.
        response: a JWT that contains all of the above (JARM); kept out of the repr.
        redirect_uri: where the browser was sent, without query and fragment; None when only parameters were pasted.
        extra: every other parameter, in order; kept out of the repr, because tokens may be among them.
    """

    code: str | None = field(default=None, repr=False)
    state: str | None = None
    iss: str | None = None
    error: str | None = None
    error_description: str | None = None
    error_uri: str | None = None
    response: str | None = field(default=None, repr=False)
    redirect_uri: str | None = None
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)
