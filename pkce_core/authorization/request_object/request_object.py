"""The parameters of a request object (RFC 9101), and what is wrong with it as a JWT.

Nothing is verified. A claim is shown only if it names the client, the server or a time.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pkce_core.authorization.request_object.rules import RULES
from pkce_core.authorization.request_object.times import check_times
from pkce_core.jose.signature_form import signature_problem
from pkce_core.jose.unverified import Jwt, is_shortened, moment_problem, open_jwt
from pkce_core.specifications import Spec
from pkce_core.text.quoting import quoted, visible
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core.findings import Finding, Findings
    from pkce_core.text.form_encoding import Pairs

_PUSHED = "urn:ietf:params:oauth:request_uri:"
_OF_JWT = frozenset({"iss", "aud", "exp", "iat", "nbf", "jti", "sub"})
"""Claims that are no parameters."""
_OUTSIDE = frozenset({"client_id", "request", "request_uri"})
"""Parameters that belong to the URL."""
_TYPE = "oauth-authz-req+jwt"
_MOST_NAMES = 8
_BOTH = (
    "Send the same in both. An OpenID provider wants response_type, and scope with openid in it, in the URL too (OIDC"
    " Core §6.1)."
)
_MOST_PARAMETERS = 60


def read_elsewhere(pairs: Pairs, now: float | None = None) -> tuple[Findings, Pairs | None]:
    """What there is to say of a request in another place, and its parameters; None where they aren't known.

    Args:
        pairs: the parameters of the URL, with request or request_uri among them.
        now: the time in seconds since 1970; None when it isn't known.
    """
    outer = {name: value for name, value in pairs if value}
    if {"request", "request_uri"} <= outer.keys():
        # RFC 9101 §5: "If this parameter is present in the authorization request, request_uri MUST NOT be present."
        message = "The URL has both request and request_uri, and only one of them is allowed."
        return (RULES["request-object-twice"].error(message, "Leave one of them out."),), None
    if "request_uri" in outer:
        return tuple(_check_reference(outer["request_uri"])), None
    text = outer["request"]
    if is_shortened(text):
        message = "The request object is shortened or hidden in this URL, so it wasn't opened."
        return (RULES["request-object-form"].info(message, "Give the whole URL."),), None
    jwt = open_jwt(text)
    if isinstance(jwt, str):
        rule = RULES["request-object-form"]
        found = rule.info if "encrypted" in jwt else rule.error
        return (found(f"The request object (request) {jwt}."),), None
    inside = parameters_of(jwt)
    findings = (*check_request_object(jwt, outer, now=now), *_check_conflicts(dict(inside), outer))
    names = {name for name, _ in inside}
    return findings, (*inside, *((name, value) for name, value in pairs if name not in names | {"request"}))


def parameters_of(jwt: Jwt) -> Pairs:
    """The claims that are parameters, as a URL would have them."""
    found: list[tuple[str, str]] = []
    for name, value in jwt.claims.items():
        if name in _OF_JWT or value is None:
            continue
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            found += [(name, each) for each in value]
        elif isinstance(value, str):
            found.append((name, value))
        else:
            found.append((name, json.dumps(value)))
    return tuple(found[:_MOST_PARAMETERS])


def _check_reference(request_uri: str) -> Iterator[Finding]:
    if request_uri.startswith(_PUSHED):
        # RFC 9126 §4: the authorization request has client_id and the request_uri that the server returned
        message = "This is a pushed request: client_id and request_uri are all that its URL needs."
        hint = "A request_uri is for one use, within the seconds that expires_in said. Push again for another try."
        yield RULES["url-pushed"].info(message, hint)
        return
    message = "The request itself is at request_uri, so what this URL doesn't show may be there. That wasn't checked."
    yield RULES["url-pushed"].info(message, spec=Spec(document="RFC 9101", section="5"))
    if not re.match(r"(?i)(?:https?://|urn:)\S+$", request_uri):
        hint = "Send it as the server gave it, percent-encoded once."
        yield RULES["url-request-uri"].warning("request_uri isn't a URI.", hint)


def check_request_object(
    jwt: Jwt, outer: Mapping[str, str], *, now: float | None, sent_at: float | None = None, is_past: bool = False
) -> Iterator[Finding]:
    """What is wrong with a request object as a JWT.

    Args:
        jwt: the request object.
        outer: the parameters beside it.
        now: the time in seconds since 1970; None when it isn't known.
        sent_at: when it was sent, likewise.
        is_past: whether it was sent already, perhaps before it ended.
    """
    client_id = outer.get("client_id") or jwt.text("client_id")
    typ = jwt.header.get("typ")
    kind = typ.lower().removeprefix("application/") if isinstance(typ, str) else ""
    if kind and kind not in (_TYPE, "jwt"):
        message = f"The typ of the request object is {quoted(typ)}, which is that of another kind of JWT."
        yield RULES["request-object-kind"].error(message, f"Write {_TYPE}.")
    if client_id and jwt.text("sub") == client_id:
        # RFC 9101 §10.8 warns of a request object that is taken for a client_assertion
        message = "The sub of the request object is the client_id, so it can be taken for a client_assertion."
        yield RULES["request-object-kind"].warning(message, "Leave sub out.")
    alg = jwt.header.get("alg")
    if not isinstance(alg, str) or alg.lower() == "none":
        message = f"The request object isn't signed: its alg is {quoted(alg)}. Many servers refuse that."
        yield RULES["request-object-signed"].warning(message, "Sign it with the client's key.")
    for name in ("exp", "iat", "nbf"):
        if problem := moment_problem(jwt, name):
            yield RULES["request-object-time"].error(f"The {name} of the request object {problem}.")
    yield from check_times(jwt, now=now, sent_at=sent_at, is_past=is_past)
    if wrong := signature_problem(jwt, "request object"):
        yield RULES["request-object-signed"].error(*wrong)
    # RFC 9101 §4: a signed request object should have an iss, and the authorization server as aud
    own = [each for each in (jwt.text("client_id"), client_id) if each]  # where they differ, that is said of these
    if not jwt.text("iss"):
        yield RULES["request-object-iss"].warning("The request object has no iss.", "Add the client_id as iss.")
    elif own and jwt.text("iss") not in own:
        # OIDC Core §6.1: "The iss value SHOULD be the Client ID of the RP, unless it was signed by a different party
        # than the RP."
        message = f"The iss of the request object is {visible(jwt.text('iss'), 60)}, not the client_id."
        hint = "Write the client_id as iss, unless another party signs the request for you."
        yield RULES["request-object-iss-differs"].warning(message, hint)
    if not jwt.claims.get("aud"):
        yield RULES["request-object-aud"].warning("The request object has no aud.", "Add the issuer as aud.")
    if nested := [name for name in ("request", "request_uri") if name in jwt.claims]:
        # RFC 9101 §4: a request object must have neither request nor request_uri
        yield RULES["request-object-nested"].error(f"The request object has {join_words(nested)} in it.")


def _check_conflicts(inside: dict[str, str], outer: dict[str, str]) -> Iterator[Finding]:
    if "client_id" in inside and "client_id" in outer and inside["client_id"] != outer["client_id"]:
        # RFC 9101 §5: "The client ID values in the "client_id" request parameter and in the Request Object "client_id"
        # claim MUST be identical."
        message = "The client_id of the URL isn't the client_id in the request object."
        yield RULES["request-object-client-id"].error(message, "Send the same one in both.")
    common = [name for name in outer if name not in _OUTSIDE and name in inside and inside[name] != outer[name]]
    scope, wide = outer.get("scope", "").split(), inside.get("scope", "").split()
    is_openid = "openid" in {*scope, *wide}
    if "openid" in scope and {*scope} <= {*wide}:
        # OIDC Core §6.1: "Even if a scope parameter is present in the Request Object value, a scope parameter MUST
        # always be passed using the OAuth 2.0 request syntax containing the openid scope value"
        common = [name for name in common if name != "scope"]
    if common:
        # RFC 9101 §6.3: "The authorization server MUST only use the parameters in the Request Object, even if the same
        # parameter is provided in the query parameter."
        message = f"{_names(common)} in the URL and in the request object differ. The server takes that in the object."
        is_needed = is_openid and {*common} & {"scope", "response_type"}
        hint = _BOTH if is_needed else "Leave it out of the URL, or send the same."
        yield RULES["request-object-conflict"].warning(message, hint)
    if only := [name for name in outer if name not in _OUTSIDE and name not in inside]:
        message = f"{_names(only)} is in the URL and not in the request object, so servers may ignore it."
        yield RULES["request-object-outside"].warning(message, "Put every parameter into the request object.")


def _names(names: list[str]) -> str:
    return join_words(visible(name, 40) for name in names[:_MOST_NAMES])
