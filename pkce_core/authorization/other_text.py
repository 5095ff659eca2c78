"""What a text is when it isn't the response: the authorization URL, a page on the way, a token response."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.joined_parameters import RESULTS
from pkce_core.authorization.response_rules import RULES
from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.recognized import Sureness
from pkce_core.text.printed_object import find_printed_object
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.authorization.response import AuthorizationResponse
    from pkce_core.findings import Finding
    from pkce_core.text.form_encoding import Pairs

_LONGEST = 20_000
"""Characters of a text that are looked at to say what it is."""
_REDIRECT = "Paste the address that the browser went to, which starts with your redirect URI."
_MEMBERS = frozenset({"access_token", "id_token", "error"})
_NEXT: Mapping[str, str] = MappingProxyType(
    {
        "token-response": f"`pkce response` checks a token response. {_REDIRECT}",
        "error": f"If the token endpoint answered this, `pkce response` and `pkce explain` say more. {_REDIRECT}",
        "metadata": f"`pkce discover` checks a discovery document. {_REDIRECT}",
        "token-request": f"The token request comes after the redirect. {_REDIRECT}",
        "flow": f"`pkce report` reads the values of a whole flow. {_REDIRECT}",
        "html-page": "The page itself isn't needed: copy the address of the page, from the address bar.",
    }
)
"""What to do with each kind of text that a reader may paste instead."""

_SERVER_PAGE = (
    r"(?i)/(?:auth|authn|authorize|oauth2?|oidc|openid-connect|interaction|login|log-in|logon|signin|sign-in|consent|"
    r"sso|mfa|saml2?|idp|realms|error)(?=/|$)"
)
_THIS_MACHINE = r"(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)"
_CALLBACK = r"(?i)callback|/cb\b|redirect|return|/code\b|signin-oidc"


def describe_request(pairs: Pairs) -> Finding | None:
    """The error that an address is the authorization URL, or a page that carries it; None when it may be a response."""
    names = {name for name, value in pairs if value}
    if "grant_type" in names:
        message = (
            "This is a token request, which comes after the redirect, not the address that the browser was sent to."
        )
        return RULES["response-other"].error(message, _REDIRECT)
    if names & RESULTS:
        return None
    if "response_type" in names or {"client_id", "redirect_uri"} <= names or {"client_id", "request_uri"} <= names:
        message = "This is an authorization URL, where the browser starts, not the address that it's sent back to."
        hint = (
            "Open it in a browser. After signing in, copy the address that starts with your redirect URI. If the "
            "browser stays here, the server's page shows why. `pkce authorize --from-url` checks this URL."
        )
        return RULES["response-other"].error(message, hint)
    carrier = next(
        (name for name, value in pairs if re.search(r"(?:response_type|client_id)(?:=|%3[Dd])", value)), None
    )
    if carrier is None:
        return None
    message = (
        f"This is a page on the way, such as a sign-in page: {visible(carrier, 40)} contains the authorization "
        "request, which the server hasn't answered yet."
    )
    hint = "Go on in the browser, then copy the address that starts with your redirect URI."
    return RULES["response-other"].error(message, hint)


def describe_other_text(text: str) -> Finding:
    """The error that a text has no response in it, with what it is instead if that is known."""
    found = recognize(text) if len(text) <= _LONGEST else ()
    known = next((each for each in found if each.sureness is not Sureness.POSSIBLE), None)
    if known is not None and not text[: known.start].strip(" \t\r\n\"'`"):
        message = f"This is {known.title}, not the address that the browser was sent to."
        return RULES["response-other"].error(message, _NEXT.get(known.kind, _REDIRECT))
    if printed := find_printed_object(text[:_LONGEST], _MEMBERS):
        name = next(name for name in printed.members if name in _MEMBERS)
        message = f"This is {printed.what} with {name}, not the address that the browser was sent to."
        return RULES["response-other"].error(message, _NEXT["error" if name == "error" else "token-response"])
    message = "This text doesn't look like a response."
    if not re.search("code=|error=", text):
        message = "This text doesn't look like a response: it contains neither code= nor error=."
    return RULES["response-unknown"].error(message, "Paste the whole address that the browser went to.")


def is_empty(response: AuthorizationResponse) -> bool:
    """Whether an address has no parameter of a response at all, so that nothing came back in it."""
    named = (response.code, response.state, response.iss, response.error, response.error_description)
    return not any(named) and not any(name in RESULTS and value for name, value in response.extra)


def describe_empty_address(address: str, redirect_uri: str | None) -> Finding:
    """What an address without a response probably is; a page of the server is not a redirect without parameters."""
    here, expected = _authority(address), _authority(redirect_uri or "")
    page_hint = (
        "What counts is that page: go on there, or read the error on it, such as one about an expired sign-in or a "
        "redirect_uri that isn't registered. Then start again from the authorization URL."
    )
    if is_elsewhere(address, redirect_uri):
        message = (
            f"This isn't the redirect: the browser is at {visible(here, 80)}, the host of your redirect_uri is "
            f"{visible(expected, 80)}, and the address has no parameters of a response. It stopped at a page of the "
            "server and nothing was redirected, or something sent it on without the response."
        )
        return RULES["response-not-redirected"].error(message, page_hint)
    base = (redirect_uri or "").partition("#")[0].partition("?")[0]
    page = re.search(_SERVER_PAGE, address)
    if page and base != address and not re.search(_CALLBACK, address):
        message = (
            f'This address has no parameters of a response, and "{visible(page[0], 40)}" in its path looks like a page '
            "of an authorization server. The browser probably stopped there, and nothing was redirected."
        )
        return RULES["response-not-redirected"].error(message, page_hint)
    message = "The response contains neither a code nor an error."
    hint = "Copy the whole address that the browser went to."
    if base == address:
        message = "The browser is at the redirect_uri, but the address has no parameters of a response."
        hint = (
            "Perhaps the page removed them: look in the browser's history or network panel. With "
            "response_mode=form_post, they are in the body of a POST."
        )
    return RULES["response-empty"].error(message, hint)


def is_elsewhere(address: str | None, redirect_uri: str | None) -> bool:
    """Whether an address is on another host than the redirect_uri; all names of this machine count as one."""
    here, expected = _authority(address or ""), _authority(redirect_uri or "")
    both_here = re.match(_THIS_MACHINE, here) and re.match(_THIS_MACHINE, expected)
    return bool(here and expected and here != expected and not both_here)


def _authority(address: str) -> str:
    """The host and port of an address in lower case; "" when it has none."""
    match = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://([^/?#]*)", address)
    return match[1].rpartition("@")[2].lower() if match else ""
