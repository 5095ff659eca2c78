"""A right ID token, the same with changes, and what the check says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkce_core import IdToken, Level, check_id_token
from tests.support.signing import sign_hs256

if TYPE_CHECKING:
    from pkce_core import Report

NOW = 1_700_000_000
SECRET = "s" * 32
CLAIMS = {"iss": "https://op.example", "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW - 5}


def sign(header: object, claims: object) -> str:
    """A token with any header and claims."""
    return sign_hs256(claims, SECRET, header)


def token(**changes: object) -> str:
    """The right token with other claims; ... leaves a claim out."""
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not ...}
    return sign_hs256(claims, SECRET)


def check(text: str | bytes | IdToken, **expected: Any) -> Report:
    """The report about a token, for a client that expects the right one."""
    known = {"issuer": "https://op.example", "client_id": "client", "now": NOW, "client_secret": SECRET}
    return check_id_token(text, **{**known, **expected})


def rules(report: Report, level: Level) -> list[str]:
    """The rules of the findings of a level."""
    return [finding.rule for finding in report.at(level)]


def assert_broken(changes: dict[str, object], rule: str, says: str) -> None:
    """A token with these changes breaks one rule, and the message says this."""
    report = check(token(**changes))
    assert rules(report, Level.ERROR) == [rule]
    assert says in report.errors[0].message
