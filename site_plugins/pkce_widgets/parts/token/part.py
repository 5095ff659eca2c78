"""The token request as a command: what is missing for it, or the command and every check of it."""

from __future__ import annotations

from dataclasses import dataclass

from pkce_core import PkceError, Report, TokenRequest, ValidationError, build_command
from pkce_widgets import example
from pkce_widgets.flow.secret_setting import secret_setting
from pkce_widgets.flow.server import WITH_SECRET, choose_method, known_address
from pkce_widgets.flow.shells import SHELLS
from pkce_widgets.flow.values import FLOW_USES
from pkce_widgets.parts.token.checks import check, each_once, is_wrong, missing_values
from pkce_widgets.parts.token.command_view import command_view, secret_view
from pkce_widgets.view.components import findings_list, missing_list, prose, try_again
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.rules import PAGE_RULES
from pkce_widgets.view.verdict import state_of, waiting_for

SOURCES = {
    "token_endpoint": "of your provider, or from its discovery document",
    "client_id": "from your credentials",
    "code": "from the redirect",
    "code_verifier": "of the pair whose challenge you sent",
    "redirect_uri": "the one in the authorization URL",
    "client_secret": "from your credentials, because you chose to write it into the command",
    "client_assertion": "a JWT that your client signs for this provider",
}
"""The values that a command needs, and where each comes from."""
FROM_VARIABLE = "env:CLIENT_SECRET"
SECRET_SOURCES = (
    (FROM_VARIABLE, "a variable of the terminal"),
    ("prompt", "a prompt when the command runs"),
    ("value", "written into the command"),
)
METHOD_CHOICES = (
    ("", "what your provider supports"),
    ("client_secret_post", "client_secret_post: in the body"),
    ("client_secret_basic", "client_secret_basic: in a header"),
    ("none", "none: a public client"),
    ("private_key_jwt", "private_key_jwt: a signed JWT"),
)
USED_UP = (
    "Your code and verifier were used up and cleared, because each works only once. To log in once more, try again."
)
ANSWERED = "You pasted the answer to this command. Its code works only once, so try again rather than run it again."


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What the reader chose.

    Attributes:
        shell: what the command is for.
        secret_from: where the command gets the secret from; "" if it needs none.
        why: the sentence that says why this method of client authentication was chosen.
    """

    shell: str
    secret_from: str
    why: str

    @property
    def in_command(self) -> bool:
        """Whether the command contains the secret."""
        return self.secret_from == "value"  # noqa: S105 -- a choice


def view(inputs: Inputs) -> PartView:
    """Answer the page: the command, or what is still missing for it."""
    request, choice = read(inputs)
    hidden = () if request.authentication == "private_key_jwt" else ("client_assertion",)
    if not choice.secret_from:
        hidden = (*hidden, "client_secret_from")
    if inputs.get("finished") and not request.code and not request.code_verifier:
        body = el("div", try_again(), class_="pkce-evidence")
        return PartView(state="empty", verdict=USED_UP, body=body, hidden=hidden)
    endpoint = known_address(inputs, "token_endpoint")
    missing = list(missing_values(request, endpoint, in_command=choice.in_command))
    if missing:
        names = " and ".join(missing) if len(missing) < 3 else f"{len(missing)} values"
        body = el("div", missing_list((name, SOURCES[name]) for name in missing), class_="pkce-evidence")
        lacks, word = f"Still missing for the command: {names}.", waiting_for(missing)
        return PartView(state="waiting", word=word, verdict=lacks, body=body, hidden=hidden)
    report = check(inputs, request, endpoint, in_command=choice.in_command)
    command = write(request, endpoint, choice)
    if isinstance(command, Report):
        report, command = each_once(report + command), ""
    answered = report.ok and inputs.get("token_received_at") != ""
    expired = any(finding.rule in ("code-old", "verifier-reused") for finding in (*report.errors, *report.warnings))
    body = evidence(request, command, report, choice, again=answered or expired)
    return PartView(
        state="empty" if answered else state_of(report),
        verdict=ANSWERED if answered else verdict(report, command, choice),
        body=body,
        invalid=tuple(name for name in ("token_endpoint", "client_assertion") if is_wrong(report, name)),
        hidden=hidden,
    )


def read(inputs: Inputs) -> tuple[TokenRequest, Choice]:
    """The request, and how to write it."""
    method, why = choose_method(inputs)
    secret_from = (inputs.get("client_secret_from") or FROM_VARIABLE) if method in WITH_SECRET else ""
    choice = Choice(shell=inputs.get("shell") or "posix", secret_from=secret_from, why=why)
    request = TokenRequest(
        client_id=inputs.get("client_id"),
        code=inputs.get("code"),
        redirect_uri=inputs.get("redirect_uri") or None,
        code_verifier=inputs.get("code_verifier") or None,
        client_secret=(inputs.get("client_secret") or None) if choice.in_command else None,
        client_assertion=(inputs.get("client_assertion") or None) if method == "private_key_jwt" else None,
        token_endpoint_auth_method=method,
    )
    return request, choice


def write(request: TokenRequest, endpoint: str, choice: Choice) -> str | Report:
    """The command, or the errors because of which there is none."""
    source = choice.secret_from or FROM_VARIABLE
    if choice.secret_from == FROM_VARIABLE and choice.shell in dict(SHELLS):
        source = secret_setting(choice.shell, request.authentication).source
    try:
        return build_command(request, endpoint, shell=choice.shell, client_secret_from=source)
    except ValidationError as problem:
        return problem.report
    except PkceError as problem:
        return Report(findings=(PAGE_RULES["command-unwritable"].error(str(problem)),))


def verdict(report: Report, command: str, choice: Choice) -> str:
    """The answer in a sentence: why not to run the command, or that it is ready."""
    if report.errors:
        return f"{'Don’t run this yet. ' if command else ''}{report.errors[0].message}"
    if choice.in_command:
        return "This command redeems your code. It contains your client_secret, so don’t share it."
    return "This command redeems your code, and matches the rest of your flow."


def evidence(request: TokenRequest, command: str, report: Report, choice: Choice, *, again: bool) -> Element:
    """What to do before the command, the command, what to do after it, and every check.

    Args:
        request: what the command sends.
        command: "" if there is none.
        report: every check.
        choice: what the reader chose.
        again: whether the code may be used up or expired, so that another attempt is the next thing to do.
    """
    loads_secret = command != "" and choice.secret_from == FROM_VARIABLE
    return el(
        "div",
        try_again() if again else None,
        command_view(command, choice.shell, request) if command else None,
        secret_view(choice.shell, request.authentication) if loads_secret else None,
        el("p", *prose(choice.why), class_="pkce-tried") if command else None,
        findings_list(report),
        class_="pkce-evidence",
    )


PART = Part(
    name="token",
    title="Redeem the code",
    fields=(
        Field(
            name="token_endpoint",
            label="Token endpoint",
            placeholder=example.TOKEN_ENDPOINT,
            hint="Leave it empty to use your provider's.",
            optional=True,
        ),
        Field(
            name="token_endpoint_auth_method",
            label="Client authentication",
            kind="select",
            choices=METHOD_CHOICES,
        ),
        Field(name="client_assertion", label="Signed JWT", kind="area"),
        Field(name="shell", label="Shell or tool", kind="select", choices=SHELLS, wire=False, remember=True),
        Field(
            name="client_secret_from",
            label="Source of the client_secret",
            kind="select",
            choices=SECRET_SOURCES,
            wire=False,
        ),
    ),
    view=view,
    uses=tuple(dict.fromkeys((*FLOW_USES, "metadata", "code_challenge"))),
    starts=("token_endpoint", "client_assertion", "code"),
    waits=("code", "The command needs the code, which the redirect brings."),
    actions=(),
    example={
        "provider": example.PROVIDER,
        "token_endpoint": example.TOKEN_ENDPOINT,
        "token_endpoint_auth_method": "client_secret_post",
        "shell": "posix",
        "client_secret_from": FROM_VARIABLE,
        "client_id": example.CLIENT_ID,
        "redirect_uri": example.REDIRECT_URI,
        "authorization_url": example.AUTHORIZATION_URL,
        "code": example.CODE,
        "code_verifier": example.CODE_VERIFIER,
        "returned_state": example.STATE,
        "code_received_at": example.CODE_RECEIVED_AT,
        "token_requested_at": str(example.NOW),
    },
    clock=True,
)
