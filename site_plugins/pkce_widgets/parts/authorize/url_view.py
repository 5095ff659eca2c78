"""The authorization URL: built from the flow's values, taken apart, with every finding, ready to open or copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import (
    AuthorizationRequest,
    Finding,
    Level,
    Report,
    ValidationError,
    build_authorization_url,
    check_authorization_url,
    check_redirect_uri,
    generate_nonce,
    generate_state,
)
from pkce_widgets.flow.request_fields import MORE_PARAMETERS, OWN_FIELDS
from pkce_widgets.parts.authorize.inputs import Server, check_redirect
from pkce_widgets.view.components import copy_button, findings_list
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.message_rows import take_apart
from pkce_widgets.view.part import Inputs, PartView
from pkce_widgets.view.verdict import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

READY = "Your authorization URL is ready. Open it, sign in, then copy the address where the browser ends up."
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
    ("url-prompt", MORE_PARAMETERS),
    ("url-max-age", MORE_PARAMETERS),
    ("url-claims", MORE_PARAMETERS),
    ("url-resource", MORE_PARAMETERS),
    ("url-secret", MORE_PARAMETERS),
    ("url-duplicate", MORE_PARAMETERS),
    ("more-", MORE_PARAMETERS),
)
"""How the rules of findings start, and the field whose value they check."""


def built(inputs: Inputs, server: Server, challenge: str, more: Mapping[str, object]) -> PartView:
    """The URL, taken apart, with everything there is to say about it."""
    made = make_missing(inputs)
    values = {name: made.get(name) or inputs.get(name) for name in OWN_FIELDS if name != "code_challenge"}
    request = AuthorizationRequest(**values, code_challenge=challenge, code_challenge_method="S256", **more)  # type: ignore[arg-type]
    try:
        url = build_authorization_url(request, server.authorization_endpoint)
        report = check_authorization_url(url, used_states=inputs.get("used_states").split(" "))
    except ValidationError as problem:
        return refused(problem.report, server)
    may_be_tried = is_usable(report, inputs.get("redirect_uri"))
    redirect = check_redirect(inputs, server)
    kept = said_elsewhere(report)
    said = {(finding.rule, finding.message) for finding in kept}
    whole = kept + Report(findings=server.findings)
    if redirect.level is Level.ERROR and (redirect.rule, redirect.message) not in said:
        whole += Report(findings=(redirect,))
    passed = whole.at(Level.PASS)
    body = el(
        "div",
        ways_out(url) if may_be_tried else None,
        findings_list(finding for finding in whole if finding.level is not Level.PASS),
        el(
            "details",
            el("summary", "What each part means"),
            take_apart(url, {"redirect_uri": el("div", findings_list([redirect]))}),
            findings_list(passed),
        ),
        class_="pkce-evidence",
    )
    return PartView(
        state=state_of(whole),
        verdict=READY if whole.ok else count_errors(whole.errors),
        body=body,
        invalid=fields_of(whole.errors),
        notes=notes(whole.errors, server),
        values={"authorization_url": url if may_be_tried else "", **made},
    )


def is_usable(report: Report, redirect_uri: str) -> bool:
    """Whether the URL may be opened: nothing is wrong but what only this provider refuses in the redirect URI."""
    is_right_elsewhere = check_redirect_uri(redirect_uri, profile="generic").ok
    return all(is_right_elsewhere and each.rule.startswith("redirect-uri") for each in report.errors)


def said_elsewhere(report: Report) -> Report:
    """The findings without the warnings about the redirect URI: its own step has said them, by the provider's rules."""
    kept = (each for each in report if not (each.rule.startswith("redirect-uri") and each.level is Level.WARNING))
    return Report(findings=tuple(kept))


def make_missing(inputs: Inputs) -> dict[str, str]:
    """A state, a nonce, and openid as the scope, unless the reader gave them or this part made them before."""
    made = set(inputs.get("request_made").split())

    def is_missing(name: str) -> bool:
        return not inputs.get(name) and name not in made and inputs.typing != name

    values: dict[str, str] = {}
    if is_missing("scope"):
        values["scope"] = "openid"
    if is_missing("state"):
        values["state"] = generate_state()
    if is_missing("nonce") and "openid" in (values.get("scope") or inputs.get("scope")).split():
        values["nonce"] = generate_nonce()
    return {**values, "request_made": " ".join(sorted(made | values.keys()))} if values else {}


def ways_out(url: str) -> Element:
    """A link and a button that copies. The element notes which URL left the page this way, and when."""
    link = el(
        "a",
        "Open the login page",
        href=url,
        target="_blank",
        rel="noopener noreferrer nofollow",
        class_="pkce-go__link",
        data_requested="",
    )
    copy = copy_button(url, "the authorization URL", words="Copy the URL")
    copy.attributes["data-requested"] = ""
    return el("p", link, copy, class_="pkce-go")


def refused(problems: Iterable[Finding], server: Server) -> PartView:
    """No URL, because of these errors."""
    errors = Report(findings=tuple(problems)).errors
    return PartView(
        state="wrong",
        verdict=count_errors(errors),
        body=el("div", findings_list(errors), class_="pkce-evidence"),
        invalid=fields_of(errors),
        notes=notes(errors, server),
        values=NO_URL,
    )


def count_errors(errors: Iterable[Finding]) -> str:
    """The first error, and how many more there are."""
    first, *others = errors
    if not others:
        return first.message
    return f"{first.message} There {'is one more error' if len(others) == 1 else f'are {len(others)} more errors'}."


def fields_of(errors: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for finding in errors if (name := field_of(finding.rule))))


def field_of(rule: str) -> str:
    return next((name for start, name in FIELD_OF if rule.startswith(start)), "")


def notes(errors: Iterable[Finding], server: Server) -> dict[str, str]:
    """The note beside each field: its first error, or where its value comes from."""
    beside = dict(server.notes)
    for finding in reversed([*errors]):
        if name := field_of(finding.rule):
            beside[name] = finding.message
    return beside
