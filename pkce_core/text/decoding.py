"""Octets that should be text."""

from __future__ import annotations

from pkce_core.errors import UsageError
from pkce_core.findings import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.rule import Rule


def read_text(value: str | bytes, rule: Rule, *, name: str, encoding: str = "utf-8-sig") -> str | Finding:
    """The value as text, or the finding that says why it isn't text.

    Args:
        value: what somebody passed in.
        rule: the rule that the value is text.
        name: what the value is to the reader, such as "redirect URI".
        encoding: "utf-8-sig", which drops a byte order mark, or "utf-8", which keeps it to be found.

    Raises:
        UsageError: the value is neither str nor bytes.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UsageError(f"The {name} is neither str nor bytes.")
    try:
        return value.decode(encoding)
    except UnicodeDecodeError as problem:
        octet, at = value[problem.start], problem.start
        return rule.error(
            f"The {name} is not text: octet {at + 1} is 0x{octet:02X}, which is not UTF-8.",
            "Save or send the text in UTF-8. UTF-16, which PowerShell writes, starts with the octets FF FE.",
            marks=(Mark(start=at, end=at + 1, found=f"the octet 0x{octet:02X}", likely="not text in UTF-8"),),
        )
