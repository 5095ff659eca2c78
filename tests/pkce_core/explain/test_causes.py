"""The table of causes: whole, and with every cause that a code or a message names."""

from __future__ import annotations

from pkce_core import (
    ERROR_CODES,
    PROVIDER_MESSAGES,
)
from pkce_core.explain.causes import CAUSES
from pkce_core.program_messages.causes import PROGRAM_CAUSES


def test_the_table_is_whole() -> None:
    """Every cause of a code or of a message is in the table, each with a sentence, a fix and a section."""
    used = {slug for code in ERROR_CODES.values() for slug in code.causes}
    used |= {slug for message in PROVIDER_MESSAGES for slug in message.causes}
    assert used <= CAUSES.keys() | PROGRAM_CAUSES.keys()
    for cause in CAUSES.values():
        assert cause.text.endswith(".")
        assert cause.fix
        assert cause.spec.document
        assert cause.spec.section
