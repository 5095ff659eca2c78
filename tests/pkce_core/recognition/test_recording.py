"""A HAR file in a text: told by its first members, counted, and one value whatever is in it."""

from __future__ import annotations

import pytest

from pkce_core import recognize
from pkce_core.recognition.recording import find_recording, is_recording
from tests.support.har import har, image, login


def test_a_recording() -> None:
    """One value for the whole text, with the number of its requests, and nothing of it is shown."""
    text = login().decode()
    (found,) = recognize(text)
    assert (found.kind, found.title, found.start, found.end) == ("har", "a HAR file", 0, len(text))
    assert found.why == "It is a recording of a browser, and this text has 6 requests of it."
    assert found.shown is None
    (one,) = recognize(f"\ufeff {har(image()).decode()}"[:-9])
    assert one.why.endswith("this text has 0 requests of it.")
    (single,) = find_recording(har(image()).decode())
    assert single.why.endswith("1 request of it.")


@pytest.mark.parametrize("text", ['{"log": {}}', '{"log": 5}', '{"logs": {"entries": []}}', "log", "\ud800"])
def test_no_recording(text: str) -> None:
    """Other JSON with a log isn't one."""
    assert list(find_recording(text)) == []
    assert is_recording(text) is text.startswith('{"log": {')
