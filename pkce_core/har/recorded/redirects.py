"""Which requests with code or error, and state, are redirects of a login: many others have these names too.

A shop has ?code=SUMMER24&state=CA in its addresses. A request is a redirect of a login if another step of the file
knows its values or sent it, or if its own values are of OAuth's form and the browser opened it as a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pkce_core.error_codes import ERROR_CODES
from pkce_core.har.recorded.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkce_core.har.recorded.steps import Step

_RANDOM = r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[!-~]{16,}"
"""A code or a state that nobody guesses: 16 characters or more, letters and digits among them."""
_PLACE = (
    r"(?i)callback|redirect|oauth|oidc|openid|(?<![a-z])(?:cb|sso|auth|authn|authorized?|log-?in|sign-?in)(?![a-z])"
)
"""What is in the path of most redirect URIs."""
_SENT = (Kind.AUTHORIZATION, Kind.PUSHED, Kind.TOKEN, Kind.REFRESH)


def without_strangers(steps: Iterable[Step], redirect_uris: frozenset[str]) -> list[Step]:
    """The steps without the requests that only have the names of a redirect.

    Args:
        steps: of a file.
        redirect_uris: as for `kind_of`.
    """
    steps = list(steps)
    sent = [step for step in steps if step.kind in _SENT]
    known = {step.parameters[name] for step in sent for name in ("state", "code") if step.parameters.get(name)}
    hosts = {_host(step.address) for step in sent}
    return [
        step
        for step in steps
        if step.kind is not Kind.CALLBACK
        or step.address.partition("?")[0].partition("#")[0] in redirect_uris
        or not known.isdisjoint((step.parameters.get("state"), step.parameters.get("code")))
        or (step.address != step.exchange.url and _host(step.exchange.url) in hosts)
        or _has_its_form(step)
    ]


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _has_its_form(step: Step) -> bool:
    """Whether the values of a request, its place and how it was sent are those of a redirect."""
    given = step.parameters
    is_issued = given.get("iss", "").startswith("https://") or "session_state" in given
    random = [name for name in ("code", "state") if re.fullmatch(_RANDOM, given.get(name, ""))]
    if is_issued or len(random) == 2:
        return True
    mode = step.exchange.headers.get("sec-fetch-mode", "navigate")
    is_page = mode == "navigate" and "json" not in step.exchange.response_headers.get("content-type", "")
    is_place = re.search(_PLACE, re.sub(r"^\w+://[^/]*", "", step.address).partition("?")[0]) is not None
    if "error" in given:
        is_said = given["error"] in ERROR_CODES or "error_description" in given
        return is_page and is_said and (is_place or bool(random))
    return is_page and is_place and (bool(random) or step.is_hidden)
