"""pkce-refresh: the command that gets new tokens with a refresh token (RFC 6749 §6)."""

from __future__ import annotations

from pkce_core import (
    PkceError,
    Report,
    TokenRequest,
    ValidationError,
    build_command,
    check_token_endpoint,
    check_token_request,
)
from pkce_widgets import example
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.server import WITH_SECRET, choose_method, known_address
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.parts.token.checks import each_once, is_wrong
from pkce_widgets.parts.token.command_view import command_view, secret_view
from pkce_widgets.parts.token.part import METHOD_CHOICES, SOURCES
from pkce_widgets.view.components import findings_list, missing_list, prose
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.rules import PAGE_RULES
from pkce_widgets.view.verdict import state_of, waiting_for

EMPTY = (
    "Paste the refresh token that came with your tokens. It is requested with the scope offline_access at most servers."
)
READY = "This command gets new tokens. It contains your refresh token, so don’t share it."


def view(inputs: Inputs) -> PartView:
    """Answer the page: the command, or what is still missing for it."""
    method, why = choose_method(inputs)
    hidden = () if method == "private_key_jwt" else ("client_assertion",)
    if not inputs.get("refresh_token").strip():
        return PartView(state="empty", verdict=EMPTY, hidden=hidden)
    request = TokenRequest(
        client_id=inputs.get("client_id"),
        grant_type="refresh_token",
        refresh_token=inputs.get("refresh_token"),
        client_assertion=(inputs.get("client_assertion") or None) if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    endpoint = known_address(inputs, "token_endpoint")
    known = {"token_endpoint": endpoint, "client_id": request.client_id}
    if method == "private_key_jwt":
        known["client_assertion"] = request.client_assertion or ""
    if missing := [name for name, value in known.items() if not value]:
        body = el("div", missing_list((name, SOURCES[name]) for name in missing), class_="pkce-evidence")
        lacks = f"Still missing for the command: {' and '.join(missing)}."
        return PartView(state="waiting", word=waiting_for(missing), verdict=lacks, body=body, hidden=hidden)
    issuer = known_address(inputs, "issuer") or None
    report = check_token_request(
        request, secret_elsewhere=True, token_endpoint=endpoint, issuer=issuer, now=inputs.now
    ) + check_token_endpoint(endpoint)
    shell = inputs.get("shell") if inputs.get("shell") in dict(SHELLS) else "posix"
    command, report = write(request, endpoint, shell, each_once(report))
    return PartView(
        state=state_of(report),
        verdict=report.errors[0].message if report.errors else READY,
        body=el(
            "div",
            command_view(command, shell, request) if command else None,
            secret_view(shell, method) if command and method in WITH_SECRET else None,
            el("p", *prose(why), class_="pkce-tried") if command else None,
            findings_list(report),
            class_="pkce-evidence",
        ),
        invalid=tuple(
            name for name in ("refresh_token", "token_endpoint", "client_assertion") if is_wrong(report, name)
        ),
        hidden=hidden,
    )


def write(request: TokenRequest, endpoint: str, shell: str, report: Report) -> tuple[str, Report]:
    """The command, and the report with what keeps it from being written; "" if something does."""
    source = secret_setting(shell, request.authentication).source
    try:
        return build_command(request, endpoint, shell=shell, client_secret_from=source), report
    except ValidationError as problem:
        return "", each_once(report + problem.report)
    except PkceError as problem:
        return "", report + Report(findings=(PAGE_RULES["command-unwritable"].error(str(problem)),))


PART = Part(
    name="refresh",
    title="Refresh the tokens",
    fields=(
        Field(name="refresh_token", label="Refresh token", kind="secret"),
        Field(
            name="token_endpoint",
            label="Token endpoint",
            placeholder=example.TOKEN_ENDPOINT,
            hint="Leave it empty to use your provider's.",
            optional=True,
        ),
        Field(name="token_endpoint_auth_method", label="Client authentication", kind="select", choices=METHOD_CHOICES),
        Field(name="client_assertion", label="Signed JWT", kind="area", hint="A new one: each is for one request."),
        Field(name="shell", label="Shell or tool", kind="select", choices=SHELLS, wire=False, remember=True),
    ),
    view=view,
    uses=("provider", "metadata", "issuer", "client_id"),
    starts=("refresh_token",),
    actions=(),
    example={
        "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA",
        "token_endpoint": example.TOKEN_ENDPOINT,
        "token_endpoint_auth_method": "client_secret_post",
        "shell": "posix",
        "client_id": example.CLIENT_ID,
    },
    clock=True,
)
