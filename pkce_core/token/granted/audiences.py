"""APIs that a token names in aud by a number or an address of their own, whoever asks for it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_GRAPH = "Microsoft Graph"
KNOWN_APIS: Mapping[str, str] = MappingProxyType(
    {
        "00000003-0000-0000-c000-000000000000": _GRAPH,
        "https://graph.microsoft.com": _GRAPH,
        "https://graph.microsoft.com/": _GRAPH,
        "00000002-0000-0000-c000-000000000000": "Azure AD Graph, the API before Microsoft Graph",
    }
)
"""By the text of aud: which API it is. No client of yours has such a client_id."""


def known_api(audience: object) -> str:
    """Which known API an aud names; "" for none.

    Args:
        audience: the value of aud: text, a list of texts, or anything else that a token may have there.
    """
    values = audience if isinstance(audience, list) else [audience]
    return next((KNOWN_APIS[one] for one in values[:10] if isinstance(one, str) and one in KNOWN_APIS), "")
