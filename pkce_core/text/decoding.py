"""Octets read as text, or the finding that says why they are not text."""

from __future__ import annotations

from pkce_core.errors import UsageError
from pkce_core.findings import Mark

_LONGEST_HEAD = 20_000
_GZIP = rb"\A(?:HTTP/.{0,9000}?\r?\n\r?\n)?\x1f\x8b\x08"
"""RFC 1952 §2.3.1, also after the head of a response."""
_ENCODED = rb"(?im)\AHTTP/[\s\S]{0,9000}?^content-encoding:[ \t]{0,9}(?:gzip|br|deflate|zstd)\b"
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.findings import Finding
    from pkce_core.rule import Rule


def read_text(value: str | bytes, rule: Rule, *, name: str, encoding: str = "utf-8-sig") -> str | Finding:
    """The value as text, or the finding that says why it is not text.

    Args:
        value: what the caller passed in.
        rule: the rule that the value is text.
        name: what a message calls the value, such as "redirect URI".
        encoding: "utf-8-sig" drops a byte order mark; "utf-8" keeps it, so that a check can point it out.

    Raises:
        UsageError: the value is neither str nor bytes.
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UsageError(f"The {name} must be str or bytes.")
    try:
        return value.decode(encoding)
    except UnicodeDecodeError as problem:
        import re  # only for what is no text: a right value is checked without it

        if re.search(_GZIP, value[:_LONGEST_HEAD], re.DOTALL) or re.search(_ENCODED, value[:_LONGEST_HEAD]):
            message = f"The {name} is compressed, so it isn't text yet."
            return rule.error(message, "Let the program decompress it, such as with curl --compressed.")
        octet, at = value[problem.start], problem.start
        return rule.error(
            f"The {name} isn't text: octet {at + 1} is 0x{octet:02X}, which isn't valid UTF-8.",
            "Save or send the text as UTF-8. UTF-16, which Windows PowerShell writes, starts with the octets FF FE.",
            marks=(Mark(start=at, end=at + 1, found=f"the octet 0x{octet:02X}", likely="not text in UTF-8"),),
        )
