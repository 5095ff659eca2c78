"""A right authorization URL, and the same with changes."""

from __future__ import annotations

from urllib.parse import quote

from pkce_core import Level, check_authorization_url, derive_code_challenge
from tests.support.reports import levels

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
RIGHT = {
    "response_type": "code",
    "client_id": "my-client",
    "redirect_uri": "https://client.example/cb",
    "scope": "openid profile",
    "state": "q6Xh0yXqVb1Yp9o2Jm3sRk",
    "nonce": "Zt5uKw8aLx3cNv7bQe1dGf",
    "code_challenge": derive_code_challenge(VERIFIER),
    "code_challenge_method": "S256",
}


def url_with(endpoint: str = "https://op.example/auth", /, **changes: str | None) -> str:
    """The right URL with other values; None leaves a parameter out."""
    parameters = {**RIGHT, **changes}
    return f"{endpoint}?" + "&".join(
        f"{quote(name)}={quote(value, safe='')}" for name, value in parameters.items() if value is not None
    )


def assert_judged(changes: dict[str, str | None], rule: str, level: Level | None) -> None:
    """The changed URL breaks the rule at that level; None means that it doesn't, and "" that only passes are left."""
    report = check_authorization_url(url_with(**changes))
    assert levels(report).get(rule) == (level if rule else None), report
    assert bool(rule) or levels(report) == {}
    assert report.ok == (Level.ERROR not in levels(report).values())
