"""What providers write into error_description, as data, and the causes that each message suggests.

A part of a message, in lower case, is enough to recognize it; the longest matching part wins. Entra ID numbers its
messages. Providers change their wording. If a message is not here, the causes come from the error code alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkce_core.explain.entra_numbers import ENTRA, ENTRA_NUMBERS, GENERAL
from pkce_core.explain.message_table import GENERAL_PARTS, MESSAGE_PARTS
from pkce_core.explain.word_tables import OTHER_CODES

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
        is_general: whether it stands for several causes, so that what else the message says is more exact.
    """

    provider: str
    text: str
    causes: tuple[str, ...]
    source: str
    is_general: bool = False


LONGEST_DESCRIPTION = 20_000
"""Characters of a description that are searched; providers write a few hundred."""

_NUMBER = r"\bAADSTS(\d{4,8})\b"
_MOST_NUMBERS = 20
_AROUND = 30
_WITHIN = rf"\w\Z|\b(?:{OTHER_CODES}|device|user) \Z"


def recognize_message(error_description: str) -> ProviderMessage | None:
    """The known message in an error_description; None when there is none.

    An Entra ID number that is not in the table is recognized, but suggests no causes.
    """
    text = error_description[:LONGEST_DESCRIPTION]
    if numbers := re.findall(_NUMBER, text)[:_MOST_NUMBERS]:
        # "AADSTS70002: Error validating credentials. AADSTS54005: … was already redeemed": the other one says why.
        return _entra(next((number for number in numbers if number not in GENERAL), numbers[-1]))
    lowered = text.casefold()
    return max((each for each in _TEXTS if _is_in(each.text, lowered)), key=lambda each: len(each.text), default=None)


def _is_in(part: str, text: str) -> bool:
    """Whether a text has a part as words of their own: a "country code not valid" has no "code not valid"."""
    at = text.find(part)
    return at >= 0 and not re.search(_WITHIN, text[max(0, at - _AROUND) : at])


def _entra(number: str) -> ProviderMessage:
    return ProviderMessage(
        provider="entra",
        text=f"AADSTS{number}",
        causes=ENTRA_NUMBERS.get(number, ()),
        source=ENTRA,
        is_general=number in GENERAL,
    )


def _texts() -> Iterator[ProviderMessage]:
    for provider, (source, rows) in MESSAGE_PARTS.items():
        for text, causes, *own in rows:
            yield ProviderMessage(
                provider=provider,
                text=text,
                causes=causes,
                source=own[0] if own else source,
                is_general=text in GENERAL_PARTS,
            )


_TEXTS = tuple(_texts())
PROVIDER_MESSAGES: tuple[ProviderMessage, ...] = (*_TEXTS, *map(_entra, ENTRA_NUMBERS))
"""Every known message, by server."""
