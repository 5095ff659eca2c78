"""What the checks across steps share: comparing two values, and the findings they end in."""

from __future__ import annotations

import hmac

from pkce_core.findings import Finding, Level, Spec


def same(one: str, other: str) -> bool:
    """True for equal texts, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def passed(rule: str, message: str, spec: Spec) -> Finding:
    return Finding(rule=rule, level=Level.PASS, message=message, spec=spec)


def error(rule: str, message: str, spec: Spec) -> Finding:
    return Finding(rule=rule, level=Level.ERROR, message=message, spec=spec)
