"""What a command has to send, between `build_command` and the writers for each shell."""

from __future__ import annotations

from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.text.form_encoding import Pairs


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandValues:
    """What a command has to send, for the writers of each shell.

    Attributes:
        endpoint: the token endpoint.
        pairs: the body's parameters but for the client_secret.
        authentication: the client authentication method.
        client_id: for Basic credentials.
        source: "env", "prompt" or "value"; "" when the method needs no secret.
        variable: the environment variable of "env".
        client_secret: the secret of "value".
    """

    endpoint: str
    pairs: Pairs = field(repr=False)
    authentication: str
    client_id: str
    source: str
    variable: str = ""
    client_secret: str = field(default="", repr=False)
