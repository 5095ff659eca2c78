"""The requests after the token as commands: a call to an API, and the revocation of a token (RFC 7009).

A call reads the access token from a variable as it runs, so that it is in no history and in no list of processes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.api.call_shells import CALL_WRITERS, Call
from pkce_core.api.rules import RULES
from pkce_core.errors import UsageError
from pkce_core.token.command.build import SHELLS, write_form_command
from pkce_core.token.endpoint import check_other_endpoint

if TYPE_CHECKING:
    from pkce_core.token.request import TokenRequest

_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]{0,99}"


def write_call(url: str, *, variable: str = "ACCESS_TOKEN", scheme: str = "Bearer", shell: str = "posix") -> str:
    """Write a call with an access token as a command to run.

    Args:
        url: the address of the API; for userinfo, the userinfo_endpoint of the metadata.
        variable: the environment variable with the access token; with the scheme DPoP, DPOP_PROOF has the proof.
        scheme: "Bearer" or "DPoP".
        shell: one of `SHELLS`, as for the token command; "http" has a {{placeholder}} for the token.

    Raises:
        ValidationError: the URL can't be used.
        UsageError: another argument has no meaning here.
    """
    if not re.fullmatch(_VARIABLE, variable) or scheme not in ("Bearer", "DPoP") or shell not in SHELLS:
        shells = ", ".join(SHELLS)
        raise UsageError(f"The variable must be a name, the scheme Bearer or DPoP, and the shell one of {shells}.")
    check_other_endpoint(url, RULES["api-url"], name="address of the API").raise_errors()
    return CALL_WRITERS[shell](Call(url, variable, scheme))


def write_revocation(
    token: str, client: TokenRequest, endpoint: str, *, hint: str | None, shell: str, client_secret_from: str
) -> str:
    """Write the revocation of a token as a command to run.

    Args:
        token: the access token or the refresh token.
        client: how the client authenticates; it does so as at the token endpoint.
        endpoint: the revocation_endpoint of the metadata.
        hint: "access_token" or "refresh_token"; None to let the server find out.
        shell: as for `build_command`, and `client_secret_from` likewise.

    Raises:
        ValidationError: the endpoint can't be used.
        UsageError: there is no token, or as for `build_command`.
    """
    if not token.strip():
        raise UsageError("There is no token to revoke.")
    check_other_endpoint(endpoint, RULES["api-url"], name="revocation endpoint").raise_errors()
    # RFC 7009 §2.1: token is required, token_type_hint is optional
    pairs = [("token", token), *([("token_type_hint", hint)] if hint else [])]
    if client.authentication != "client_secret_basic":
        pairs.append(("client_id", client.client_id))
    if client.authentication == "private_key_jwt":
        pairs += [("client_assertion_type", client.client_assertion_type)]
        pairs += [("client_assertion", client.client_assertion or "")]
    return write_form_command(tuple(pairs), client, endpoint, shell=shell, client_secret_from=client_secret_from)
