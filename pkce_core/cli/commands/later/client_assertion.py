"""`pkce client-assertion`: sign the JWT with which a client authenticates.

The key is read from a file and never shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.inputs import read_document, read_time
from pkce_core.cli.terminal.streams import StreamError, narrate, write_result

if TYPE_CHECKING:
    import argparse

    from pkce_core.cli.terminal.arguments import Commands

_APPLE = "https://appleid.apple.com"
_MINUTE = 60


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "client-assertion",
        help="sign the JWT that authenticates a client",
        description="Sign a client_assertion (RFC 7523) with a private key: it is the result, for --client-assertion "
        "of pkce token. With --team-id, sign the client_secret that Apple wants. Needs joserfc.",
        epilog="Example: pkce client-assertion --client-id my-client --audience https://op.example/token "
        "--key private.pem --kid my-key",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--client-id", metavar="ID", required=True, help="the client's ID")
    parser.add_argument(
        "--audience", metavar="URL", help=f"the token endpoint or the issuer (with --team-id: {_APPLE})"
    )
    parser.add_argument(
        "--key", metavar="FILE|-", required=True, help="the private key, in PEM or as a JWK; - for stdin"
    )
    parser.add_argument("--kid", metavar="ID", help="the ID under which the server knows the key")
    parser.add_argument("--alg", metavar="ALG", help="such as PS256 (default: RS256, or what fits the key's curve)")
    parser.add_argument("--team-id", metavar="ID", help="your Team ID at Apple, which becomes the iss")
    parser.add_argument(
        "--lifetime", metavar="SECONDS", type=_seconds, default=_MINUTE, help="how long it lasts (default: 60)"
    )
    parser.add_argument("--now", metavar="TIME", help="when it starts (default: now)")
    parser.set_defaults(run=_run)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 9):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("must be a whole number of seconds")
    return int(text)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from secrets import token_urlsafe

    from pkce_core.cli.terminal.rendering import to_json
    from pkce_core.client_jwt.checks import check_client_jwt
    from pkce_core.errors import SignatureKeyError
    from pkce_core.findings import Report
    from pkce_core.jose.joserfc_verifier import sign_jwt

    audience = arguments.audience or (_APPLE if arguments.team_id else None)
    if audience is None:
        raise StreamError("--audience is required: the token endpoint, or the issuer.")
    key = read_document(arguments.key, "private key")
    now = int(read_time(arguments.now))
    claims = {"iss": arguments.team_id or arguments.client_id, "sub": arguments.client_id, "aud": audience,
              "iat": now, "exp": now + arguments.lifetime, "jti": token_urlsafe(16)}  # fmt: skip
    header = {name: text for name in ("kid", "alg") if (text := getattr(arguments, name))}
    try:
        signed = sign_jwt(key if isinstance(key, str) else "", header, claims)
    except ImportError:
        raise StreamError('it needs joserfc. Install it with: python -m pip install "pkce-core[jwt]"') from None
    except SignatureKeyError as problem:
        raise StreamError(f"--key: {problem}") from None
    report = check_client_jwt(
        signed, client_id=arguments.client_id, issuer=audience, now=now, as_secret=arguments.team_id is not None
    )
    if arguments.team_id and report.errors:
        wrong = report.errors[0]
        raise StreamError(f"Apple would refuse this one. {wrong.message} {wrong.hint}".rstrip())
    for finding in (*report.errors, *report.warnings):
        narrate(f"warning: {finding.message} {finding.hint}".rstrip())
    write_result(to_json(Report(), client_assertion=signed) if arguments.json else signed)
    return ExitCode.OK
