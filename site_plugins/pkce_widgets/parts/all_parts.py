"""All live parts by name. The fences and the bridge look them up here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_widgets.view.part import Part

NAMES = (
    "provider",
    "credentials",
    "redirect-uri",
    "redirect-rules",
    "check",
    "pairs",
    "jwt",
    "secret",
    "authorize",
    "lint",
    "callback",
    "token",
    "response",
    "refresh",
    "explain",
    "report",
    "tamper",
    "answer",
)
"""In the order of the flow."""


class Parts(Mapping[str, "Part"]):
    """The live parts. Each is imported when it is first looked up, so a page waits only for those that it shows."""

    def __getitem__(self, name: str) -> Part:
        """The part of a name, as its element is called without `pkce-`.

        Raises:
            KeyError: there is no such part.
        """
        return load(name)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


def load(name: str) -> Part:
    """Import the part of a name. live_python finds these imports in the source, and ships what they name."""
    match name:
        case "provider":
            from pkce_widgets.parts.provider import PART
        case "credentials":
            from pkce_widgets.parts.credentials import PART
        case "redirect-uri":
            from pkce_widgets.parts.redirect_uri import PART
        case "redirect-rules":
            from pkce_widgets.parts.redirect_rules import PART
        case "check":
            from pkce_widgets.parts.check.part import PART
        case "pairs":
            from pkce_widgets.parts.pairs import PART
        case "jwt":
            from pkce_widgets.parts.jwt.part import PART
        case "secret":
            from pkce_widgets.parts.secret import PART
        case "authorize":
            from pkce_widgets.parts.authorize.part import PART
        case "lint":
            from pkce_widgets.parts.lint import PART
        case "callback":
            from pkce_widgets.parts.callback.part import PART
        case "token":
            from pkce_widgets.parts.token.part import PART
        case "response":
            from pkce_widgets.parts.response.part import PART
        case "refresh":
            from pkce_widgets.parts.token.refresh import PART
        case "explain":
            from pkce_widgets.parts.explain.part import PART
        case "report":
            from pkce_widgets.parts.report import PART
        case "tamper":
            from pkce_widgets.parts.tamper.part import PART
        case "answer":
            from pkce_widgets.parts.answer.part import PART
        case _:
            raise KeyError(name)
    return PART


PARTS = Parts()
