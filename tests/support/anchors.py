"""The addresses within a page of docs/."""

from __future__ import annotations

import re


def anchors(text: str) -> list[str]:
    """Every anchor that a page sets itself."""
    return re.findall(r"\{ #(\S+) \}", text)
