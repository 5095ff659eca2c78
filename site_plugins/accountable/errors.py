"""The one exception of this package."""

from __future__ import annotations


class AccountableError(Exception):
    """The author must change something; the message says what."""
