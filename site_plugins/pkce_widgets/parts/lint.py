"""Read an authorization URL back, whoever built it: what is wrong with it, and what each parameter is for."""

from __future__ import annotations

from pkce_core import (
    AuthorizationRequest,
    ValidationError,
    check_authorization_url,
    parse_authorization_url,
)
from pkce_widgets import example
from pkce_widgets.flow.request_fields import MORE, OWN
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.message_rows import SECRETS, take_apart
from pkce_widgets.view.part import Field, Inputs, Part, PartView

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core import Report

EMPTY = "Paste an authorization URL, from your own program or from another tool."
RIGHT = "This authorization URL is right."
LOUD = ("url-secret", "url-verifier-leaked")
"""What is said before any other mistake: the reader has to act, even if she never sends this URL."""

EXAMPLE = (
    "https://banno.com/a/oidc-provider/api/v0/auth?response_type=code"
    f"&client_id={example.CLIENT_ID}"
    "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback"
    "&scope=openid%20profile&state=12345"
    f"&nonce={example.NONCE}&code_challenge={example.CODE_CHALLENGE}"
)
"""The request of the other examples, with two mistakes: no code_challenge_method, and a state that anyone guesses."""


def view(request: Inputs) -> PartView:
    """Answer the page: the worst finding in a sentence, the URL taken apart, every finding."""
    url = request.get("lint_url")
    if not url or (request.typing == "lint_url" and "?" not in url):
        return PartView(state="empty", verdict="Paste it whole, with its parameters." if url else EMPTY)
    report = check_authorization_url(url, used_states=request.get("used_states").split(" "))
    body = el("div", take_apart(url), findings_list(report), class_="pkce-evidence")
    state = "right" if report.ok else "wrong"
    invalid = () if report.ok else ("lint_url",)
    sentence = verdict(report)
    values = usable(url) if request.action == "use" else {}
    if request.action == "use":
        taken = ", ".join(name for name in values if name != MORE)
        sentence = f"{f'Now in the flow: {taken}.' if values else 'Nothing was taken over.'} {sentence}"
    return PartView(state=state, verdict=sentence, body=body, invalid=invalid, values=values)


def verdict(report: Report) -> str:
    """The worst finding in a sentence."""
    if report.errors:
        loud = [finding for finding in report.errors if finding.rule in LOUD]
        return (loud or report.errors)[0].message
    if report.warnings:
        return f"{RIGHT} But read the warning: {report.warnings[0].message}"
    return RIGHT


def usable(url: str) -> dict[str, str]:
    """The values of the URL for the rest of the flow; nothing when it cannot be read, and never a secret."""
    try:
        asked = parse_authorization_url(url)
    except ValidationError:
        return {}
    own = {name: str(getattr(asked, name)) for name in OWN if getattr(asked, name)}
    endpoint = url.strip().partition("#")[0].partition("?")[0]
    return {"authorization_endpoint": endpoint, **own, MORE: "\n".join(further(asked))}


def further(asked: AuthorizationRequest) -> list[str]:
    """The other parameters, one a line, as the part that builds URLs takes them."""
    fixed = (*OWN, "response_type", "code_challenge_method", "resource", "extra")
    named = [(name, getattr(asked, name)) for name in AuthorizationRequest.__dataclass_fields__ if name not in fixed]
    pairs = [*named, *(("resource", each) for each in asked.resource), *asked.extra]
    return [
        f"{name}={' '.join(str(value).split())}" for name, value in pairs if value is not None and name not in SECRETS
    ]


PART = Part(
    name="lint",
    title="Check an authorization URL",
    fields=(Field(name="lint_url", label="Authorization URL", kind="area", wire=False),),
    view=view,
    uses=("used_states",),
    actions=(("use", "Use these values"), ("clear", "Clear")),
    primary=False,
    example={"lint_url": EXAMPLE},
    caption="A worked example: a URL with two mistakes.",
)
