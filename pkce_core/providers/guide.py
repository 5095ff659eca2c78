"""`ProviderGuide`: what a person needs to know about a provider: where to register a client, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class ProviderGuide:
    """What a person needs to know about a provider, in sentences; `code` is between backticks.

    Attributes:
        place: what this provider is, and where its own documentation describes this flow.
        who: kinds of developers -> where each gets its credentials.
        register: where to register a client, and what that is called there.
        ask: what to ask for or note down, in order.
        message: how a message that asks for it begins; "" where there is nobody to write to.
        redirect: what the registered redirect URI is called, and which ones are accepted.
        after: where to go on with the tokens.
        links: titles -> addresses of the provider's documentation.
        help: titles -> addresses of places that answer questions.
    """

    place: str = ""
    who: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    register: str = ""
    ask: tuple[str, ...] = ()
    message: str = ""
    redirect: str = ""
    after: str = ""
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def to_dict(self) -> dict[str, object]:
        """The guide as `--json` writes it."""
        return {
            **{name: getattr(self, name) for name in TEXTS},
            "ask": list(self.ask),
            **{name: dict(getattr(self, name)) for name in TABLES},
        }


TABLES = ("who", "links", "help")
TEXTS = ("place", "register", "message", "redirect", "after")
ENTRIES = tuple(each.name for each in fields(ProviderGuide))
