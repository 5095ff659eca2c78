"""How to get the issuer's keys: one line to copy, with the address if it is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_widgets.flow.server import known_address
from pkce_widgets.view.components import copy_button
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from pkce_core import IdToken
    from pkce_widgets.view.part import Inputs

PLACEHOLDER = "JWKS_URI"
# In double quotes, none of these is special to a POSIX shell, PowerShell or cmd.exe.
PLAIN_ADDRESS = r"https?://[A-Za-z0-9\-._~:/?=&+]+"
LONGEST = 1_000  # characters


def keys_line(inputs: Inputs, id_token: IdToken | None) -> Element | None:
    """The command that prints the issuer's keys; None if there is no signature that they could verify."""
    algorithm = id_token.header.get("alg") if id_token else None
    if not isinstance(algorithm, str) or algorithm == "none" or algorithm.startswith("HS"):
        return None
    address = known_address(inputs, "jwks_uri")
    plain = len(address) <= LONGEST and re.fullmatch(PLAIN_ADDRESS, address) is not None
    line = f'curl -sS "{address}"' if plain else f"curl -sS {PLACEHOLDER}"
    where = "" if plain else f" Replace {PLACEHOLDER} with the jwks_uri of the discovery document."
    return el(
        "div",
        el("span", f"Get the issuer’s keys. In PowerShell, write curl.exe.{where}", class_="pkce-fix__label"),
        el("code", line, class_="pkce-fix__line", dir="ltr"),
        copy_button(line, "the line that gets the keys") if plain else None,
        class_="pkce-fix",
    )
