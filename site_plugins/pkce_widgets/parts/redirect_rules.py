"""Your redirect URI under the rules of several judges: the provider's, RFC 8252's, and https only."""

from __future__ import annotations

from pkce_core import PROFILES, Finding, Level, Report, check_redirect_uri
from pkce_widgets.view.components import finding_item, level_word
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

OTHERS = ("native", "strict")


def view(request: Inputs) -> PartView:
    """One line a judge: accepted or not, and why."""
    redirect_uri = request.get("redirect_uri")
    if not redirect_uri:
        return PartView(state="empty", verdict="Enter a redirect URI, and see who accepts it.")
    profile = request.get("redirect_uri_profile")
    profile = profile if profile in PROFILES else "generic"
    reports = {name: check_redirect_uri(redirect_uri, profile=name) for name in dict.fromkeys((profile, *OTHERS))}
    own = reports[profile]
    title = PROFILES[profile].title
    verdict = (
        f"{capital(title)} accepts it." if own.ok else f"{capital(title)} does not accept it. {own.errors[0].message}"
    )
    items = [item(PROFILES[name].title, report) for name, report in reports.items()]
    return PartView(
        state="right" if own.ok else "wrong",
        verdict=verdict,
        body=el("div", el("ul", *items, class_="pkce-judges", role="list"), class_="pkce-evidence"),
        invalid=() if own.ok else ("redirect_uri",),
    )


def item(title: str, report: Report) -> Element:
    """One judge's verdict, with the findings that led to it."""
    level = Level.PASS if report.ok else Level.ERROR
    findings = [finding_item(finding) for finding in worth_saying(report)]
    return el(
        "li",
        el("p", level_word(level), " ", el("strong", capital(title)), class_="pkce-judge"),
        el("ul", *findings, class_="pkce-findings", role="list"),
    )


def worth_saying(report: Report) -> list[Finding]:
    """Errors and warnings, or what else there is when all is well."""
    loud = [*report.errors, *report.warnings]
    return loud or list(report)[:2]


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


PART = Part(
    name="redirect-rules",
    title="Who accepts it",
    fields=(Field(name="redirect_uri", label="Redirect URI", placeholder="http://localhost:8080/callback"),),
    view=view,
    uses=("redirect_uri_profile",),
    example={"redirect_uri": "http://localhost:8080/callback", "redirect_uri_profile": "banno-admin"},
)
