"""The one exception: the author must change something before a build can succeed."""

from __future__ import annotations


class LivePythonError(Exception):
    """A build cannot go on. The message is one sentence that says what to change."""
