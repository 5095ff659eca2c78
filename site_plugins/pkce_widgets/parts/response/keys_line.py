"""How to get the keys that verify an ID token: one line to copy, with the address when it is known."""

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
# Inside double quotes, none of these means anything to a POSIX shell, to PowerShell or to cmd.exe.
PLAIN = r"https?://[A-Za-z0-9\-._~:/?=&+]+"
LONGEST = 1_000  # characters


def keys_line(request: Inputs, id_token: IdToken | None) -> Element | None:
    """The command that shows the issuer's keys; None when there is nothing that they could verify."""
    algorithm = id_token.header.get("alg") if id_token else None
    if not isinstance(algorithm, str) or algorithm == "none" or algorithm.startswith("HS"):
        return None
    address = known_address(request, "jwks_uri")
    plain = len(address) <= LONGEST and re.fullmatch(PLAIN, address) is not None
    line = f'curl -sS "{address}"' if plain else f"curl -sS {PLACEHOLDER}"
    where = "" if plain else f" {PLACEHOLDER} is the jwks_uri of the discovery document."
    return el(
        "div",
        el("span", f"To get the issuer’s keys; in PowerShell, write curl.exe.{where}", class_="pkce-fix__label"),
        el("code", line, class_="pkce-fix__line", dir="ltr"),
        copy_button(line, "the line that gets the keys") if plain else None,
        class_="pkce-fix",
    )
