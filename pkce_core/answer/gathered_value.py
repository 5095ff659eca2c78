"""`GatheredValue`: one value that the reader has given, with the text that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "authorization_request": "the authorization URL", "authorization_response": "the redirect",
        "token_request": "your token request", "token_response": "the token response",
        "metadata": "the discovery document", "jwks": "the key set",
    }
)  # fmt: skip
"""The words for each message; they are the source of the values in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GatheredValue:
    """One value that the reader has given.

    Attributes:
        name: the parameter's name, or the name of a whole message, such as "authorization_request".
        value: the text; kept out of the repr.
        source: where it came from: "the authorization URL"; "" for a value on its own.
        text: which of the texts it was in, counted from 0.
        replaced: whether it took the place of another value.
        guessed: whether only its shape and its place among the texts say what it is.
    """

    name: str
    value: str = field(repr=False)
    source: str = ""
    text: int = 0
    replaced: bool = False
    guessed: bool = False
