"""Your redirect URI beside the registered one: the same text, or where they differ."""

from __future__ import annotations

from pkce_core import (
    PROFILES,
    Finding,
    Level,
    Mark,
    RedirectUriDifference,
    Report,
    check_redirect_uri,
    compare_redirect_uri,
)
from pkce_widgets.view.components import findings_list, marked, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

NO_URI = ("redirect-uri-character", "redirect-uri-relative", "redirect-uri-slashes")
"""The rules that a text breaks which is no URI: to compare with it would only confuse."""
LOCAL = "http://localhost:8080/callback"


def view(request: Inputs) -> PartView:
    """Compare the two, and judge yours by the provider's rules."""
    redirect_uri, registered = request.get("redirect_uri"), request.get("registered_redirect_uri")
    if not redirect_uri:
        return PartView(state="empty", verdict="Enter the redirect URI that you are going to send.")
    profile = request.get("redirect_uri_profile")
    profile = profile if profile in PROFILES else "generic"
    report = check_redirect_uri(redirect_uri, profile=profile, registered=registered or None)
    broken = [finding for finding in check_redirect_uri(registered).errors if finding.rule in NO_URI]
    if registered and redirect_uri != registered and broken:
        return no_comparison(broken[0], check_redirect_uri(redirect_uri, profile=profile))
    difference = compare_redirect_uri(redirect_uri, registered) if registered else None
    mismatch = any(finding.rule == "redirect-uri-mismatch" for finding in report.errors)
    body = el(
        "div",
        comparison(redirect_uri, registered, difference, report) if registered or wrong_marks(report) else None,
        findings_list(rest(report)),
        class_="pkce-evidence",
    )
    invalid = ("redirect_uri", "registered_redirect_uri") if mismatch else ("redirect_uri",)
    return PartView(
        state="right" if report.ok else "wrong",
        verdict=verdict(report, difference, registered),
        body=body,
        invalid=() if report.ok else invalid,
        notes={"registered_redirect_uri": "" if registered else "Then every character is compared."},
    )


def no_comparison(broken: Finding, own: Report) -> PartView:
    """The registered one is no URI; yours is judged alone."""
    what = broken.message.replace("the redirect URI", "the registered redirect URI", 1)
    what = what.replace("The redirect URI", "The registered redirect URI", 1)
    body = el("div", findings_list([broken.replace(message=what), *own]), class_="pkce-evidence")
    invalid = ("registered_redirect_uri",) if own.ok else ("registered_redirect_uri", "redirect_uri")
    return PartView(state="wrong", verdict=what, body=body, invalid=invalid)


def verdict(report: Report, difference: RedirectUriDifference | None, registered: str) -> str:
    """The difference in a sentence, else the first broken rule."""
    if report.errors:
        other = [finding for finding in report.errors if finding.rule != "redirect-uri-mismatch"]
        return (other or report.errors)[0].message
    if registered:
        return "This is the registered redirect URI, character for character." if not difference else "Both match."
    warning = " But read the warning below." if report.warnings else ""
    return f"This redirect URI keeps the rules.{warning}"


def rest(report: Report) -> list[Finding]:
    """What the verdict has not said yet."""
    said = report.errors[0].message if report.errors else ""
    return [
        finding for finding in report if finding.message != said or finding.level is not Level.ERROR or finding.hint
    ]


def wrong_marks(report: Report) -> tuple[Mark, ...]:
    return tuple(mark for finding in report.errors for mark in finding.marks)


def comparison(redirect_uri: str, registered: str, difference: RedirectUriDifference | None, report: Report) -> Element:
    """Both, one above the other, with the places where they differ marked."""
    own = difference.marks if difference else wrong_marks(report)
    yours = value_row("redirect_uri", *marked(redirect_uri, places(own)), label="Yours")
    if not registered:
        return el("div", yours, class_="pkce-compare")
    theirs = difference.registered_marks if difference else ()
    known = value_row("redirect_uri", *marked(registered, places(theirs)), label="Registered", copy=registered)
    return el("div", yours, known, class_="pkce-compare")


def places(marks: tuple[Mark, ...]) -> list[tuple[int, int, str]]:
    """Where to mark; a place without a character can't be, and its counterpart in the other text is."""
    return [(mark.start, mark.end, mark.found) for mark in marks if mark.end > mark.start]


PART = Part(
    name="redirect-uri",
    title="Your redirect URI",
    fields=(
        Field(name="redirect_uri", label="The one you send", placeholder=LOCAL),
        Field(
            name="registered_redirect_uri",
            label="The one that is registered",
            optional=True,
            wire=False,
            placeholder=LOCAL,
            hint="As it stands where your client is registered.",
        ),
    ),
    view=view,
    uses=("redirect_uri_profile",),
    example={
        "redirect_uri": LOCAL,
        "registered_redirect_uri": f"{LOCAL}/",
        "redirect_uri_profile": "banno-admin",
    },
    caption="A worked example: somebody typed a slash at the end.",
)
