"""What the reader answered to the questions about an error of this attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs

REPLY_USES = ("reader_replies",)
"""The wire names of the values that this module reads; a part that calls it lists them in its `uses`."""
_REPLIES = {"yes": True, "no": False, "unknown": None}


def read_replies(inputs: Inputs) -> dict[str, bool | None]:
    """The replies by the slug of their cause; None for "don't know".

    Args:
        inputs: the reader's values.
    """
    return parse_replies(inputs.get("reader_replies"))


def parse_replies(text: str) -> dict[str, bool | None]:
    """The same from the text that the page sends: "code-reused=yes code-old=unknown".

    Args:
        text: pairs of a cause and a reply.
    """
    pairs = (each.partition("=") for each in text.split())
    return {cause: _REPLIES[reply] for cause, _, reply in pairs if reply in _REPLIES}
