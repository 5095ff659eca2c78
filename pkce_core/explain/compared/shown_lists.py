"""What a message shows of what the server allows: its list of response types, and the redirect_uri that it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.text.wording import LONGEST_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.flow.values import FlowValues

_TYPE = r"(?:code|token|id_token|none)"
_NEXT = r"(?:[\s,;|'\"`/(){}*\[\]-]|\bor\b|\band\b){1,8}"
"""What stands between two of a list."""
_TYPES = re.compile(
    r"(?i)\b(?:configured|allowed|supported|permitted|registered|valid|available|enabled|accepted|possible|only)"
    r"[ _](?:the )?(?:oauth2? )?(?:(?:response[ _]?)?types?|values?)(?: are| is|[ _]supported)?\W{1,6}"
    rf"({_TYPE}\b(?:{_NEXT}{_TYPE}\b){{0,11}})"
    r"|\bresponse[ _]types?\b[^.;\n]{0,60}\b(?:must be|one of|only|expected|allows?|supports?)\b"
    rf"(?: one of| any of)?\W{{1,6}}({_TYPE}\b(?:{_NEXT}{_TYPE}\b){{0,11}})"
)
_MAY_GO_ON = re.compile(r"(?i)\bcode\b|^[\s,;|'\"`)\]]{0,4}(?:\.\.\.|…|etc\b|and (?:more|others)\b)")
"""What shows after a list that it may have code, too: as one of it in another form, or among what is cut off."""
_RESPONSE_TYPE = re.compile(r"(?i)response[ _-]?types?")
_ADDRESS = re.compile(r"(?<![\w.])[A-Za-z][A-Za-z0-9+.-]{1,40}://[^\s\"'<>`\])]{1,2000}")
_RIGHT = re.compile(r"https://[\w.-]{1,253}(?::\d{1,5})?(?:[/?][^#*\s]{0,2000})?")
_UNREGISTERED, _MALFORMED = "redirect-uri-unregistered", "redirect-uri-malformed"
CLIENT_LACKS_CODE, OTHER_TYPE = "client-grant-type", "response-type"


def types_without_code(text: str) -> str:
    """The response types that a message lists as allowed, if code is none of them; "" for any other message.

    Args:
        text: the message; 4,000 characters are read.
    """
    found = _TYPES.search(text[:LONGEST_MESSAGE]) if _RESPONSE_TYPE.search(text[:LONGEST_MESSAGE]) else None
    if found is None or _MAY_GO_ON.search(text[found.end() :]):
        return ""
    types = re.findall(rf"(?i)\b{_TYPE}\b", found[1] or found[2])
    names = list(dict.fromkeys(name.casefold() for name in types))
    return "" if "code" in names else ", ".join(names)


def fitting_types(usual: tuple[str, ...], flow: FlowValues | None, text: str) -> tuple[str, ...]:
    """The usual causes without a response_type other than code, where code isn't allowed.

    Args:
        usual: the usual causes of the code.
        flow: what was sent and received, which may have another response_type.
        text: the error as it was given.
    """
    sent = None if flow is None else flow.value("authorization_request", "response_type")
    if sent not in (None, "code") or not types_without_code(text):
        return usual
    return tuple(slug for slug in usual if slug != OTHER_TYPE)


def with_shown(causes: Mapping[str, str], text: str) -> dict[str, str]:
    """The causes without what the values in the message itself disprove.

    Args:
        causes: the slugs with their evidence, in order.
        text: the server's words.
    """
    if types := types_without_code(text):
        others = {slug: why for slug, why in causes.items() if slug not in (OTHER_TYPE, CLIENT_LACKS_CODE)}
        why = f"The message lists the allowed response types, {types}: code is none of them."
        return {CLIENT_LACKS_CODE: why, **others}
    if _MALFORMED in causes and _UNREGISTERED in causes and _shows_right_address(text):
        return {_UNREGISTERED: causes[_UNREGISTERED], **causes}
    return dict(causes)


def _shows_right_address(text: str) -> bool:
    """Whether every address in a message is https without a fragment, a wildcard or a user's name."""
    found = [each.rstrip(".,;:") for each in _ADDRESS.findall(text[:LONGEST_MESSAGE])]
    return bool(found) and all(map(_RIGHT.fullmatch, found))
