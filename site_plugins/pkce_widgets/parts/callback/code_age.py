"""How old the code is at least, and at most: two clocks that the element keeps running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets.flow.values import seconds
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from pkce_widgets.view.part import Inputs

AGES = (60, 600)
"""Seconds: the lifetime of a code at many providers, and the most that RFC 6749 §4.1.2 recommends."""


def ages(inputs: Inputs, since: str) -> Element | None:
    """The bounds of the age. The element counts on, and asks again when the findings change.

    Args:
        inputs: the reader's values.
        since: when the redirect was pasted; "" if that is unknown.
    """
    if inputs.now is None or not since:
        return None
    opened = seconds(inputs.get("authorization_requested_at"))
    most = (
        (", at most ", clock(int(opened), inputs.now), ", counted from when you opened the URL")
        if opened is not None and opened <= float(since)
        else ()
    )
    return el(
        "p",
        "Age of the code: at least ",
        clock(int(since), inputs.now),
        ", counted from when you pasted it",
        *most,
        ". Many providers accept a code for 1:00, none should for more than 10:00.",
        class_="pkce-apart__case",
    )


def clock(since: int, now: float) -> Element:
    """Minutes and seconds since a moment, and until when the same findings hold."""
    passed = max(0, int(now) - since)
    until = next((since + each for each in AGES if passed <= each), None)
    return el(
        "span",
        f"{passed // 60}:{passed % 60:02}",
        class_="pkce-age",
        data_since=str(since),
        data_until=None if until is None else str(until),
    )
