"""The shells in words: one label for each that a command can be written for."""

from __future__ import annotations

from pkce_core.token.command.build import SHELLS as WRITTEN
from pkce_widgets.flow.shells import SHELLS


def test_every_shell_has_a_label() -> None:
    """The list to choose from has each shell of `build_command` once."""
    assert sorted(dict(SHELLS)) == sorted(WRITTEN)
    assert all(dict(SHELLS).values())
