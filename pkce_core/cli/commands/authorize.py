"""`pkce authorize`: build the URL that requests a code, with new values where none are given; or check such a URL."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.server_options import add_server, find_endpoint
from pkce_core.cli.terminal.streams import StreamError, narrate, read_value, wants_color, write_result

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.findings import Report


_OF_PUSH = ("client_secret_env", "shell")
_REQUEST_OPTIONS = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    from pkce_core.token.command.build import SHELLS

    parser = commands.add_parser(
        "authorize",
        help="build an authorization URL, or check one",
        description="Build the authorization URL (RFC 6749, section 4.1.1). If you don't give a state, a nonce or a "
        "challenge, new ones are made and shown. With --from-url, check a URL that another tool built.",
        epilog="Example: pkce authorize --client-id my-client --redirect-uri http://127.0.0.1:8080/callback "
        "--scope openid --authorization-endpoint https://op.example/auth",
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--client-id", metavar="ID", help="the client's ID")
    parser.add_argument("--redirect-uri", metavar="URI", help="where the server sends the response")
    parser.add_argument("--scope", metavar="SCOPE", help="the scope to request (default: openid)")
    parser.add_argument("--state", metavar="STATE", help="your state (default: a new one)")
    parser.add_argument("--nonce", metavar="NONCE", help="your nonce (default: a new one if the scope has openid)")
    parser.add_argument(
        "--code-challenge", metavar="CHALLENGE", help="your S256 challenge (default: that of a new pair)"
    )
    add_server(parser, "--authorization-endpoint")
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="another parameter; repeat the option for more",
    )
    parser.add_argument(
        "--push", metavar="URL", help="write the request as a command that pushes it to this endpoint (RFC 9126)"
    )
    parser.add_argument(
        "--pushed", metavar="FILE|-", help="the response to a pushed request: build the URL for it, with --client-id"
    )
    parser.add_argument(
        "--client-secret-env", metavar="NAME", help="for --push: the environment variable with the client_secret"
    )
    parser.add_argument("--shell", choices=SHELLS, help="for --push: what to write the command for (default: posix)")
    parser.add_argument("--from-url", metavar="URL", help="check this URL instead; - for stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.push is None and (given := [name for name in _OF_PUSH if getattr(arguments, name) is not None]):
        raise StreamError(f"--{given[0].replace('_', '-')} is for --push.")
    if arguments.from_url is not None:
        return _check(arguments)
    if arguments.pushed is not None:
        return _open_pushed(arguments)
    for name in ("client_id", "redirect_uri"):
        if not getattr(arguments, name):
            raise StreamError(f"--{name.replace('_', '-')} is required, or --from-url to check a URL.")
    from pkce_core.authorization.request import build_authorization_url
    from pkce_core.authorization.url_checks import check_authorization_url
    from pkce_core.findings import ValidationError

    if arguments.push is not None:
        return _push(arguments)
    endpoint = find_endpoint(arguments, "authorization_endpoint")
    request, made = _build_request(arguments)
    try:
        url = build_authorization_url(request, endpoint)
        report = check_authorization_url(url)
    except ValidationError as problem:
        return _answer(problem.report, None, {}, {}, as_json=arguments.json)
    return _answer(report, url, request.to_dict(), made, as_json=arguments.json)


def _push(arguments: argparse.Namespace) -> ExitCode:
    """Write the command that pushes the request."""
    from pkce_core.errors import UsageError
    from pkce_core.findings import Report, ValidationError
    from pkce_core.pushed.request import write_pushed_request
    from pkce_core.token.request import TokenRequest

    request, made = _build_request(arguments)
    variable = arguments.client_secret_env
    method = "none" if variable is None else "client_secret_basic"
    client = TokenRequest(client_id=request.client_id, token_endpoint_auth_method=method)
    source = "prompt" if variable is None else f"env:{variable}"
    shell = arguments.shell or "posix"
    try:
        command = write_pushed_request(request, client, arguments.push, shell=shell, client_secret_from=source)
    except ValidationError as problem:
        return _answer(problem.report, None, {}, {}, as_json=arguments.json)
    except UsageError as problem:
        raise StreamError(str(problem)) from None
    return _answer(Report(), command, request.to_dict(), made, as_json=arguments.json)


def _open_pushed(arguments: argparse.Namespace) -> ExitCode:
    """Judge the response to a pushed request, and write the URL to open."""
    from pkce_core.authorization.request import AuthorizationRequest, build_authorization_url
    from pkce_core.cli.terminal.inputs import read_document
    from pkce_core.findings import ValidationError
    from pkce_core.pushed.response_checks import check_pushed_response
    from pkce_core.pushed.response_parsing import parse_pushed_response

    if not arguments.client_id:
        raise StreamError("--client-id is required: the URL has it beside request_uri.")
    endpoint = find_endpoint(arguments, "authorization_endpoint")
    text = read_document(arguments.pushed, "response")
    report, url = check_pushed_response(text), None
    if report.ok:
        pushed = (("request_uri", parse_pushed_response(text).request_uri),)
        request = AuthorizationRequest(client_id=arguments.client_id, response_type="", extra=pushed)
        try:
            url = build_authorization_url(request, endpoint)
        except ValidationError as problem:
            report += problem.report
    return _answer(report, url, {}, {}, as_json=arguments.json)


def _check(arguments: argparse.Namespace) -> ExitCode:
    import time

    from pkce_core.authorization.request import parse_authorization_url
    from pkce_core.authorization.url_checks import check_authorization_url
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError

    if any(
        getattr(arguments, name)
        for name in (*_REQUEST_OPTIONS, "provider", "authorization_endpoint", "param", "values")
    ):
        raise StreamError("--from-url can't be combined with other values: it checks a URL and builds none.")
    url = read_value(arguments.from_url, "URL")
    report = check_authorization_url(url, now=time.time())
    try:
        parameters = parse_authorization_url(url).to_dict()
    except ValidationError:
        parameters = {}
    text = url.strip() if isinstance(url, str) else None
    return answer(report, _members(text, parameters), _lines(report, text), as_json=arguments.json)


def _lines(report: Report, url: str | None) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_report, render_verdict

    color = wants_color(sys.stdout)
    right, wrong = "This authorization URL is correct.", "This authorization URL has errors."
    if any(finding.rule == "url-other-value" for finding in report):
        wrong = "This isn't an authorization URL."
    if any(finding.rule == "url-endpoint-path" for finding in report):
        right = "The parameters of this authorization URL are correct."
    if any(finding.rule == "url-scope-comma" for finding in report):
        right = "This authorization URL has the right form, and a scope that most servers don't read as you mean it."
    yield render_verdict(report, right, wrong, color=color)
    yield from render_report(report, {"url": url} if url else {}, color=color)


def _build_request(arguments: argparse.Namespace) -> tuple[AuthorizationRequest, dict[str, str]]:
    """The request, and the new values that were made for it, under their wire names."""
    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.authorization.state_and_nonce import generate_nonce, generate_state

    values: dict[str, object] = {
        name: getattr(arguments, name) for name in _REQUEST_OPTIONS if getattr(arguments, name)
    }
    extra = _add_parameters(values, arguments.param)
    values.setdefault("scope", "openid")
    made: dict[str, str] = {}
    if "code_challenge" not in values:
        from pkce_core.pkce.pair import generate_pair

        pair = generate_pair()
        made["code_verifier"], values["code_challenge"] = pair.code_verifier, pair.code_challenge
    values.setdefault("code_challenge_method", "S256")
    if "state" not in values:
        values["state"] = made["state"] = generate_state()
    if "nonce" not in values and "openid" in str(values["scope"]).split():
        values["nonce"] = made["nonce"] = generate_nonce()
    return AuthorizationRequest(**values, extra=extra), made  # type: ignore[arg-type]


def _add_parameters(values: dict[str, object], given: list[str]) -> tuple[tuple[str, str], ...]:
    """Add each --param to the request's values; return those that have no field there."""
    from pkce_core.authorization.request import PARAMETERS

    extra = []
    for each in given:
        name, equals, text = each.partition("=")
        if not equals or not name:
            raise StreamError("--param must be NAME=VALUE.")
        if name == "resource":
            values[name] = (*values.get(name, ()), text)  # type: ignore[misc]
        elif name not in PARAMETERS:
            extra.append((name, text))
        elif name in values:
            raise StreamError(f"{name} was given twice.")
        else:
            values[name] = text
    return tuple(extra)


def _answer(
    report: Report, url: str | None, parameters: dict[str, object], made: dict[str, str], *, as_json: bool
) -> ExitCode:
    from pkce_core.cli.terminal.rendering import exit_code, render_report, to_json

    if as_json:
        write_result(to_json(report, **_members(url, {**parameters, **made})))
    else:
        lines = [*render_report(report, {}, color=wants_color(sys.stderr))]
        if made:
            lines.append("New values for this request. Keep them until the end of the flow:")
            lines += [f"  {name}={text}" for name, text in made.items()]
        if url is not None and not report.ok:
            lines.append("Fix the errors before you open the URL.")
        narrate("\n".join(lines) or "note: no new values were made, because all of them were given.")
        if url is not None:
            write_result(url)
    return exit_code(report)


def _members(url: str | None, parameters: dict[str, object]) -> dict[str, object]:
    """The result for --json; a parameter cannot replace a member of the report that has the same name."""
    return {**{name: text for name, text in parameters.items() if name not in ("ok", "findings")}, "url": url}
