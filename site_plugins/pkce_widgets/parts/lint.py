"""Check an authorization URL, whoever built it: what is wrong with it, and what each parameter is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import ValidationError, check_authorization_url, parse_authorization_url
from pkce_widgets import example
from pkce_widgets.flow.request_fields import MORE_PARAMETERS, OWN_FIELDS
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.message_rows import SECRETS, take_apart
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import state_of

if TYPE_CHECKING:
    from pkce_core import AuthorizationRequest, Report

EMPTY = "Paste an authorization URL, from your own program or from another tool."
RIGHT = "This authorization URL is correct."
RIGHT_PARAMETERS = "The parameters of this authorization URL are correct."
"""What can be said where the path of the endpoint may be wrong."""
LEAKS = ("url-secret", "url-verifier-leaked")
"""Errors that come before all others: the reader must act on them, even if this URL is never sent."""
EXAMPLE = (
    "https://banno.com/a/oidc-provider/api/v0/auth?response_type=code"
    f"&client_id={example.CLIENT_ID}"
    "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback"
    "&scope=openid%20profile&state=12345"
    f"&nonce={example.NONCE}&code_challenge={example.CODE_CHALLENGE}"
)
"""The request of the other examples with two mistakes: no code_challenge_method, and a state that is easy to guess."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: the worst finding in a sentence, the URL taken apart, every finding."""
    url = inputs.get("lint_url")
    if not url or (inputs.typing == "lint_url" and "?" not in url):
        return PartView(state="empty", verdict="Paste the whole URL, with its parameters." if url else EMPTY)
    report = check_authorization_url(url, used_states=inputs.get("used_states").split(" "))
    sentence, values = verdict(report), {}
    if inputs.action == "use":
        values = usable(url)
        taken = ", ".join(name for name in values if name != MORE_PARAMETERS)
        sentence = f"{f'Now in your flow: {taken}.' if values else 'No values were taken.'} {sentence}"
    return PartView(
        state=state_of(report),
        verdict=sentence,
        body=el("div", take_apart(url), findings_list(report), class_="pkce-evidence"),
        invalid=() if report.ok else ("lint_url",),
        values=values,
    )


def verdict(report: Report) -> str:
    """The worst finding in a sentence."""
    if report.errors:
        leaks = [finding for finding in report.errors if finding.rule in LEAKS]
        return (leaks or report.errors)[0].message
    if report.warnings:
        odd = [finding for finding in report.warnings if finding.rule == "url-endpoint-path"]
        right = RIGHT_PARAMETERS if odd else RIGHT
        return f"{right} One warning: {(odd or report.warnings)[0].message}"
    return RIGHT


def usable(url: str) -> dict[str, str]:
    """The values of the URL for the rest of the flow, without any secret; empty if the URL can't be read."""
    try:
        request = parse_authorization_url(url)
    except ValidationError:
        return {}
    own = {name: str(getattr(request, name)) for name in OWN_FIELDS if getattr(request, name)}
    endpoint = url.strip().partition("#")[0].partition("?")[0]
    return {"authorization_endpoint": endpoint, **own, MORE_PARAMETERS: "\n".join(further(request))}


def further(request: AuthorizationRequest) -> list[str]:
    """The other parameters, one per line, as the part that builds URLs reads them."""
    without = {*OWN_FIELDS, "response_type", "code_challenge_method", *SECRETS}
    return [
        f"{name}={' '.join(str(text).split())}"
        for name, value in request.to_dict().items()
        if name not in without
        for text in (value if isinstance(value, tuple) else (value,))
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
