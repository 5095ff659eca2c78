"""The header and the claims of a JWT that a client signed, each with what it is for and its findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkce_core import PkceError, parse_id_token
from pkce_widgets.view.components import SHOWN, findings_list, heading, legible
from pkce_widgets.view.durations import distance
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core import Finding

MEANINGS = {
    "typ": "What kind of JWT it is.",
    "alg": "How it was signed.",
    "kid": "Which of your keys signed it.",
    "iss": "Who made it: the client_id, or your Team ID at Apple.",
    "sub": "Which client it is for: the client_id.",
    "aud": "Which server it is for.",
    "jti": "Its own number, so that a server takes it once.",
    "iat": "When it was made.",
    "nbf": "When it becomes valid.",
    "exp": "When it expires.",
    "htm": "The method of the request that the proof belongs to.",
    "htu": "The URL of that request.",
    "ath": "Ties the proof to the access token: that token’s SHA-256.",
    "nonce": "What the server sent in a DPoP-Nonce header.",
}
"""The members that are shown. Others, such as a key, are only named."""
MOMENTS = ("iat", "nbf", "exp")
FARTHEST = 1e11
"""Seconds since 1970: a larger number isn't meant as a date."""
MOST_NAMED = 10


def opened(jwt: str) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """The header and the claims; both empty if the JWT can't be opened."""
    try:
        token = parse_id_token(jwt)
    except PkceError:
        return {}, {}
    return token.header, token.claims


def about(finding: Finding) -> str:
    """The member or the field that a finding is about."""
    return finding.rule.removesuffix("-form").removeprefix("client-jwt-").removeprefix("dpop-")


def members_view(jwt: str, left: list[Finding], now: float | None) -> Element | None:
    """The header and the claims, each with its findings, which are taken out of `left`; None if it can't be opened."""
    header, claims = opened(jwt)
    if not header:
        return None
    others = [name for each in (header, claims) for name in each if name not in MEANINGS]
    named = ", ".join(legible(name) for name in others[:MOST_NAMED])
    return el(
        "div",
        heading("Header"),
        el("ul", *(row(name, header[name], left, now) for name in MEANINGS if name in header), class_="pkce-claims",
           role="list"),
        heading("Claims"),
        el("ul", *(row(name, claims[name], left, now) for name in MEANINGS if name in claims), class_="pkce-claims",
           role="list"),
        el("p", f"Not shown: {named}{' …' if len(others) > MOST_NAMED else ''}.") if others else None,
    )  # fmt: skip


def row(name: str, value: object, left: list[Finding], now: float | None) -> Element:
    """One member: what it is for, its value, and its findings."""
    found = [finding for finding in left if about(finding) == name]
    left[:] = [finding for finding in left if finding not in found]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown, when = legible(text) + (" …" if len(text) > SHOWN else ""), ""
    if name in MOMENTS and isinstance(value, int | float) and now is not None and abs(value) < FARTHEST:
        when = f" {distance(value, now)}"
    return el(
        "li",
        el("code", name, class_="pkce-claim__name"),
        el("span", MEANINGS[name], class_="pkce-claim__meaning"),
        el("span", "Value: ", el("code", shown, dir="ltr"), when, class_="pkce-claim__value"),
        findings_list(found) if found else None,
        class_="pkce-claim",
        data_level=found[0].level.value if found else None,
    )
