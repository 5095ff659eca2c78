"""`refused_client`: an access_denied with which a token endpoint refuses the client, and not a user the login.

A user's refusal comes in a redirect (RFC 6749 section 4.1.2.1), or to a device that polls. Auth0's token endpoint has
the same code for a client that doesn't authenticate, with the word Unauthorized and the status 401.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues

_CODE = "access_denied"
_CAUSES = ("secret-wrong", "secret-missing", "auth-method")
_IN_A_REDIRECT = re.compile(r"[?&#]error=access_denied\b")
_WORDS = re.compile(r"(?i)\baccess_denied\W{1,6}unauthorized\b")
_OF_PASSPORT = re.compile(r"(?i)\btokenerror: unauthorized\b")
_STATUS = re.compile(
    r"(?i)(?:^\s*(?:error:? )?|\bhttp(?:/[\d.]{1,3})?\W{1,4}"
    r"|\bstatus(?:[ _-]?code)?[\s\"':=(#]{1,5}|\bcode[ :=]{1,2})401(?![\w.-])"
)
_OF_AN_API = re.compile(r"(?i)\bwww-authenticate\W{1,4}(?:bearer|dpop)\b")
"""A challenge for a token, so the request was a call of an API (RFC 6750 §3)."""
_BY_WORD = "Auth0's token endpoint answers \"Unauthorized\" when the client doesn't authenticate."
_BY_STATUS = (
    "A 401 comes from an endpoint, most often because the client didn't authenticate. A user's refusal comes in a"
    " redirect."
)


def refused_client(code: str, words: str, text: str, flow: FlowValues | None) -> dict[str, str]:
    """The causes of an access_denied that an endpoint answered, each with its evidence; none for any other error.

    Args:
        code: the error code; "" for none.
        words: what the server says with it.
        text: the error and the description as they were given.
        flow: what was sent and received.
    """
    if code == _CODE:
        if _IN_A_REDIRECT.search(text) or (flow and flow.value("authorization_response", "error") == _CODE):
            return {}
        word = words.strip(" .!").casefold()
        if word == "unauthorized" or _WORDS.search(text):
            return dict.fromkeys(_CAUSES, _BY_WORD)
        is_of_client = not word and _STATUS.search(text) and not _OF_AN_API.search(text)
        return dict.fromkeys(_CAUSES, _BY_STATUS) if is_of_client else {}
    return dict.fromkeys(_CAUSES, _BY_WORD) if not code and _OF_PASSPORT.search(text) else {}
