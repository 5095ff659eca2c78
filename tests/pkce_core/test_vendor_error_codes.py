"""The error codes of vendors."""

from __future__ import annotations

from pkce_core import ERROR_CODES
from pkce_core.vendor_error_codes import VENDOR_CODES


def test_every_row_is_a_code_with_a_source() -> None:
    """A code that no specification defines names the page that shows it, and the others need none."""
    vendors = {row[0] for row in VENDOR_CODES}
    assert vendors == {code.error for code in ERROR_CODES.values() if code.source}
    assert len(vendors) == len(VENDOR_CODES)
