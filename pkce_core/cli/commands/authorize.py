"""`pkce authorize`: the URL that asks for a code, with what it needs made on the way; or what is wrong with one."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.server_options import add_server, find_endpoint
from pkce_core.cli.terminal.streams import StreamError, narrate, read_value, wants_colour, write_result

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.findings import Report


_OWN = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    parser = commands.add_parser(
        "authorize",
        help="build an authorization URL, or check one",
        description="Build the authorization URL (RFC 6749, section 4.1.1). A state, a nonce and a pair that are not "
        "given are made and shown. With --from-url, check a URL that another tool built.",
        epilog="Example: pkce authorize --client-id my-client --redirect-uri http://127.0.0.1:8080/callback "
        "--scope openid --authorization-endpoint https://op.example/auth",
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--client-id", metavar="ID", help="who asks")
    parser.add_argument("--redirect-uri", metavar="URI", help="where the response goes")
    parser.add_argument("--scope", metavar="SCOPE", help="what is asked for (default: openid)")
    parser.add_argument("--state", metavar="STATE", help="your own; without it, a new one is drawn")
    parser.add_argument("--nonce", metavar="NONCE", help="your own; without it, a new one is drawn for openid")
    parser.add_argument("--code-challenge", metavar="CHALLENGE", help="your own, by S256; without it, a pair is made")
    add_server(parser, "--authorization-endpoint")
    parser.add_argument("--param", metavar="K=V", action="append", default=[], help="one more parameter; may repeat")
    parser.add_argument("--from-url", metavar="URL", help="check this URL instead; - reads stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.from_url is not None:
        return _check(arguments)
    for name in ("client_id", "redirect_uri"):
        if not getattr(arguments, name):
            raise StreamError(f"--{name.replace('_', '-')} is needed, or --from-url to check a URL.")
    from pkce_core.authorization.request import build_authorization_url
    from pkce_core.authorization.url_checks import check_authorization_url
    from pkce_core.findings import ValidationError

    endpoint = find_endpoint(arguments, "authorization_endpoint")
    request, made = _make(arguments)
    try:
        url = build_authorization_url(request, endpoint)
        report = check_authorization_url(url)
    except ValidationError as problem:
        return _show(problem.report, None, {}, {}, as_json=arguments.json)
    return _show(report, url, request.to_dict(), made, as_json=arguments.json)


def _check(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.authorization.request import parse_authorization_url
    from pkce_core.authorization.url_checks import check_authorization_url
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.findings import ValidationError

    if any(getattr(arguments, name) for name in (*_OWN, "provider", "authorization_endpoint", "param", "values")):
        raise StreamError("--from-url goes alone: it checks a URL and builds none.")
    url = read_value(arguments.from_url, "URL")
    report = check_authorization_url(url)
    try:
        parameters = parse_authorization_url(url).to_dict()
    except ValidationError:
        parameters = {}
    shown = url.strip() if isinstance(url, str) else None
    return answer(report, _members(shown, parameters), _check_lines(report, shown), as_json=arguments.json)


def _check_lines(report: Report, url: str | None) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_report, render_verdict

    colour = wants_colour(sys.stdout)
    right, wrong = "This authorization URL is right.", "This authorization URL is wrong."
    yield render_verdict(report, right, wrong, colour=colour)
    yield from render_report(report, {"url": url} if url else {}, colour=colour)


def _make(arguments: argparse.Namespace) -> tuple[AuthorizationRequest, dict[str, str]]:
    """The request, and what was drawn for it, under wire names."""
    from pkce_core.authorization.request import AuthorizationRequest
    from pkce_core.authorization.state_and_nonce import generate_nonce, generate_state

    values: dict[str, object] = {name: getattr(arguments, name) for name in _OWN if getattr(arguments, name)}
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
    """Sort --param into the request's own fields and the rest."""
    from pkce_core.authorization.request import PARAMETERS

    extra = []
    for each in given:
        name, equals, text = each.partition("=")
        if not equals or not name:
            raise StreamError("--param takes NAME=VALUE.")
        if name == "resource":
            values[name] = (*values.get(name, ()), text)  # type: ignore[misc]
        elif name not in PARAMETERS:
            extra.append((name, text))
        elif name in values:
            raise StreamError(f"{name} is given twice.")
        else:
            values[name] = text
    return tuple(extra)


def _show(
    report: Report, url: str | None, parameters: dict[str, object], made: dict[str, str], *, as_json: bool
) -> ExitCode:
    from pkce_core.cli.terminal.rendering import render_report, to_json

    if as_json:
        write_result(to_json(report, **_members(url, {**parameters, **made})))
    else:
        lines = [*render_report(report, {}, colour=wants_colour(sys.stderr))]
        if made:
            lines += ["Made for this request; keep them until the end of the flow:", *_named(made)]
        narrate("\n".join(lines) or "note: nothing was made; all of it was given.")
        if url is not None:
            write_result(url)
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def _members(url: str | None, parameters: dict[str, object]) -> dict[str, object]:
    """The result for --json; a parameter named like a member of the report does not take its place."""
    return {**{name: text for name, text in parameters.items() if name not in ("ok", "findings")}, "url": url}


def _named(values: dict[str, str]) -> Iterator[str]:
    yield from (f"  {name}={text}" for name, text in values.items())
