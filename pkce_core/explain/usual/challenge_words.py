"""What an API asks for in WWW-Authenticate beside its error, as evidence for the cause (RFC 6750 §3, RFC 9470 §3)."""

from __future__ import annotations

import re

from pkce_core.text.quoting import visible
from pkce_core.text.wording import LONGEST_GIVEN

_ASKED = {"insufficient_scope": ("scope",), "insufficient_user_authentication": ("acr_values", "max_age")}
_CAUSES = {"insufficient_scope": "token-scope", "insufficient_user_authentication": "sign-in-too-weak"}


def challenge_causes(code: str, text: str) -> dict[str, str]:
    """The cause that an API's challenge names, with what it asks for; none for another error.

    Args:
        code: the error code.
        text: all of what was given, in which the header may be.
    """
    found = [
        f"{name}={visible(match[1] or match[2], 100)}"
        for name in _ASKED.get(code, ())
        if (
            match := re.search(
                rf"""(?<![\w])"?{name}=(?:"([^"]{{1,400}})"|([^\s",&]{{1,400}}))""", text[:LONGEST_GIVEN]
            )
        )
    ]
    return {_CAUSES[code]: f"The API asks for {' and '.join(found)}."} if found else {}
