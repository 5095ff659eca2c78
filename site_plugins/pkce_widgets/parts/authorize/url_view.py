"""Build the authorization URL: from the flow's values to a URL that is taken apart, judged, opened or copied."""

from __future__ import annotations

from pkce_core import (
    AuthorizationRequest,
    Finding,
    Level,
    Report,
    ValidationError,
    build_authorization_url,
    check_authorization_url,
    generate_nonce,
    generate_state,
)
from pkce_widgets.flow.request_fields import MORE, OWN
from pkce_widgets.parts.authorize.inputs import Server, check_redirect
from pkce_widgets.view.components import copy_button, finding_item, findings_list, missing_list
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.message_rows import take_apart
from pkce_widgets.view.part import Inputs, PartView

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


READY = "Your authorization URL is ready. Open it, sign in, and come back with the address where the browser ends."


WHERE = {
    "authorization_endpoint": "choose a provider, or take it from the discovery document",
    "client_id": "from your application's registration",
    "redirect_uri": "as it is registered for your application",
    "code_verifier": "create a pair; the URL carries its challenge",
}


NO_URL = {"authorization_url": ""}
FIELD_OF = (
    ("url-client-id", "client_id"),
    ("url-redirect-uri", "redirect_uri"),
    ("redirect-uri", "redirect_uri"),
    ("url-scope", "scope"),
    ("url-openid", "scope"),
    ("url-state", "state"),
    ("url-nonce", "nonce"),
    ("challenge", "code_challenge"),
    ("url-challenge", "code_challenge"),
    ("pair", "code_challenge"),
    ("url-not-", "authorization_endpoint"),
    ("url-fragment", "authorization_endpoint"),
    ("url-userinfo", "authorization_endpoint"),
    ("url-prompt", MORE),
    ("url-max-age", MORE),
    ("url-claims", MORE),
    ("url-resource", MORE),
    ("url-secret", MORE),
    ("url-duplicate", MORE),
    ("more-", MORE),
)
"""How the rules of findings start -> the field that holds the value they judge."""


def made_for(request: Inputs) -> dict[str, str]:
    """What the reader has not given and this part has not made before: a state, a nonce, and openid as scope."""
    made = set(request.get("request_made").split())
    values: dict[str, str] = {}
    if not request.get("scope") and "scope" not in made and request.typing != "scope":
        values["scope"] = "openid"
    if not request.get("state") and "state" not in made and request.typing != "state":
        values["state"] = generate_state()
    openid = "openid" in (values.get("scope") or request.get("scope")).split()
    if openid and not request.get("nonce") and "nonce" not in made and request.typing != "nonce":
        values["nonce"] = generate_nonce()
    return {**values, "request_made": " ".join(sorted(made | values.keys()))} if values else {}


def incomplete(absent: list[str], server: Server) -> PartView:
    """What is missing, and where it comes from."""
    names = ", ".join(absent[:-1]) + (" and " if absent[:-1] else "") + absent[-1]
    verdict = f"Still missing: {names}."
    return PartView(state="empty", verdict=verdict, body=missing(absent), notes=server.notes, values=NO_URL)


def missing(names: Iterable[str]) -> Element:
    return el("div", missing_list((name, WHERE[name]) for name in names), class_="pkce-evidence")


def refused(problems: Iterable[Finding], server: Server) -> PartView:
    """No URL, because of these errors."""
    errors = Report(findings=tuple(problems)).errors
    return PartView(
        state="wrong",
        verdict=worst(errors),
        body=el("div", findings_list(errors), class_="pkce-evidence"),
        invalid=fields_of(errors),
        notes=beside(errors, server),
        values=NO_URL,
    )


def built(request: Inputs, server: Server, challenge: str, more: Mapping[str, object]) -> PartView:
    """The URL, taken apart, with what is to say about it."""
    made = made_for(request)
    own = {name: made.get(name) or request.get(name) for name in OWN if name != "code_challenge"}
    asked = AuthorizationRequest(**own, code_challenge=challenge, code_challenge_method="S256", **more)  # type: ignore[arg-type]
    try:
        url = build_authorization_url(asked, server.authorization_endpoint)
        report = check_authorization_url(url, used_states=request.get("used_states").split(" "))
    except ValidationError as problem:
        return refused(problem.report, server)
    place = check_redirect(request, server)
    said = {(finding.rule, finding.message) for finding in report}
    findings = [*report, *server.findings]
    if place.level is not Level.PASS and (place.rule, place.message) not in said:
        findings.append(place)
    errors = Report(findings=tuple(findings)).errors
    line = el("div", el("ul", finding_item(place), class_="pkce-findings", role="list"))
    body = el(
        "div",
        leave(url) if report.ok else None,
        take_apart(url, {"redirect_uri": line}),
        findings_list(findings),
        class_="pkce-evidence",
    )
    warnings = len(Report(findings=tuple(findings)).warnings)
    doubt = f" But read the warning{'s' if warnings > 1 else ''} below first." if warnings else ""
    return PartView(
        state="wrong" if errors else "right",
        verdict=worst(errors) if errors else READY + doubt,
        body=body,
        invalid=fields_of(errors),
        notes=beside(errors, server),
        values={"authorization_url": url if report.ok else "", **made},
    )


def leave(url: str) -> Element:
    """The two ways to the server. The element notes down which URL went out, and when."""
    link = el(
        "a",
        "Open in a new tab",
        href=url,
        target="_blank",
        rel="noopener noreferrer nofollow",
        class_="pkce-go__link",
        data_requested="",
    )
    copy = copy_button(url, "the authorization URL")
    copy.attributes["data-requested"] = ""
    return el("p", link, copy, class_="pkce-go")


def worst(errors: Iterable[Finding]) -> str:
    """The first error in a sentence, and how many more there are."""
    first, *others = errors
    if not others:
        return first.message
    return f"{first.message} And there {'is one more error' if len(others) == 1 else f'are {len(others)} more errors'}."


def fields_of(errors: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for finding in errors if (name := field_of(finding.rule))))


def field_of(rule: str) -> str:
    return next((name for start, name in FIELD_OF if rule.startswith(start)), "")


def beside(errors: Iterable[Finding], server: Server) -> dict[str, str]:
    """What stands beside each field: its first error, or where its value comes from."""
    notes = dict(server.notes)
    for finding in reversed([*errors]):
        if name := field_of(finding.rule):
            notes[name] = finding.message
    return notes
