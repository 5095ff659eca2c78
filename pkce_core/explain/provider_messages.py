"""What providers write into error_description, as data, and the causes that each message suggests.

A part of a message, in lower case, is enough to recognize it; the longest matching part wins. Entra ID numbers its
messages. Providers change their wording. If a message is not here, the causes come from the error code alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core.explain.message_table import ENTRA, ENTRA_NUMBERS, MESSAGE_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderMessage:
    """A text that a server writes into error_description.

    Attributes:
        provider: which server writes it.
        text: the part or number by which it is recognized; a part is in lower case.
        causes: the slugs of the causes that it suggests, the likeliest first; empty when it hides the reason.
        source: the page, file or report that shows it.
    """

    provider: str
    text: str
    causes: tuple[str, ...]
    source: str


LONGEST_DESCRIPTION = 20_000
"""Characters of a description that are searched; providers write a few hundred."""

_NUMBER = r"\bAADSTS(\d{4,8})\b"


def recognize_message(error_description: str) -> ProviderMessage | None:
    """The known message in an error_description; None when there is none.

    An Entra ID number that is not in the table is recognized, but suggests no causes.
    """
    text = error_description[:LONGEST_DESCRIPTION]
    if number := re.search(_NUMBER, text):
        return _entra(number[1])
    lowered = text.casefold()
    return max((each for each in _TEXTS if each.text in lowered), key=lambda message: len(message.text), default=None)


def _entra(number: str) -> ProviderMessage:
    return ProviderMessage(provider="entra", text=f"AADSTS{number}", causes=ENTRA_NUMBERS.get(number, ()), source=ENTRA)


def _texts() -> Iterator[ProviderMessage]:
    for provider, (source, rows) in MESSAGE_PARTS.items():
        for text, causes, *own in rows:
            yield ProviderMessage(provider=provider, text=text, causes=causes, source=own[0] if own else source)


_TEXTS = tuple(_texts())
PROVIDER_MESSAGES: tuple[ProviderMessage, ...] = (*_TEXTS, *map(_entra, ENTRA_NUMBERS))
"""Every known message, by server."""
