"""`pkce response`: judge a token response and the ID token in it; the tokens themselves are never printed."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.inputs import read_document, read_moment, read_secret
from pkce_core.cli.terminal.streams import StreamError, wants_colour

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.explain.explanation import Explanation
    from pkce_core.findings import Report
    from pkce_core.id_token.id_token import IdToken
    from pkce_core.token.response import TokenErrorResponse, TokenResponse

    Response = TokenResponse | TokenErrorResponse | None


_MEMBERS = ("token_type", "expires_in", "expires_at", "scope", "error", "error_description", "error_uri")
"""What is shown of a response: no token, and nothing that nobody knows."""
_VERDICTS = {
    "signature-valid": "valid",
    "signature-unverified": "unverified",
    "signature-invalid": "invalid",
}


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    parser = commands.add_parser(
        "response",
        help="check a token response and its ID token",
        description="Check a token response (RFC 6749, section 5) and the ID token in it (OpenID Connect Core). Takes "
        "the JSON, or all that curl -i or curl -v printed. Tokens are checked and never printed.",
        epilog="Example: pkce response --client-id my-client --issuer https://op.example - < body.json",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("source", nargs="?", metavar="FILE|-", help="a file, or - for stdin, which is the default")
    parser.add_argument("--client-id", metavar="ID", help="has to be in the aud of the ID token")
    parser.add_argument("--issuer", metavar="ISSUER", help="has to be the iss of the ID token")
    parser.add_argument("--nonce", metavar="NONCE", help="the nonce you sent")
    parser.add_argument("--scope", metavar="SCOPE", help="the scope you asked for")
    parser.add_argument("--max-age", metavar="SECONDS", type=_seconds, help="the max_age you sent")
    parser.add_argument("--now", metavar="TIME", help="seconds since 1970 or an ISO date (default: the clock)")
    parser.add_argument(
        "--clock-skew", metavar="SECONDS", type=_seconds, default=0, help="how far two clocks may differ (default: 0)"
    )
    parser.add_argument("--jwks", metavar="FILE", help="the issuer's keys, to verify the signature (needs joserfc)")
    parser.add_argument(
        "--client-secret-env", metavar="NAME", help="the environment variable with the client_secret, the key of HS256"
    )
    parser.set_defaults(run=_run)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("takes a whole number of seconds")
    return int(text)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError
    from pkce_core.token.response_checks import check_token_response
    from pkce_core.token.response_parsing import parse_token_response

    if arguments.source in (None, "-") and arguments.jwks == "-":
        raise StreamError("only one of the response and the keys can be read from standard input.")
    now, keys = read_moment(arguments.now), _keys(arguments)
    text = read_document(arguments.source, "response")
    report = check_token_response(text, now=now, requested_scope=arguments.scope)
    try:
        response = parse_token_response(text)
    except ValidationError:
        response = None
    judged, id_token = _judge_id_token(response, arguments, now, keys)
    report += judged
    explanation = _explain(response)
    lines = _lines(response, id_token, report, explanation)
    return answer(report, _result(response, id_token, report, explanation), lines, as_json=arguments.json)


def _keys(arguments: argparse.Namespace) -> dict[str, object]:
    """What may vouch for a signature, as arguments of `check_id_token`."""
    keys: dict[str, object] = {"client_secret": read_secret(arguments.client_secret_env)}
    if arguments.jwks is None:
        return keys
    from pkce_core.errors import InvalidValueError
    from pkce_core.jose.joserfc_verifier import JoseVerifier
    from pkce_core.jose.jwks import parse_jwks

    try:
        verifier = JoseVerifier()
    except ImportError:
        raise StreamError('--jwks needs joserfc: python -m pip install "pkce-core[jwt]".') from None
    try:
        jwks = parse_jwks(read_document(arguments.jwks, "keys"))
    except InvalidValueError as problem:
        raise StreamError(f"--jwks: {problem}") from None
    return {**keys, "jwks": jwks, "verifier": verifier}


def _judge_id_token(
    response: Response, arguments: argparse.Namespace, now: float, keys: dict[str, object]
) -> tuple[Report, IdToken | None]:
    from pkce_core.findings import Report, ValidationError
    from pkce_core.id_token.checks import check_id_token
    from pkce_core.id_token.claims import UNKNOWN
    from pkce_core.id_token.id_token import parse_id_token
    from pkce_core.token.response import TokenResponse

    if not isinstance(response, TokenResponse) or response.id_token is None:
        return Report(), None
    try:
        id_token = parse_id_token(response.id_token)
    except ValidationError as problem:
        return problem.report, None
    report = check_id_token(
        id_token,
        issuer=arguments.issuer or UNKNOWN,
        client_id=arguments.client_id or UNKNOWN,
        now=now,
        nonce=arguments.nonce or UNKNOWN,
        clock_skew=arguments.clock_skew,
        access_token=response.access_token,
        max_age=arguments.max_age,
        **keys,  # type: ignore[arg-type]
    )
    return report, id_token


def _explain(response: Response) -> Explanation | None:
    from pkce_core.explain.explanation import explain_error
    from pkce_core.token.response import TokenErrorResponse

    if not isinstance(response, TokenErrorResponse):
        return None
    return explain_error(response.error, error_description=response.error_description)


def _result(
    response: Response, id_token: IdToken | None, report: Report, explanation: Explanation | None
) -> dict[str, object]:
    result = {name: there for name in _MEMBERS if (there := getattr(response, name, None)) is not None}
    if id_token is not None:
        signature = next((_VERDICTS[found.rule] for found in report if found.rule in _VERDICTS), "unverified")
        parts = {"header": dict(id_token.header), "claims": dict(id_token.claims), "signature": signature}
        result["id_token"] = parts
    if explanation is not None:
        result["explanation"] = explanation.to_dict()
    return result


def _lines(
    response: Response, id_token: IdToken | None, report: Report, explanation: Explanation | None
) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import explanation_lines, paint, render_report, render_verdict
    from pkce_core.findings import Level
    from pkce_core.text.quoting import quoted

    colour = wants_colour(sys.stdout)
    report, next_step = _take_next_step(report)
    yield render_verdict(report, "This token response is sound.", _refusal(response), colour=colour)
    yield from render_report(report, {}, colour=colour)
    for finding in report.at(Level.PASS):
        yield f"{paint('pass', Level.PASS, colour)}: {finding.message}"
    if explanation is not None:
        yield from ("", *explanation_lines(explanation))
    shown = [f"{name}={quoted(there)}" for name in _MEMBERS if (there := getattr(response, name, None)) is not None]
    if id_token is not None:
        shown += [f"id_token {name}={quoted(there)}" for name, there in id_token.header.items()]
        shown += [f"id_token {name}={quoted(there)}" for name, there in id_token.claims.items()]
    if shown:
        yield from ("", *shown)
    if next_step:
        yield from ("", f"Next: {next_step}")


def _take_next_step(report: Report) -> tuple[Report, str]:
    """The report without what to do about a refusal, which stands last: below the causes, where a reader stops."""

    from pkce_core.findings import Report

    steps = [finding.hint for finding in report if finding.rule == "token-response-error"]
    left = (finding.replace(hint="") if finding.hint in steps else finding for finding in report)
    return Report(findings=tuple(left)), "".join(steps)


def _refusal(response: Response) -> str:
    if response is None:
        return "This is no token response."
    if getattr(response, "error", None) is not None:
        return "The server refused."
    return "This token response is not to be accepted."
