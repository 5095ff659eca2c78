"""Fixtures of every test."""

from __future__ import annotations

from tests.support.browser import browser, context, page, watched

__all__ = ["browser", "context", "page", "watched"]
