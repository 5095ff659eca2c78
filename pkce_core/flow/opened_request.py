"""A flow whose authorization request is in another place: opened where that is possible, and unknown where not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.request_object.request_object import parameters_of
from pkce_core.jose.unverified import open_jwt

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues

_REQUEST = "authorization_request"


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
