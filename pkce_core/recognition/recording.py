"""A HAR file, told by its first members and counted: nothing in it is a value on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import InvalidValueError
from pkce_core.har.entries import HarEntries
from pkce_core.recognition.recognized import Recognized, Sureness

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r'\ufeff?\s{0,1000}\{\s{0,1000}"log"\s{0,1000}:\s{0,1000}\{')


def is_recording(text: str) -> bool:
    """Whether a text starts as a HAR file does.

    Args:
        text: any text.
    """
    return _START.match(text) is not None


def find_recording(text: str) -> Iterator[Recognized]:
    """The HAR file that a text is, if it is one.

    Args:
        text: any text.
    """
    if not is_recording(text):
        return
    try:
        many = len(HarEntries(text.encode("utf-8", "replace")).spans)
    except InvalidValueError:
        return
    requests = "1 request" if many == 1 else f"{many:,} requests"
    yield Recognized(
        kind="har", value=text, start=0, end=len(text), sureness=Sureness.CERTAIN,
        why=f"It is a recording of a browser, and this text has {requests} of it.",
    )  # fmt: skip
