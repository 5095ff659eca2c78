"""`GatheredValue`: one value that the reader has given, with the text that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheredValue:
    """One value that the reader has given.

    Attributes:
        name: the parameter's name, or the name of a whole message, such as "authorization_request".
        value: the text; kept out of the repr.
        source: where it came from: "the authorization URL"; "" for a value on its own.
        text: which of the texts it was in, counted from 0.
        replaced: whether it took the place of another value.
    """

    name: str
    value: str = field(repr=False)
    source: str = ""
    text: int = 0
    replaced: bool = False
