"""`pkce authorize`: the URL that asks for a code, with what it needs made on the way; or what is wrong with one."""

from __future__ import annotations

import sys

from pkce_core.cli._exit import ExitCode
from pkce_core.cli._streams import StreamError, narrate, read_value, wants_colour, write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.authorization_request import AuthorizationRequest
    from pkce_core.findings import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

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


def add_server(parser: argparse.ArgumentParser, endpoint: str) -> None:
    """The options that say which server is meant."""
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--provider", metavar="NAME", help="one of `pkce providers`")
    server.add_argument(endpoint, metavar="URL", help="from the server's metadata")
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], dest="values", help="fill a provider's placeholder"
    )


def find_endpoint(arguments: argparse.Namespace, name: str) -> str:
    """The endpoint that was given, or the provider's.

    Raises:
        StreamError: neither leads to one.
    """
    given = getattr(arguments, name)
    option = f"--{name.replace('_', '-')}"
    if given is not None:
        return str(given)
    if arguments.provider is None:
        raise StreamError(f"{option} or --provider is needed.")
    from pkce_core.errors import UsageError
    from pkce_core.providers import fill_provider, get_provider

    try:
        provider = get_provider(arguments.provider)
        values = dict(each.partition("=")[::2] for each in arguments.values)
        provider = fill_provider(provider, values) if values or provider.placeholders else provider
    except UsageError as problem:
        raise StreamError(str(problem)) from None
    endpoint = getattr(provider, name)
    if endpoint is None:
        raise StreamError(f"{provider.title} has no fixed address for this. Take it from its metadata: {option} URL.")
    if name in provider.uncertain:
        narrate(f"note: {name} is uncertain: {provider.uncertain[name]}.")
    return str(endpoint)


def _run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.from_url is not None:
        return _check(arguments)
    for name in ("client_id", "redirect_uri"):
        if not getattr(arguments, name):
            raise StreamError(f"--{name.replace('_', '-')} is needed, or --from-url to check a URL.")
    from pkce_core.authorization import build_authorization_url, check_authorization_url
    from pkce_core.errors import AuthorizationRequestError

    endpoint = find_endpoint(arguments, "authorization_endpoint")
    request, made = _make(arguments)
    try:
        url = build_authorization_url(request, endpoint)
        report = check_authorization_url(url)
    except AuthorizationRequestError as problem:
        return _show(problem.report, None, {}, {}, as_json=arguments.json)
    return _show(report, url, request.to_dict(), made, as_json=arguments.json)


def _check(arguments: argparse.Namespace) -> ExitCode:
    from pkce_core.authorization import check_authorization_url, parse_authorization_url
    from pkce_core.cli._render import answer
    from pkce_core.errors import AuthorizationRequestError

    if any(getattr(arguments, name) for name in (*_OWN, "provider", "authorization_endpoint", "param", "values")):
        raise StreamError("--from-url goes alone: it checks a URL and builds none.")
    url = read_value(arguments.from_url, "URL")
    report = check_authorization_url(url)
    try:
        parameters = parse_authorization_url(url).to_dict()
    except AuthorizationRequestError:
        parameters = {}
    shown = url.strip() if isinstance(url, str) else None
    return answer(report, _members(shown, parameters), _check_lines(report, shown), as_json=arguments.json)


def _check_lines(report: Report, url: str | None) -> Iterator[str]:
    from pkce_core.cli._render import render_report, render_verdict

    colour = wants_colour(sys.stdout)
    right, wrong = "This authorization URL is right.", "This authorization URL is wrong."
    yield render_verdict(report, right, wrong, colour=colour)
    yield from render_report(report, {"url": url} if url else {}, colour=colour)


def _make(arguments: argparse.Namespace) -> tuple[AuthorizationRequest, dict[str, str]]:
    """The request, and what was drawn for it, under wire names."""
    from pkce_core.authorization_request import AuthorizationRequest
    from pkce_core.generation import generate_nonce, generate_state

    values: dict[str, object] = {name: getattr(arguments, name) for name in _OWN if getattr(arguments, name)}
    extra = _add_parameters(values, arguments.param)
    values.setdefault("scope", "openid")
    made: dict[str, str] = {}
    if "code_challenge" not in values:
        from pkce_core.pkce import generate_pair

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
    from pkce_core.authorization_request import PARAMETERS

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
    from pkce_core.cli._render import render_report, to_json

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
