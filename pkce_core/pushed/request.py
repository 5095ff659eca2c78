"""The pushed request as a command: the parameters of an authorization request, posted by the client as itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.authorization.request import PARAMETERS
from pkce_core.findings import Report
from pkce_core.pushed.rules import RULES
from pkce_core.token.command.build import write_form_command
from pkce_core.token.endpoint import check_other_endpoint

if TYPE_CHECKING:
    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.text.form_encoding import Pairs
    from pkce_core.token.request import TokenRequest


def write_pushed_request(
    request: AuthorizationRequest, client: TokenRequest, endpoint: str, *, shell: str, client_secret_from: str
) -> str:
    """Write the request as a command to run.

    Args:
        request: what would stand in the authorization URL.
        client: how the client authenticates; it does so as at the token endpoint.
        endpoint: the pushed_authorization_request_endpoint of the metadata.
        shell: as for `build_command`, and `client_secret_from` likewise.

    Raises:
        ValidationError: the endpoint can't be used, or the request has a request_uri.
        UsageError: the shell or the source of the secret is unknown, or the shell can't take one of the values.
    """
    report = check_other_endpoint(endpoint, RULES["pushed-endpoint"], name="endpoint for pushed requests")
    if "request_uri" in dict(request.extra):
        # RFC 9126 §2.1: request_uri is the one parameter that must not be pushed
        report += Report(findings=(RULES["pushed-parameter"].error("A pushed request must not have a request_uri."),))
    report.raise_errors()
    pairs = [*_pairs(request, client)]
    if client.authentication == "private_key_jwt":
        pairs += [("client_assertion_type", client.client_assertion_type)]
        pairs += [("client_assertion", client.client_assertion or "")]
    return write_form_command(tuple(pairs), client, endpoint, shell=shell, client_secret_from=client_secret_from)


def _pairs(request: AuthorizationRequest, client: TokenRequest) -> Pairs:
    named = [(name, getattr(request, name)) for name in PARAMETERS if name != "resource"]
    single = [(name, str(value)) for name, value in named if value not in (None, "")]
    if client.authentication == "client_secret_basic":
        single = [pair for pair in single if pair[0] != "client_id"]
    return (*single, *(("resource", each) for each in request.resource), *request.extra)
