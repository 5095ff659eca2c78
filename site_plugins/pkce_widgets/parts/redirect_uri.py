"""The redirect URI beside the registered one: whether they are the same text, and where they differ."""

from __future__ import annotations

from pkce_core import (
    Finding,
    Level,
    Mark,
    RedirectUriDifference,
    Report,
    check_redirect_uri,
    compare_redirect_uri,
)
from pkce_widgets import example
from pkce_widgets.flow.server import redirect_uri_profile
from pkce_widgets.view.components import findings_list, marked, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import state_of

NO_URI = ("redirect-uri-character", "redirect-uri-relative", "redirect-uri-slashes")
"""The rules that a text breaks if it isn't a URI. To compare with such a text would only confuse."""


def view(inputs: Inputs) -> PartView:
    """Compare the two, and check yours by the provider's rules."""
    redirect_uri, registered = inputs.get("redirect_uri"), inputs.get("registered_redirect_uri")
    if not redirect_uri:
        return PartView(state="empty", verdict="Enter the redirect URI that you will send.")
    profile = redirect_uri_profile(inputs)
    broken = [finding for finding in check_redirect_uri(registered).errors if finding.rule in NO_URI]
    if registered and redirect_uri != registered and broken:
        return no_comparison(broken[0], check_redirect_uri(redirect_uri, profile=profile))
    report = check_redirect_uri(redirect_uri, profile=profile, registered=registered or None)
    difference = compare_redirect_uri(redirect_uri, registered) if registered else None
    mismatch = any(finding.rule == "redirect-uri-mismatch" for finding in report.errors)
    body = el(
        "div",
        comparison(redirect_uri, registered, difference, report) if registered or error_marks(report) else None,
        findings_list(unsaid(report)),
        class_="pkce-evidence",
    )
    invalid = ("redirect_uri", "registered_redirect_uri") if mismatch else ("redirect_uri",)
    return PartView(
        state=state_of(report),
        verdict=verdict(report, difference, registered),
        body=body,
        invalid=() if report.ok else invalid,
        notes={"registered_redirect_uri": "" if registered else "Enter it to compare every character."},
    )


def no_comparison(broken: Finding, own: Report) -> PartView:
    """The registered text isn't a URI, so yours is checked alone."""
    what = broken.message.replace("the redirect URI", "the registered redirect URI", 1)
    what = what.replace("The redirect URI", "The registered redirect URI", 1)
    body = el("div", findings_list([broken.replace(message=what), *own]), class_="pkce-evidence")
    invalid = ("registered_redirect_uri",) if own.ok else ("registered_redirect_uri", "redirect_uri")
    return PartView(state="wrong", verdict=what, body=body, invalid=invalid)


def verdict(report: Report, difference: RedirectUriDifference | None, registered: str) -> str:
    """The first broken rule, or else the difference."""
    if report.errors:
        others = [finding for finding in report.errors if finding.rule != "redirect-uri-mismatch"]
        return (others or report.errors)[0].message
    if registered and any(finding.rule == "redirect-uri-pattern" for finding in report):
        return "This redirect URI follows the rules. The registered one is a pattern."
    if registered and difference:
        return "The redirect URI matches the registered one: the rules allow this difference."
    if registered:
        return "The redirect URI matches the registered one exactly."
    return "This redirect URI follows the rules."


def unsaid(report: Report) -> list[Finding]:
    """The findings that the verdict has not said yet."""
    said = report.errors[0].message if report.errors else ""
    return [
        finding for finding in report if finding.message != said or finding.level is not Level.ERROR or finding.hint
    ]


def error_marks(report: Report) -> tuple[Mark, ...]:
    return tuple(mark for finding in report.errors for mark in finding.marks)


def comparison(redirect_uri: str, registered: str, difference: RedirectUriDifference | None, report: Report) -> Element:
    """Yours above the registered one, with the differences marked."""
    own = difference.marks if difference else error_marks(report)
    yours = value_row("redirect_uri", *marked(redirect_uri, places(own)), label="Yours")
    if not registered:
        return el("div", yours, class_="pkce-compare")
    theirs = difference.registered_marks if difference else ()
    known = value_row("redirect_uri", *marked(registered, places(theirs)), label="Registered", copy=registered)
    return el("div", yours, known, class_="pkce-compare")


def places(marks: tuple[Mark, ...]) -> list[tuple[int, int, str]]:
    """The places to mark. Where a character is missing, only the other text has a place to mark."""
    return [(mark.start, mark.end, mark.found) for mark in marks if mark.end > mark.start]


PART = Part(
    name="redirect-uri",
    title="Your redirect URI",
    fields=(
        Field(name="redirect_uri", label="The one you send", placeholder=example.REDIRECT_URI),
        Field(
            name="registered_redirect_uri",
            label="The registered one",
            optional=True,
            wire=False,
            placeholder=example.REDIRECT_URI,
            hint="Exactly as your client's registration has it.",
        ),
    ),
    view=view,
    uses=("redirect_uri_profile",),
    example={
        "redirect_uri": example.REDIRECT_URI,
        "registered_redirect_uri": f"{example.REDIRECT_URI}/",
        "redirect_uri_profile": example.PROVIDER,
    },
    caption="A worked example: the registered URI ends in a slash, and the one you send doesn't.",
)
