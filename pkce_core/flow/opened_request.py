"""A flow whose authorization request is in another place: opened where that is possible, and unknown where not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.request_object.request_object import check_request_object, parameters_of
from pkce_core.findings import Level
from pkce_core.flow.rules import RULES
from pkce_core.jose.unverified import Jwt, is_shortened, moment_of, open_jwt
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

_REQUEST = "authorization_request"
_CAUSES = {
    "request-object-kind": RULES["object-form"],
    "request-object-signed": RULES["object-signature"],
    "request-object-time": RULES["object-time"],
    "request-object-nested": RULES["object-parameters"],
}
"""By rule of a request object: the cause that an error of it is."""
_LONGEST_LIFE = 3600
"""Seconds: the longest that FAPI lets a request object last, from its nbf on."""
_MOST = 3
"""Mistakes that are named together."""


def check_opened_request(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """What is wrong with a request object, as one finding for each cause.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    text = flow.value(_REQUEST, "request")
    if not text or is_shortened(text):
        return
    jwt = open_jwt(text)
    if isinstance(jwt, str):
        if "encrypted" not in jwt:
            yield RULES["object-form"].error(f"The request object {jwt}.")
        return
    outer = {name: value for name in ("client_id",) if (value := flow.value(_REQUEST, name))}
    sent_at = flow.authorization_requested_at
    found = tuple(check_request_object(jwt, outer, now=now, sent_at=sent_at, is_past=True))
    for name, rule in _CAUSES.items():
        if errors := [each for each in found if each.rule == name and each.level is Level.ERROR][:_MOST]:
            yield rule.error(" ".join(each.message for each in errors), errors[0].hint)
    yield from _check_client_id(jwt, outer)
    for each in [each for each in found if each.level is Level.WARNING]:
        yield from _check_warning(each)
    yield from _check_aud(jwt, flow.issuer)
    yield from _check_time(jwt, found, now, sent_at)


def _check_client_id(jwt: Jwt, outer: dict[str, str]) -> Iterator[Finding]:
    inside = jwt.text("client_id")
    if inside and outer and inside != outer["client_id"]:
        # RFC 9101 §5: "The client ID values in the "client_id" request parameter and in the Request Object "client_id"
        # claim MUST be identical."
        message = "The client_id of the URL isn't the client_id in the request object."
        yield RULES["object-client"].error(message, "Send the same one in both.")


def _check_warning(finding: Finding) -> Iterator[Finding]:
    """A warning that many servers take for an error, as the cause that it is."""
    if finding.rule == "request-object-signed":
        yield RULES["object-alg"].warning(finding.message, finding.hint)
    elif finding.rule == "request-object-time":
        yield RULES["object-time"].warning(finding.message, finding.hint)
    elif finding.rule == "request-object-iss-differs":
        yield RULES["object-client"].warning(finding.message, finding.hint)
    elif finding.rule in ("request-object-iss", "request-object-aud"):
        yield RULES["object-claim-missing"].info(finding.message, finding.hint)


def _check_aud(jwt: Jwt, issuer: str | None) -> Iterator[Finding]:
    aud = jwt.claims.get("aud")
    named = [each for each in (aud if isinstance(aud, list) else [aud]) if isinstance(each, str) and each]
    if issuer and named and issuer not in named:
        # RFC 9101 §4: aud should be the issuer of the authorization server
        message = f"The aud of the request object is {visible(', '.join(named), 200)}, and the issuer is"
        yield RULES["object-aud"].warning(f"{message} {visible(issuer, 200)}.", "Write the issuer as aud.")


def _check_time(jwt: Jwt, found: tuple[Finding, ...], now: float | None, sent_at: float | None) -> Iterator[Finding]:
    """That the times fit, if the time of the request is known, or the time now, before which it was sent."""
    at = now if sent_at is None else sent_at
    if at is None or any(each.rule == "request-object-time" for each in found):
        return
    exp, nbf, iat = (moment_of(jwt, name) for name in ("exp", "nbf", "iat"))
    start = nbf if nbf is not None else iat
    rule = RULES["object-time"]
    if exp is None:
        yield rule.passed("The request object has no exp, and no time that is ahead.")
    elif exp - (at if start is None else start) > _LONGEST_LIFE:
        return
    elif sent_at is None:
        yield rule.passed("The request object hasn't ended yet, and no time in it is ahead.")
    else:
        yield rule.passed("The request object had begun and hadn't ended when it was sent.")


def with_opened_request(flow: FlowValues) -> FlowValues:
    """The flow with the parameters of a request object; without its request where that can't be opened.

    What was pushed (RFC 9126), or is encrypted, isn't absent: it isn't known, so nothing is compared with it.

    Args:
        flow: the values that are known.
    """
    text = flow.value(_REQUEST, "request")
    if flow.value(_REQUEST, "request_uri") is None and text is None:
        return flow
    jwt = open_jwt(text) if text else ""
    if isinstance(jwt, str):
        return replace(flow, authorization_request=MappingProxyType({}))
    inside = {name: value for name, value in parameters_of(jwt) if name != "resource"}
    outer = {name: value for name, value in flow.authorization_request.items() if name != "request"}
    return replace(flow, authorization_request=MappingProxyType({**outer, **inside}))
