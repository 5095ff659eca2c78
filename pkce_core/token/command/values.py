"""`CommandValues`: what `build_command` gives to the writer of each shell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pkce_core.text.form_encoding import Pairs


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandValues:
    """What a command must contain.

    Attributes:
        endpoint: the token endpoint.
        pairs: the body's parameters except client_secret.
        authentication: the client authentication method.
        client_id: for Basic credentials.
        source: where the command takes client_secret from: "env", "prompt" or "value"; "" when the method needs
            no secret.
        variable: the variable that contains client_secret when the command runs, for "env" and "prompt".
        encoded: whether that variable contains it form-encoded already, for Basic.
        client_secret: the secret itself, for "value".
    """

    endpoint: str
    pairs: Pairs = field(repr=False)
    authentication: str
    client_id: str
    source: str
    variable: str = ""
    encoded: bool = False
    client_secret: str = field(default="", repr=False)

    @property
    def reads_secret(self) -> bool:
        """True when the command reads client_secret from a variable or a prompt as it runs."""
        return self.source in ("env", "prompt")
