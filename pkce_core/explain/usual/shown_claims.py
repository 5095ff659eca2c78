"""What the JWTs of a token request say of themselves, as evidence for a cause that nothing proves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.explain.usual.by_authorization import lacks_consent
from pkce_core.flow.opened_request import with_opened_request
from pkce_core.jose.unverified import Jwt, moment_of, open_jwt, show_moment
from pkce_core.text.quoting import visible
from pkce_core.text.times import duration
from pkce_core.text.wording import LONGEST_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.flow.values import FlowValues

_AUDIENCE = r"(?i)\baud(?:ience)?\b"
_OTHER_PARTS = r"(?i)\b(?:cert\w*|keys?|signature|expired|exp|iat|jti|x5t|kid|alg\w*|issuer|iss|sub|subject)\b"
WITH_HEADERS = ("HTTP", "curl", "curl -v")
"""How a request is written that shows its headers."""
_IN_PLACE = "Google takes access_type=offline in its place, and GitLab gives a refresh token without it."
_OLD = 300
"""Seconds; few servers accept a DPoP proof that is older."""


def shown_claims(flow: FlowValues, now: float | None, words: str) -> Mapping[str, str]:
    """A sentence for each cause that a claim may have, to compare with what the server wants.

    Args:
        flow: what was sent and received.
        now: the time in seconds since 1970; None when it isn't known.
        words: the server's own words; where they are about another part of a JWT, its aud isn't shown.
    """
    is_other = re.search(_OTHER_PARTS, words[:LONGEST_MESSAGE]) and not re.search(_AUDIENCE, words[:LONGEST_MESSAGE])
    return dict(
        (*(() if is_other else _aud(flow)), *_iat(flow, now), *_no_proof(flow), *_offline(flow), *_of_apple(flow))
    )


def _of_apple(flow: FlowValues) -> Iterator[tuple[str, str]]:
    secret = open_jwt(flow.value("token_request", "client_secret") or "")
    if isinstance(secret, Jwt) and secret.claims.get("aud") == "https://appleid.apple.com":
        yield (
            "client-differs",
            "Apple's code belongs to the app's bundle ID if the app got it on the device, and to the Services ID if a"
            " page did.",
        )


def _offline(flow: FlowValues) -> Iterator[tuple[str, str]]:
    """What the authorization request asks for that only some servers have, or that some want only with consent."""
    opened = with_opened_request(flow)
    if lacks_consent(opened):
        yield "consent-prompt", "The scope has offline_access, and the request has no prompt=consent."
    if "offline_access" in (opened.value("authorization_request", "scope") or "").split():
        yield "scope-unknown", f"The request asks for offline_access, which not every server has: {_IN_PLACE}"


def _no_proof(flow: FlowValues) -> Iterator[tuple[str, str]]:
    sent = flow.sent_token_request
    if sent is not None and sent.written_as in WITH_HEADERS and not (sent.dpop or sent.has_hidden_dpop):
        yield "dpop-missing", "The token request has no DPoP header."


def _aud(flow: FlowValues) -> Iterator[tuple[str, str]]:
    jwt = open_jwt(flow.value("token_request", "client_assertion") or "")
    if not isinstance(jwt, Jwt):
        return
    aud = jwt.claims.get("aud")
    named = [each for each in (aud if isinstance(aud, list) else [aud]) if isinstance(each, str) and each]
    if not named:
        return
    if len(named) > 1:
        yield (
            "assertion-refused",
            f"The aud of the client_assertion has {len(named)} values: {visible(', '.join(named), 200)}. Some servers,"
            " such as Microsoft Entra ID, take exactly one: the token endpoint or the issuer.",
        )
        return
    last = named[0].partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    if "token" in last:
        return
    yield (
        "assertion-refused",
        f"The aud of the client_assertion is {visible(', '.join(named), 200)}, which doesn't look like the address of a"
        " token endpoint. A server wants its token endpoint or its issuer there, and compares every character.",
    )


def _iat(flow: FlowValues, now: float | None) -> Iterator[tuple[str, str]]:
    proof = open_jwt(flow.sent_token_request.dpop if flow.sent_token_request else "")
    made = moment_of(proof, "iat") if isinstance(proof, Jwt) else None
    at = flow.token_requested_at if flow.token_requested_at is not None else now
    if made is None or at is None or abs(at - made) <= _OLD:
        return
    when = "before" if made < at else "after"
    than = "now" if flow.token_requested_at is None else "the token request"
    sentence = f"The iat of the DPoP proof is {show_moment(made)}, {duration(abs(at - made))} {when} {than}."
    if made < at and flow.token_requested_at is None:
        sentence += " If the request wasn't sent then, the proof was too old."
    yield "dpop-time", sentence
