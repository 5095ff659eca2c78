"""A flow whose authorization request is in another place: opened where that is possible, and unknown where not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.request_object.request_object import check_request_object, parameters_of
from pkce_core.findings import Level
from pkce_core.flow.rules import RULES
from pkce_core.jose.unverified import open_jwt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues

_REQUEST = "authorization_request"
_LIKELY = ("request-object-time", "request-object-signed")
"""Rules of a request object whose warnings many servers take for errors."""
_MOST = 3
"""Mistakes that are named together."""


def check_opened_request(flow: FlowValues, now: float | None) -> Iterator[Finding]:
    """What is wrong with a request object, as one finding: a cause has one piece of evidence.

    Args:
        flow: the values that are known.
        now: the time in seconds since 1970; None when it isn't known.
    """
    jwt = open_jwt(flow.value(_REQUEST, "request") or "")
    if isinstance(jwt, str):
        return
    outer = {name: text for name in ("client_id",) if (text := flow.value(_REQUEST, name))}
    found = tuple(check_request_object(jwt, outer, now=now, sent_at=flow.authorization_requested_at, is_past=True))
    rule = RULES["request-object"]
    if errors := [each for each in found if each.level is Level.ERROR][:_MOST]:
        yield rule.error(" ".join(each.message for each in errors), errors[0].hint)
    for each in [each for each in found if each.rule in _LIKELY and not errors][:1]:
        yield rule.warning(each.message, each.hint)


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
