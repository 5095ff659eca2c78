"""Words that may be posted: without what could be a secret."""

from __future__ import annotations

import re

LONGEST_NOTE = 4_000
LONG_RUN = r"(?=[A-Za-z+/=_~.\-]*[0-9])[A-Za-z0-9+/=_~.\-]{20,}(?<!\.)"
EMAIL_ADDRESS = r"[^\s@]{1,64}@[\w.\-]{1,255}"


def redact_note(note: str) -> str:
    """The reader's words, without what could be a secret that no field contains, and without email addresses."""
    shown = note[:LONGEST_NOTE] + (" …" if len(note) > LONGEST_NOTE else "")
    return re.sub(LONG_RUN, lambda found: length_of(found[0]), re.sub(EMAIL_ADDRESS, "(an address)", shown))


def length_of(text: str) -> str:
    return f"({len(text):,} characters)"
