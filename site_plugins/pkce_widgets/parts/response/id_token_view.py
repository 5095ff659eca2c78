"""The ID token: its header and its claims, each with its value, the expected value and the findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkce_core import Finding, Unknown
from pkce_widgets.view.components import LEVELS, SHOWN, findings_list, heading, legible
from pkce_widgets.view.durations import distance
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkce_core import Report
    from pkce_widgets.parts.response.pasted import PastedResponse

HEADER = {
    "alg": "How the token was signed.",
    "kid": "Which of the issuer’s keys signed it.",
    "typ": "What kind of token it is.",
}
CLAIMS = {
    "iss": "Who issued the token.",
    "sub": "Who signed in: an ID that never changes at this issuer.",
    "aud": "Which clients the token is for.",
    "azp": "The client that the token was issued to, if it is for several.",
    "exp": "When the token expires.",
    "iat": "When the token was issued.",
    "nbf": "When the token becomes valid.",
    "auth_time": "When the user signed in.",
    "nonce": "Ties the token to your authorization request.",
    "at_hash": "Ties it to the access token: the left half of that token’s hash.",
    "acr": "How strongly the user was authenticated.",
    "amr": "How the user was authenticated.",
    "sid": "The session at the issuer.",
}
EXPECTED_CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")
"""Claims that have a row even if they are missing, because that is a finding."""
MOMENTS = ("exp", "iat", "nbf", "auth_time")
FARTHEST = 1e11
"""Seconds since 1970: a larger number isn't meant as a date."""
SAY_DISTANCE = frozenset(["exp", "exp-passed", "iat-future", "nbf-future", "auth-time-old"])
"""The rules whose findings say how far a moment is from now."""
SIGNATURE_RULES = ("signature-", "client-secret-short", "jwks-", "kid-", "alg-confusion")


def id_token_view(pasted: PastedResponse, report: Report, keys: Element | None = None) -> Element:
    """Everything about the ID token.

    Args:
        pasted: the response, and what it is compared with.
        report: of `check_id_token`.
        keys: how to get the issuer's keys.
    """
    token, left = pasted.id_token, list(report)
    if token is None:
        return el("div", heading("The ID token"), findings_list(left), class_="pkce-id-token")
    signature = list(taken(left, SIGNATURE_RULES))
    header = [row(pasted, name, token.header[name], HEADER.get(name, ""), left) for name in token.header]
    names = (*token.claims, *(name for name in EXPECTED_CLAIMS if name not in token.claims))
    claims = [
        row(pasted, name, token.claims.get(name), CLAIMS.get(name, "A claim of this provider."), left)
        for name in names
        if name in token.claims or any(is_about(finding, name) for finding in left)
    ]
    return el(
        "div",
        heading("Signature of the ID token"),
        findings_list(signature),
        keys,
        heading("Header of the ID token"),
        el("ul", *header, class_="pkce-claims", role="list"),
        heading("Claims of the ID token"),
        el("ul", *claims, class_="pkce-claims", role="list"),
        findings_list(left) if left else None,
        class_="pkce-id-token",
    )


def row(pasted: PastedResponse, name: str, value: object, meaning: str, left: list[Finding]) -> Element:
    """One member: what it is for, its value, the expected value, and its findings, which are taken out of `left`."""
    found = list(taken(left, (), name))
    expected = expectation(pasted, name)
    parts = [el("span", "Value: ", el("code", written(value), dir="ltr"))] if value is not None else []
    said = any(finding.rule in SAY_DISTANCE for finding in found)
    if name in MOMENTS and isinstance(value, int | float) and abs(value) < FARTHEST and not said:
        parts.append(el("span", f" {distance(value, pasted.now)}"))
    return el(
        "li",
        el("code", legible(name), class_="pkce-claim__name"),
        el("span", meaning, class_="pkce-claim__meaning") if meaning else None,
        el("span", *parts, class_="pkce-claim__value") if parts else None,
        el("span", "Expected: ", expected, class_="pkce-claim__value") if expected else None,
        findings_list(found) if found else None,
        class_="pkce-claim",
        data_value=name,
        data_level=worst_level(found),
    )


def expectation(pasted: PastedResponse, name: str) -> Element | str:
    """What a member should be; "" if nothing is expected of it."""
    known = {"iss": pasted.issuer, "aud": pasted.client_id, "azp": pasted.client_id, "nonce": pasted.nonce}
    expected = known.get(name)
    if isinstance(expected, str):
        return el("code", legible(expected), dir="ltr")
    if name == "nonce" and not isinstance(expected, Unknown):
        return "none, because the authorization request sent none"
    if name == "alg" and pasted.algorithms:
        return el("code", legible(" or ".join(pasted.algorithms)), dir="ltr")
    skew = f", give or take {pasted.clock_skew} seconds" if pasted.clock_skew else ""
    bounds = {"exp": f"after now ({pasted.now:.0f})", "iat": f"not after now ({pasted.now:.0f})"}
    bounds["nbf"] = bounds["iat"]
    return f"{bounds[name]}{skew}" if name in bounds else ""


def written(value: object) -> str:
    """A JSON value on one line, cut if it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return legible(text) + (" …" if len(text) > SHOWN else "")


def taken(left: list[Finding], starts: tuple[str, ...], name: str = "") -> Iterator[Finding]:
    """Take the findings out of `left` whose rules start like this, or that are about this member."""
    for finding in tuple(left):
        if finding.rule.startswith(starts) or (name and is_about(finding, name)):
            left.remove(finding)
            yield finding


def is_about(finding: Finding, name: str) -> bool:
    """Whether a finding is about this header parameter or claim."""
    slug = name.replace("_", "-")
    return finding.rule == slug or finding.rule.startswith(f"{slug}-")


def worst_level(found: Iterable[Finding]) -> str | None:
    levels = {finding.level for finding in found}
    return next((level.value for level in LEVELS if level in levels), None)
