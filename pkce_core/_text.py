"""Octets that should be text."""

from __future__ import annotations

from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Mark, Spec


def read_text(value: str | bytes, *, rule: str, name: str, spec: Spec | None = None) -> str | Finding:
    """The value as text, or the finding that says why it is none.

    Args:
        value: what somebody passed in.
        rule: how the finding's slug starts.
        name: what the value is to the reader, such as "redirect URI".
        spec: the section that the value follows.

    Raises:
        UsageError: the value is neither str nor bytes.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UsageError(f"The {name} is neither str nor bytes.")
    try:
        return value.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        octet, at = value[problem.start], problem.start
        return Finding(
            rule=f"{rule}-not-text",
            level=Level.ERROR,
            message=f"The {name} is not text: octet {at + 1} is 0x{octet:02X}, which is not UTF-8.",
            hint="Save or send the text in UTF-8. UTF-16, which PowerShell writes, starts with the octets FF FE.",
            spec=spec,
            marks=(Mark(start=at, end=at + 1, found=f"the octet 0x{octet:02X}", likely="not text in UTF-8"),),
        )
