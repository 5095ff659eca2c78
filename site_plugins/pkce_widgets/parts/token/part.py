"""The token request as a command: the exact text, each piece explained, and what has to match before it is run."""

from __future__ import annotations

from pkce_core import Finding, Level, PkceError, Report, TokenRequest, ValidationError, build_command
from pkce_widgets.example import (
    AUTHORIZATION_URL,
    CLIENT_ID,
    CODE,
    CODE_RECEIVED_AT,
    CODE_VERIFIER,
    NOW,
    PROVIDER,
    REDIRECT_URI,
    STATE,
    TOKEN_ENDPOINT,
)
from pkce_widgets.flow.server import METHODS, choose_method, known_address
from pkce_widgets.flow.values import USED
from pkce_widgets.parts.token.checks import blamed, check, each_once, missing_values
from pkce_widgets.parts.token.command_view import command_view, forgetting_view, setting_view
from pkce_widgets.view.components import findings_list, missing_list, prose
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

WHENCE = {
    "token_endpoint": "of your provider, or from its discovery document",
    "client_id": "from your credentials",
    "code": "from the redirect",
    "code_verifier": "of the pair whose challenge you sent",
    "redirect_uri": "the one of the authorization URL",
    "client_secret": "from your credentials, as it is to stand in the command",
    "client_assertion": "a JWT that your client signs for this server",
}
SHELLS = (
    ("posix", "POSIX shell (bash, zsh, dash)"),
    ("powershell", "PowerShell"),
    ("cmd", "cmd.exe"),
    ("httpie", "HTTPie, in a POSIX shell"),
    ("http", "Raw HTTP request"),
)
SOURCES = (
    ("env:CLIENT_SECRET", "the variable CLIENT_SECRET"),
    ("prompt", "a prompt when the command runs"),
    ("value", "written into the command"),
)
SPENT = "Your code and verifier are used up and were cleared. Each works once: start with a new authorization request."


def view(request: Inputs) -> PartView:
    """Write the command, or say what is still missing."""
    asked, source, why = read(request)
    needs_secret = asked.authentication in ("client_secret_basic", "client_secret_post")
    hidden = () if asked.authentication == "private_key_jwt" else ("client_assertion",)
    if not needs_secret:
        hidden = (*hidden, "client_secret_from")
    if request.get("finished") and not asked.code and not asked.code_verifier:
        return PartView(state="empty", verdict=SPENT, hidden=hidden)
    endpoint = known_address(request, "token_endpoint")
    missing = list(missing_values(asked, endpoint, in_command=needs_secret and source == "value"))
    if missing:
        few = " and ".join(missing) if len(missing) < 3 else f"{len(missing)} values"
        verdict = f"Still missing for the command: {few}."
        body = el("div", missing_list((name, WHENCE[name]) for name in missing), class_="pkce-evidence")
        return PartView(state="empty", verdict=verdict, body=body, hidden=hidden)
    report = check(request, asked, endpoint, in_command=needs_secret and source == "value")
    command = write(asked, endpoint, request.get("shell") or "posix", source)
    if isinstance(command, Report):
        report, command = each_once(report + command), ""
    body = evidence(request, asked, command, report, variable=needs_secret and source == SOURCES[0][0], why=why)
    verdict = say(report, command, in_command=needs_secret and source == "value")
    invalid = tuple(name for name in ("token_endpoint", "client_assertion") if blamed(report, name))
    return PartView(state="right" if report.ok else "wrong", verdict=verdict, body=body, invalid=invalid, hidden=hidden)


def evidence(
    request: Inputs, asked: TokenRequest, command: str, report: Report, *, variable: bool, why: str
) -> Element:
    """What to do before the command, the command, what to do after it, and every check."""
    shell = request.get("shell") or "posix"
    passed = report.at(Level.PASS)
    return el(
        "div",
        setting_view(shell, asked.authentication) if command and variable else None,
        command_view(command, shell, asked) if command else None,
        forgetting_view(shell) if command and variable else None,
        el("p", *prose(why), class_="pkce-tried") if command else None,
        findings_list(finding for finding in report if finding.level is not Level.PASS),
        el("details", el("summary", f"{len(passed)} checks passed"), findings_list(passed)) if passed else None,
        class_="pkce-evidence",
    )


def read(request: Inputs) -> tuple[TokenRequest, str, str]:
    """The request, where its secret comes from, and why this authentication method was chosen."""
    method, why = choose_method(request)
    source = request.get("client_secret_from") or SOURCES[0][0]
    secret = request.get("client_secret") if method in METHODS[:2] and source == "value" else ""
    asked = TokenRequest(
        client_id=request.get("client_id"),
        code=request.get("code"),
        redirect_uri=request.get("redirect_uri") or None,
        code_verifier=request.get("code_verifier") or None,
        client_secret=secret or None,
        client_assertion=(request.get("client_assertion") or None) if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    return asked, source, why


def write(asked: TokenRequest, endpoint: str, shell: str, source: str) -> str | Report:
    """The command, or the errors for which there is none."""
    try:
        return build_command(asked, endpoint, shell=shell, client_secret_from=source)
    except ValidationError as problem:
        return problem.report
    except PkceError as problem:
        return Report(findings=(Finding(rule="command-unwritable", level=Level.ERROR, message=str(problem)),))


def say(report: Report, command: str, *, in_command: bool) -> str:
    """The answer in a sentence: what stops the command, or that it is ready."""
    if report.errors:
        return f"{'Do not run this yet. ' if command else ''}{report.errors[0].message}"
    if in_command:
        return "This command redeems your code. Your client_secret stands in it: do not share it."
    warned = " But read the warning below." if report.warnings else ""
    return f"This command redeems your code and fits the rest of your flow.{warned}"


PART = Part(
    name="token",
    title="Redeem the code",
    fields=(
        Field(
            name="token_endpoint",
            label="Token endpoint",
            placeholder=TOKEN_ENDPOINT,
            hint="Leave it empty when your provider gives it.",
            optional=True,
        ),
        Field(
            name="token_endpoint_auth_method",
            label="How the client proves who it is",
            kind="select",
            choices=(
                ("", "as your provider has it"),
                ("client_secret_post", "client_secret_post: in the body"),
                ("client_secret_basic", "client_secret_basic: in a header"),
                ("none", "none: a public client"),
                ("private_key_jwt", "private_key_jwt: a signed JWT"),
            ),
        ),
        Field(name="client_assertion", label="Signed JWT", kind="area"),
        Field(name="shell", label="Write it for", kind="select", choices=SHELLS, wire=False),
        Field(
            name="client_secret_from", label="The client_secret comes from", kind="select", choices=SOURCES, wire=False
        ),
    ),
    view=view,
    uses=tuple(dict.fromkeys((*USED, "metadata", "code_challenge"))),
    starts=("token_endpoint", "client_assertion", "code"),
    actions=(),
    example={
        "provider": PROVIDER,
        "token_endpoint": TOKEN_ENDPOINT,
        "token_endpoint_auth_method": "client_secret_post",
        "shell": "posix",
        "client_secret_from": SOURCES[0][0],
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "authorization_url": AUTHORIZATION_URL,
        "code": CODE,
        "code_verifier": CODE_VERIFIER,
        "returned_state": STATE,
        "code_received_at": CODE_RECEIVED_AT,
        "token_requested_at": str(NOW),
    },
    clock=True,
)
