"""`pkce response`: check a token response and the ID token in it. The tokens themselves are never printed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.inputs import read_document, read_secret, read_time
from pkce_core.cli.terminal.streams import StreamError, wants_color
from pkce_core.text.wording import LONGEST_GIVEN

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
"""The members of a response that are shown: no tokens, and no unknown members."""
_SIGNATURES = {f"signature-{name}": name for name in ("valid", "unverified", "invalid")}


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "response",
        help="check a token response and its ID token",
        description="Check a token response (RFC 6749, section 5) and the ID token in it (OpenID Connect Core). The "
        "input is the JSON, or the whole output of curl -i or curl -v. Tokens are checked, but never printed.",
        epilog="Example: pkce response --client-id my-client --issuer https://op.example - < body.json",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("source", nargs="?", metavar="FILE|-", help="a file, or - for stdin (default: -)")
    parser.add_argument("--client-id", metavar="ID", help="the client ID, which must be in the aud of the ID token")
    parser.add_argument("--issuer", metavar="ISSUER", help="the issuer, which must be the iss of the ID token")
    parser.add_argument("--nonce", metavar="NONCE", help="the nonce you sent")
    parser.add_argument("--scope", metavar="SCOPE", help="the scope you requested")
    parser.add_argument(
        "--refreshes", metavar="FILE", help="the earlier response whose refresh_token this one is for, to compare"
    )
    parser.add_argument("--max-age", metavar="SECONDS", type=_seconds, help="the max_age you sent")
    parser.add_argument(
        "--now", metavar="TIME", help="the time in seconds since 1970 or as an ISO 8601 date (default: now)"
    )
    parser.add_argument(
        "--clock-skew",
        metavar="SECONDS",
        type=_seconds,
        default=0,
        help="how far your clock and the server's may differ (default: 0)",
    )
    parser.add_argument(
        "--jwks", metavar="FILE", help="a file with the issuer's keys, to verify the signature (needs joserfc)"
    )
    parser.add_argument(
        "--client-secret-env", metavar="NAME", help="the environment variable with the client_secret, the key for HS256"
    )
    parser.set_defaults(run=_run)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError("must be a whole number of seconds")
    return int(text)


def _run(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError
    from pkce_core.token.response_checks import check_token_response
    from pkce_core.token.response_parsing import parse_token_response

    if arguments.source in (None, "-") and arguments.jwks == "-":
        raise StreamError("only one of the response and the keys can come from standard input.")
    now, keys = read_time(arguments.now), _keys(arguments)
    text = read_document(arguments.source, "response")
    report = check_token_response(text, now=now, requested_scope=arguments.scope)
    try:
        response = parse_token_response(text)
    except ValidationError:
        response = None
    if arguments.refreshes is not None:
        report = _compare(report, response, arguments)
    id_token_report, id_token = _check_id_token(response, arguments, now, keys)
    report += id_token_report
    is_web = any(finding.rule == "token-response-web" for finding in report)  # which says it all
    explanation = None if is_web else _explain(response, text)
    words = "error_description" if "error_description" in str(text) else "words"  # as the response calls them
    lines = _lines(response, id_token, report, explanation, words)
    return answer(report, _result(response, id_token, report, explanation), lines, as_json=arguments.json)


def _compare(report: Report, response: Response, arguments: argparse.Namespace) -> Report:
    """The report, with what the earlier response shows; a refresh need not bring what the first request did."""
    from pkce_core.errors import InvalidValueError
    from pkce_core.findings import Report
    from pkce_core.flow.refresh_consistency import compare_responses
    from pkce_core.token.response import TokenResponse
    from pkce_core.token.response_parsing import parse_token_response

    try:
        first = parse_token_response(read_document(arguments.refreshes, "earlier response"))
    except InvalidValueError as problem:
        raise StreamError(f"--refreshes: {problem}") from None
    if not isinstance(first, TokenResponse):
        raise StreamError("--refreshes: this response has an error instead of tokens.")
    rest = (each for each in report if each.rule not in ("token-response-id-token", "token-response-refresh-token"))
    report = Report(findings=tuple(rest))
    return (
        report + compare_responses(first, response, arguments.scope) if isinstance(response, TokenResponse) else report
    )


def _keys(arguments: argparse.Namespace) -> dict[str, object]:
    """What can verify a signature, as arguments of `check_id_token`."""
    keys: dict[str, object] = {"client_secret": read_secret(arguments.client_secret_env)}
    if arguments.jwks is None:
        return keys
    from pkce_core.errors import InvalidValueError
    from pkce_core.jose.joserfc_verifier import JoseVerifier
    from pkce_core.jose.jwks import parse_jwks

    try:
        verifier = JoseVerifier()
    except ImportError:
        raise StreamError('--jwks needs joserfc. Install it with: python -m pip install "pkce-core[jwt]"') from None
    try:
        jwks = parse_jwks(read_document(arguments.jwks, "keys"))
    except InvalidValueError as problem:
        raise StreamError(f"--jwks: {problem}") from None
    return {**keys, "jwks": jwks, "verifier": verifier}


def _check_id_token(
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
        refresh_token=response.refresh_token,
        max_age=arguments.max_age,
        **keys,  # type: ignore[arg-type]
    )
    return report, id_token


def _explain(response: Response, text: str | bytes) -> Explanation | None:
    """What an error means; also one of a browser, curl or a library, which no server sent."""
    from pkce_core.explain.explanation import explain_error
    from pkce_core.token.response import TokenErrorResponse

    if response is None:
        start = text[:LONGEST_GIVEN]
        spoken = explain_error(start if isinstance(start, str) else start.decode("utf-8", "replace"))
        is_program = spoken.speaker.startswith(("your", "curl", "a program")) and spoken.spec is None
        return spoken if is_program and spoken.causes else None
    if not isinstance(response, TokenErrorResponse):
        return None
    if not response.error and (words := response.error_description):  # a server's answer, without a code too
        return explain_error(json.dumps({"error": {"message": words}}, ensure_ascii=False))
    return explain_error(response.error, error_description=response.error_description)


def _result(
    response: Response, id_token: IdToken | None, report: Report, explanation: Explanation | None
) -> dict[str, object]:
    result = _shown_members(response)
    if id_token is not None:
        signature = next((_SIGNATURES[found.rule] for found in report if found.rule in _SIGNATURES), "unverified")
        result["id_token"] = {
            "header": dict(id_token.header), "claims": dict(id_token.claims), "signature": signature,
        }  # fmt: skip
    if explanation is not None:
        result["explanation"] = explanation.to_dict()
    return result


def _lines(
    response: Response, id_token: IdToken | None, report: Report, explanation: Explanation | None, words: str
) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import paint, render_explanation, render_report, render_verdict
    from pkce_core.findings import Level
    from pkce_core.text.quoting import quoted

    color = wants_color(sys.stdout)
    report, next_step = _take_next_step(report)
    yield render_verdict(report, "This token response is valid.", _wrong_verdict(response, report), color=color)
    yield from render_report(report, {}, color=color)
    for finding in report.at(Level.PASS):
        yield f"{paint('pass', Level.PASS, color)}: {finding.message}"
    if explanation is not None:
        yield from ("", *render_explanation(explanation))
    told = _shown_members(response).items()
    shown = [f"{words if name == 'error_description' else name}={quoted(value)}" for name, value in told]
    if id_token is not None:
        shown += [f"id_token {name}={quoted(value)}" for name, value in id_token.header.items()]
        shown += [f"id_token {name}={quoted(value)}" for name, value in id_token.claims.items()]
    if shown:
        yield from ("", *shown)
    if next_step:
        yield from ("", f"Next: {next_step}")


def _shown_members(response: Response) -> dict[str, object]:
    shown = {name: value for name in _MEMBERS if (value := getattr(response, name, None)) is not None}
    twice = "error_description" if shown.get("error_description") == shown.get("error") else ""  # a sentence as error
    return {name: value for name, value in shown.items() if (value or name != "error") and name != twice}


def _take_next_step(report: Report) -> tuple[Report, str]:
    """The report without the hint about an error from the server, and that hint: it is shown last, below the causes."""
    from pkce_core.findings import Report

    steps = [finding.hint for finding in report if finding.rule == "token-response-error"]
    left = (finding.replace(hint="") if finding.hint in steps else finding for finding in report)
    return Report(findings=tuple(left)), "".join(steps)


def _wrong_verdict(response: Response, report: Report) -> str:
    if response is None or any(finding.rule == "token-response-web" for finding in report):
        return "This isn't a token response."
    is_refused = getattr(response, "error", None) is not None
    return "The server refused the request." if is_refused else "This token response can't be used."
