"""Whether the redirect URI is allowed: by the provider, by RFC 8252 for native apps, and where only https is.

The verdict is the provider's.
"""

from __future__ import annotations

from pkce_core import PROFILES, Finding, Level, Report, check_redirect_uri
from pkce_widgets import example
from pkce_widgets.flow.server import redirect_uri_profile
from pkce_widgets.view.components import capitalized, findings_list, level_word
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import state_of

OTHER_PROFILES = ("native", "strict")


def view(inputs: Inputs) -> PartView:
    """One line for each set of rules: whether it allows the redirect URI, and why."""
    redirect_uri = inputs.get("redirect_uri")
    if not redirect_uri:
        return PartView(state="empty", verdict="Enter a redirect URI to see where it is allowed.")
    profile = redirect_uri_profile(inputs)
    reports = {name: check_redirect_uri(redirect_uri, profile=name) for name in (profile, *OTHER_PROFILES)}
    own = reports[profile]
    verdict = f"{capitalized(PROFILES[profile].title)} allows this redirect URI."
    if not own.ok:
        verdict = f"{capitalized(PROFILES[profile].title)} doesn't allow this redirect URI. {own.errors[0].message}"
    items = [item(PROFILES[name].title, report) for name, report in reports.items()]
    return PartView(
        state=state_of(own),
        verdict=verdict,
        body=el("div", el("ul", *items, class_="pkce-judges", role="list"), class_="pkce-evidence"),
        invalid=() if own.ok else ("redirect_uri",),
    )


def item(title: str, report: Report) -> Element:
    """The answer of one set of rules, with the findings that led to it."""
    level = Level.PASS if report.ok else Level.ERROR
    return el(
        "li",
        el("p", level_word(level), " ", el("strong", capitalized(title)), class_="pkce-judge"),
        findings_list(most_important(report)),
    )


def most_important(report: Report) -> list[Finding]:
    """The errors and warnings, or else the first findings."""
    return [*report.errors, *report.warnings] or list(report)[:2]


PART = Part(
    name="redirect-rules",
    title="Is this redirect URI allowed?",
    fields=(Field(name="redirect_uri", label="Redirect URI", placeholder=example.REDIRECT_URI),),
    view=view,
    uses=("redirect_uri_profile",),
    example={"redirect_uri": example.REDIRECT_URI, "redirect_uri_profile": example.PROVIDER},
)
