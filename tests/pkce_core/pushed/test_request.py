"""A pushed request as a command: the parameters of the authorization request, and the client's authentication."""

from __future__ import annotations

import pytest

from pkce_core import AuthorizationRequest, TokenRequest, UsageError, ValidationError, parse_token_command
from pkce_core.pushed.request import write_pushed_request
from pkce_core.token.command.build import SHELLS

ENDPOINT = "https://op.example/par"
REQUEST = AuthorizationRequest(
    client_id="a", scope="openid", resource=("https://api.example",), extra=(("audience", "x"),)
)


def sent(client: TokenRequest, request: AuthorizationRequest = REQUEST) -> dict[str, str | None]:
    command = write_pushed_request(request, client, ENDPOINT, shell="posix", client_secret_from="env:SECRET")
    read = parse_token_command(command)
    assert read is not None
    assert read.url == ENDPOINT
    return {each.name: each.value for each in read.body}


def test_each_authentication() -> None:
    """A public client names itself; Basic does it in the header; an assertion comes along."""
    public = {"client_id": "a", "response_type": "code", "scope": "openid", "audience": "x"}
    public |= {"resource": "https://api.example"}
    assert sent(TokenRequest(client_id="a")) == public
    basic = sent(TokenRequest(client_id="a", token_endpoint_auth_method="client_secret_basic"))
    assert basic.items() >= (public.items() - {("client_id", "a")})
    signed = sent(TokenRequest(client_id="a", client_assertion="x.y.z"))
    assert signed["client_assertion"] == "x.y.z"
    assert str(signed["client_assertion_type"]).endswith("jwt-bearer")


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell(shell: str) -> None:
    """Read back, the command of each shell sends the same to the same address."""
    client = TokenRequest(client_id="a", token_endpoint_auth_method="client_secret_basic")
    command = write_pushed_request(REQUEST, client, ENDPOINT, shell=shell, client_secret_from="env:SECRET")
    read = parse_token_command(command)
    assert read is not None
    assert {each.name: each.value for each in read.body} == sent(client)


def test_what_is_refused() -> None:
    """RFC 9126 §2.1: a pushed request has no request_uri; and the endpoint is a URL."""
    with pytest.raises(ValidationError, match="request_uri"):
        sent(TokenRequest(client_id="a"), AuthorizationRequest(client_id="a", extra=(("request_uri", "urn:x"),)))
    with pytest.raises(ValidationError):
        write_pushed_request(
            REQUEST, TokenRequest(client_id="a"), "par", shell="posix", client_secret_from="env:SECRET"
        )
    with pytest.raises(UsageError, match="shell"):
        write_pushed_request(
            REQUEST, TokenRequest(client_id="a"), ENDPOINT, shell="fish", client_secret_from="env:SECRET"
        )
