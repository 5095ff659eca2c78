"""Fixtures of every test."""

from __future__ import annotations

from tests.support.browser import browser, context, page, watched
from tests.support.site import built_site

__all__ = ["browser", "built_site", "context", "page", "watched"]
