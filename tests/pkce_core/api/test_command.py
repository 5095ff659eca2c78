"""A call with an access token, and a revocation, as commands."""

from __future__ import annotations

from typing import Any

import pytest

from pkce_core import TokenRequest, UsageError, ValidationError, parse_token_command
from pkce_core.api.command import write_call, write_revocation
from pkce_core.token.command.build import SHELLS

URL = "https://op.example/userinfo?a='b'"


@pytest.mark.parametrize("shell", SHELLS)
def test_a_call(shell: str) -> None:
    """Each shell takes the token from a variable, and a proof only where one is sent."""
    bearer = write_call(URL, variable="AT", shell=shell)
    assert "AT" in bearer
    assert "Bearer" in bearer
    assert "DPOP_PROOF" not in bearer
    assert "DPOP_PROOF" in write_call(URL, scheme="DPoP", shell=shell)


@pytest.mark.parametrize("wrong", [{"variable": "a b"}, {"variable": "$(x)"}, {"scheme": "Basic"}, {"shell": "fish"}])
def test_what_has_no_meaning(wrong: dict[str, Any]) -> None:
    """A mistake of the caller is said to be one."""
    with pytest.raises(UsageError):
        write_call(URL, **wrong)


@pytest.mark.parametrize("url", ["op.example", "http://op.example/x", "https://op.example/#x", "https://op.example/ x"])
def test_addresses(url: str) -> None:
    """A token is sent to an absolute https URL only."""
    with pytest.raises(ValidationError):
        write_call(url)


def test_a_revocation() -> None:
    """RFC 7009 §2.1: token, token_type_hint, and the client as at the token endpoint."""
    endpoint = "https://op.example/revoke"

    def sent(client: TokenRequest, hint: str | None = None) -> dict[str, str | None]:
        more: dict[str, Any] = {"hint": hint, "shell": "posix", "client_secret_from": "env:SECRET"}
        read = parse_token_command(write_revocation("rt-1", client, endpoint, **more))
        assert read is not None
        return {each.name: each.value for each in read.body}

    assert sent(TokenRequest(client_id="a")) == {"token": "rt-1", "client_id": "a"}
    basic = TokenRequest(client_id="a", token_endpoint_auth_method="client_secret_basic")
    assert sent(basic, "refresh_token") == {"token": "rt-1", "token_type_hint": "refresh_token"}
    assert sent(TokenRequest(client_id="a", client_assertion="x.y.z"))["client_assertion"] == "x.y.z"
    for token, address, problem in ((" ", endpoint, UsageError), ("x", "revoke", ValidationError)):
        with pytest.raises(problem):
            write_revocation(
                token, TokenRequest(client_id="a"), address, hint=None, shell="posix", client_secret_from="prompt"
            )
