"""The one exception that building raises when an author has something to change."""

from __future__ import annotations


class LivePythonError(Exception):
    """A build cannot go on; the message is one sentence that says what to change."""
