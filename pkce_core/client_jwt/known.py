"""`Known`: what a JWT that authenticates a client is compared with."""

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    """What the JWT is compared with; None for what isn't known.

    Attributes:
        client_id: of the client.
        token_endpoint: where it is sent.
        issuer: of the server.
        now: when it is sent, in seconds since 1970.
        later: a time after that, when it isn't known when it was sent.
    """

    client_id: str | None = None
    token_endpoint: str | None = None
    issuer: str | None = None
    now: float | None = None
    later: float | None = None
