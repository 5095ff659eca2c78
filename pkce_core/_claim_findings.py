"""What the rules for claims share: the findings they end in, and the word for what a client does not know."""

from __future__ import annotations

from enum import Enum

from pkce_core._quoting import quoted
from pkce_core.findings import Finding, Level, Spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Claims = Mapping[str, object]
    Findings = tuple[Finding, ...]

VALIDATION = Spec(document="OIDC Core", section="3.1.3.7")
ID_TOKEN = Spec(document="OIDC Core", section="2")


class Unknown(Enum):
    """The named way to say: I do not know what to expect."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return self.name


UNKNOWN = Unknown.UNKNOWN
"""Passed for an expected value that the caller does not know; the report then warns that nothing was compared."""


def not_text(claims: Claims, name: str, wanted: str = "text") -> Findings:
    if name not in claims:
        return (error(f"{name}-missing", f"The ID token has no {name}, which is required.", spec=ID_TOKEN),)
    message = f"The {name} is {quoted(claims[name])}; expected {wanted}."
    return (error(f"{name}-type", message, spec=ID_TOKEN),)


def not_compared(name: str, message: str, what: str) -> Findings:
    return (warning(f"{name}-not-compared", message, f"Give {what} to compare it."),)


def passed(rule: str, message: str, spec: Spec = VALIDATION) -> Finding:
    return Finding(rule=rule, level=Level.PASS, message=message, spec=spec)


def warning(rule: str, message: str, hint: str = "", spec: Spec = VALIDATION) -> Finding:
    return Finding(rule=rule, level=Level.WARNING, message=message, hint=hint, spec=spec)


def error(rule: str, message: str, hint: str = "", spec: Spec = VALIDATION) -> Finding:
    return Finding(rule=rule, level=Level.ERROR, message=message, hint=hint, spec=spec)
