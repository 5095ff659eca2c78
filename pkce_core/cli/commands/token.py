"""`pkce token`: write the request that redeems a code or a refresh token as a command to run.

Nothing is sent from here.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.inputs import read_time
from pkce_core.cli.terminal.server_options import add_server, find_endpoint
from pkce_core.cli.terminal.streams import (
    StreamError,
    can_ask,
    narrate,
    read_value,
    wants_color,
    warn_of_history,
    write_result,
)
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report
    from pkce_core.token.request import TokenRequest


_PUBLIC = (
    "note: this request has no client_secret, which is right for a public client. "
    "For a confidential client, add --client-secret-env NAME."
)
_SECRETS = ("code", "code_verifier", "client_assertion", "refresh_token")
_OF_CODE = ("code", "code_verifier", "redirect_uri")


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    from pkce_core.token.command.build import SHELLS

    parser = commands.add_parser(
        "token",
        help="write the token request as a command",
        description="Write the token request (RFC 6749, section 4.1.3) as a command for your shell. If the client has "
        "a secret, that command reads it from an environment variable or asks for it when it runs. "
        "With --refresh-token, write the request for new tokens instead (section 6).",
        epilog="Example: pkce token --provider google --client-id my-client "
        "--redirect-uri http://127.0.0.1:8080/callback --client-secret-env CLIENT_SECRET "
        "--code-verifier VERIFIER --code -",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--client-id", metavar="ID", required=True, help="the client's ID")
    parser.add_argument("--redirect-uri", metavar="URI", help="the redirect_uri of the authorization request")
    parser.add_argument("--code", metavar="CODE", help="the code; - for stdin (default: you are asked for it)")
    parser.add_argument(
        "--code-verifier", metavar="VERIFIER", help="the verifier; - for stdin (default: you are asked for it)"
    )
    parser.add_argument("--refresh-token", metavar="TOKEN", help="refresh with this instead of a code; - for stdin")
    parser.add_argument("--scope", metavar="SCOPE", help="what a refresh asks for (default: all that was granted)")
    add_server(parser, "--token-endpoint")
    parser.add_argument(
        "--token-endpoint-auth-method", metavar="METHOD",
        help="client_secret_basic, client_secret_post, private_key_jwt or none (default: client_secret_basic with "
        "--client-secret-env, else none)",
    )  # fmt: skip
    parser.add_argument("--client-secret-env", metavar="NAME", help="the environment variable with the client_secret")
    parser.add_argument("--client-assertion", metavar="JWT", help="the signed JWT for private_key_jwt; - for stdin")
    parser.add_argument("--issuer", metavar="ISSUER", help="the server's issuer, to compare the JWT's aud with")
    parser.add_argument(
        "--shell",
        metavar="SHELL",
        default="posix",
        choices=SHELLS,
        help=f"what to write the command for: {', '.join(SHELLS)} (default: posix)",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import exit_code
    from pkce_core.errors import UsageError
    from pkce_core.token.command.build import build_command
    from pkce_core.token.endpoint import check_token_endpoint
    from pkce_core.token.request_checks import check_token_request

    endpoint = find_endpoint(arguments, "token_endpoint")
    request = _request(arguments)
    now = read_time(None)
    report = check_token_request(
        request, secret_elsewhere=True, token_endpoint=endpoint, issuer=arguments.issuer, now=now
    ) + check_token_endpoint(endpoint)
    variable = arguments.client_secret_env
    source = "prompt" if variable is None else f"env:{variable}"
    try:
        command = None
        if report.ok:
            command = build_command(request, endpoint, shell=arguments.shell, client_secret_from=source)
    except UsageError as problem:
        raise StreamError(str(problem)) from None
    if request.token_endpoint_auth_method is None and request.authentication == "none":
        narrate(_PUBLIC)
    _show(report, command, as_json=arguments.json)
    return exit_code(report)


def _request(arguments: argparse.Namespace) -> TokenRequest:
    from pkce_core.token.request import TokenRequest

    texts = _read_secrets(arguments)
    method = arguments.token_endpoint_auth_method
    if method is None and arguments.client_secret_env is not None:
        method = "client_secret_basic"
    if method == "none" and arguments.client_secret_env is not None:
        raise StreamError("--client-secret-env can't be combined with the method none.")
    refresh = "refresh_token" in texts
    if arguments.scope is not None and not refresh:
        raise StreamError("--scope is for a refresh: it needs --refresh-token.")
    return TokenRequest(
        client_id=arguments.client_id,
        grant_type="refresh_token" if refresh else "authorization_code",
        refresh_token=texts.get("refresh_token"),
        scope=arguments.scope,
        redirect_uri=arguments.redirect_uri,
        token_endpoint_auth_method=method,
        code=texts.get("code", ""),
        code_verifier=texts.get("code_verifier"),
        client_assertion=texts.get("client_assertion"),
    )


def _read_secrets(arguments: argparse.Namespace) -> dict[str, str]:
    """The code, the verifier, the assertion and the refresh token: from the command line, stdin or a prompt."""
    given = {name: getattr(arguments, name) for name in _SECRETS}
    if given["refresh_token"] is not None and any(getattr(arguments, name) is not None for name in _OF_CODE):
        raise StreamError("--refresh-token can't be combined with --code, --code-verifier or --redirect-uri.")
    asked = () if given["refresh_token"] is not None else ("code", "code_verifier")
    wanted = {name: text for name, text in given.items() if text is not None or name in asked}
    from_stdin = [name for name, text in wanted.items() if text == "-" or (text is None and not can_ask())]
    if len(from_stdin) > 1:
        raise StreamError(f"only one of {join_words(from_stdin)} can come from standard input.")
    warn_of_history(*(name for name, text in given.items() if text not in (None, "-")))
    read = {name: read_value(text, name) for name, text in wanted.items()}
    for name, text in read.items():
        if isinstance(text, bytes):
            raise StreamError(f"the {name} isn't text in UTF-8.")
    return {name: str(text) for name, text in read.items()}


def _show(report: Report, command: str | None, *, as_json: bool) -> None:
    from pkce_core.cli.terminal.rendering import render_report, to_json

    if as_json:
        write_result(to_json(report, command=command))
        return
    lines = [*render_report(report, {}, color=wants_color(sys.stderr))]
    if lines:
        narrate("\n".join(lines))
    if command is not None:
        write_result(command)
