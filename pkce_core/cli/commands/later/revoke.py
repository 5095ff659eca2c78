"""`pkce revoke`: write the revocation of a token as a command (RFC 7009)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import StreamError, read_value, warn_of_history, write_result

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    from pkce_core.token.command.build import SHELLS

    parser = commands.add_parser(
        "revoke",
        help="write the revocation of a token as a command",
        description="Write the request that revokes a token (RFC 7009) as a command for your shell. Revoking a refresh "
        "token ends the access tokens that came with it, on most servers.",
        epilog="Example: pkce revoke --client-id my-client --revocation-endpoint https://op.example/revoke --token -",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--client-id", metavar="ID", required=True, help="the client's ID")
    parser.add_argument("--revocation-endpoint", metavar="URL", required=True, help="from the server's metadata")
    parser.add_argument("--token", metavar="TOKEN", help="the token; - for stdin (default: you are asked for it)")
    parser.add_argument("--token-type-hint", choices=("access_token", "refresh_token"), help="what it is")
    parser.add_argument("--client-secret-env", metavar="NAME", help="the environment variable with the client_secret")
    parser.add_argument("--shell", choices=SHELLS, default="posix", help="what to write the command for")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.api.command import write_revocation
    from pkce_core.cli.terminal.rendering import to_json
    from pkce_core.errors import InvalidValueError, UsageError
    from pkce_core.findings import Report
    from pkce_core.token.request import TokenRequest

    if arguments.token not in (None, "-"):
        warn_of_history("token")
    token = read_value(arguments.token, "token")
    variable = arguments.client_secret_env
    method = "none" if variable is None else "client_secret_basic"
    client = TokenRequest(client_id=arguments.client_id, token_endpoint_auth_method=method)
    try:
        command = write_revocation(
            token if isinstance(token, str) else "", client, arguments.revocation_endpoint,
            hint=arguments.token_type_hint, shell=arguments.shell,
            client_secret_from="prompt" if variable is None else f"env:{variable}",
        )  # fmt: skip
    except (InvalidValueError, UsageError) as problem:
        raise StreamError(str(problem)) from None
    write_result(to_json(Report(), command=command) if arguments.json else command)
    return ExitCode.OK
