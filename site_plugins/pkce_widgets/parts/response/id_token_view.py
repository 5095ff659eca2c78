"""The ID token as it is shown: its header and every claim, what was expected, what is there, and the rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkce_core import Finding, Level, Unknown
from pkce_widgets.view.components import SHOWN, finding_item, legible
from pkce_widgets.view.durations import length, when
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core import Report
    from pkce_widgets.parts.response.pasted import PastedResponse

HEADER = {
    "alg": "How it was signed.",
    "kid": "Which key signed it, by its name in the issuer’s list of keys.",
    "typ": "What kind of token it is.",
}
CLAIMS = {
    "iss": "Who issued it.",
    "sub": "Who signed in, by a name that never changes at this issuer.",
    "aud": "Which clients it is for.",
    "azp": "To which client it was issued, when it is for several.",
    "exp": "Until when it may be accepted.",
    "iat": "When it was issued.",
    "nbf": "From when on it may be accepted.",
    "auth_time": "When the user logged in.",
    "nonce": "Ties it to your authorization request.",
    "at_hash": "Ties it to the access token: the left half of its hash.",
    "acr": "How strong the login was.",
    "amr": "How the user logged in.",
    "sid": "The session at the issuer.",
}
FARTHEST = 1e11  # seconds: what is further away is no date of ours
MOMENTS = ("exp", "iat", "nbf", "auth_time")
SIGNATURE = ("signature-", "client-secret-short", "jwks-", "kid-", "alg-confusion")
# Claims whose absence is a finding or an answer stand in the list even when the token lacks them.
AWAITED = ("iss", "sub", "aud", "exp", "iat", "nonce")


def id_token_view(reading: PastedResponse, report: Report, keys: Element | None = None) -> Element:
    """Everything about the ID token; the report is that of `check_id_token`, and the keys say how to get them."""
    token, left = reading.id_token, list(report)
    if token is None:
        return el("div", title("The ID token"), findings(left), class_="pkce-id-token")
    signature = list(taken(left, SIGNATURE))
    header = [row(reading, name, token.header[name], HEADER.get(name, ""), left) for name in token.header]
    names = (*token.claims, *(name for name in AWAITED if name not in token.claims))
    claims = [
        row(reading, name, token.claims.get(name), CLAIMS.get(name, "A claim of this provider."), left)
        for name in names
        if name in token.claims or any(belongs(finding, name) for finding in left)
    ]
    return el(
        "div",
        title("The ID token: its signature"),
        findings(signature),
        keys,
        title("Its header"),
        el("ul", *header, class_="pkce-claims", role="list"),
        title("Its claims"),
        el("ul", *claims, class_="pkce-claims", role="list"),
        findings(left) if left else None,
        class_="pkce-id-token",
    )


def title(text: str) -> Element:
    return el("p", text, class_="pkce-steps__title")


def findings(found: Iterable[Finding]) -> Element:
    return el("ul", *map(finding_item, found), class_="pkce-findings", role="list")


def row(reading: PastedResponse, name: str, there: object, meaning: str, left: list[Finding]) -> Element:
    """One member: what it is, is expected to be, and breaks; its findings are taken out of `left`."""
    found = list(taken(left, (), name))
    expected = expectation(reading, name)
    parts = [el("span", "It is ", el("code", written(there), dir="ltr"))] if there is not None else []
    moment = there if name in MOMENTS and isinstance(there, int | float) and abs(there) < FARTHEST else None
    if moment is not None and not is_said(moment, reading.now, found):
        parts.append(el("span", f" {when(moment, reading.now)}"))
    return el(
        "li",
        el("code", legible(name), class_="pkce-claim__name"),
        el("span", meaning, class_="pkce-claim__meaning") if meaning else None,
        el("span", *parts, class_="pkce-claim__value") if parts else None,
        el("span", "Expected: ", expected, class_="pkce-claim__value") if expected else None,
        findings(found) if found else None,
        class_="pkce-claim",
        data_value=name,
        data_level=worst(found),
    )


def is_said(moment: float, now: float, found: list[Finding]) -> bool:
    """Whether a finding tells how far the moment is from now."""
    return any(length(moment - now) in finding.message for finding in found)


def expectation(reading: PastedResponse, name: str) -> Element | str:
    """What a claim has to be; "" when nothing is known or asked."""
    known = {"iss": reading.issuer, "aud": reading.client_id, "azp": reading.client_id, "nonce": reading.nonce}
    expected = known.get(name)
    if isinstance(expected, str):
        return el("code", legible(expected), dir="ltr")
    if name == "nonce" and not isinstance(expected, Unknown):
        return "none, as the authorization request sent none"
    if name == "alg" and reading.algorithms:
        return el("code", legible(" or ".join(reading.algorithms)), dir="ltr")
    skew = f", give or take {reading.clock_skew} seconds" if reading.clock_skew else ""
    bounds = {"exp": f"after now ({reading.now:.0f})", "iat": f"not after now ({reading.now:.0f})"}
    bounds["nbf"] = bounds["iat"]
    return f"{bounds[name]}{skew}" if name in bounds else ""


def written(there: object) -> str:
    """A JSON value on one line, cut when it is long."""
    text = there if isinstance(there, str) else json.dumps(there, ensure_ascii=False)
    return legible(text) + (" …" if len(text) > SHOWN else "")


def taken(left: list[Finding], beginnings: tuple[str, ...], name: str = "") -> Iterator[Finding]:
    """Take out the findings whose rules begin so, or are about this member."""
    for finding in tuple(left):
        if finding.rule.startswith(beginnings) or (name and belongs(finding, name)):
            left.remove(finding)
            yield finding


def belongs(finding: Finding, name: str) -> bool:
    """Whether a finding is about this header parameter or claim."""
    slug = name.replace("_", "-")
    return finding.rule == slug or finding.rule.startswith(f"{slug}-")


def worst(found: Iterable[Finding]) -> str | None:
    levels = {finding.level for finding in found}
    order = (Level.ERROR, Level.WARNING, Level.INFO, Level.PASS)
    return next((level.value for level in order if level in levels), None)
