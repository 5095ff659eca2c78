"""The rows of what APIs write."""

from __future__ import annotations

import re

from pkce_core.explain.causes import CAUSES
from pkce_core.explain.provider_messages import recognize_message
from pkce_core.program_messages.causes import PROGRAM_CAUSES
from pkce_core.web_answers.api_messages import API_MESSAGES


def test_the_rows() -> None:
    """Each has a page, causes that exist, and is recognized, itself or by a longer one; no text is there twice."""
    texts = [text for _, rows in API_MESSAGES.values() for text, _ in rows]
    assert len(set(texts)) == len(texts)
    for source, rows in API_MESSAGES.values():
        assert re.fullmatch(r"https://\S+", source)
        for text, causes in rows:
            assert text == text.casefold()
            assert causes
            assert set(causes) <= CAUSES.keys() | PROGRAM_CAUSES.keys()
            found = recognize_message(f"Error: {text}")
            assert found is not None
            assert len(found.text) >= len(text)
