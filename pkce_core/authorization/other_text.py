"""What a text is when it isn't the response: the authorization URL, a page on the way, a token response."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.authorization.joined_parameters import RESULTS
from pkce_core.authorization.response_rules import RULES
from pkce_core.recognition.recognize import recognize
from pkce_core.recognition.recognized import Sureness
from pkce_core.specifications import Spec
from pkce_core.text.printed_object import find_printed_object
from pkce_core.text.quoting import visible
from pkce_core.text.wording import LONGEST_GIVEN
from pkce_core.token.other_body import find_error_code
from pkce_core.urls.browser_url import DEFAULT_PORTS
from pkce_core.urls.other_errors import describe_other_errors, find_other_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.authorization.response import AuthorizationResponse
    from pkce_core.findings import Finding
    from pkce_core.text.form_encoding import Pairs

_REDIRECT = "Paste the address that the browser went to, which starts with your redirect URI."
_PAGE = (
    "Look at the address bar. If the page's address starts with your redirect URI, copy it: it has the response, and "
    "your own program answered with this page. If not, it is a page of the server, and what it says comes first."
)
_SHORT = 300
"""Characters of a text that may be an answer as a whole, without anything that shows where an answer begins."""
_TO_BE_FOLLOWED = "Follow it in the browser, then copy the address that starts with your redirect URI."
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

_OTHER_CODE_NAMES = (
    "code", "auth_code", "authcode", "authorization_code", "authorizationcode", "access_code", "oauth_code",
)  # fmt: skip
"""Names of a code that aren't code itself; the first one is for other letter case."""
_OTHER_RESPONSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "samlresponse": ("This is a response of SAML, which has no code.", "Use the server's OAuth endpoints."),
        "oauth_verifier": (
            "This is a response of OAuth 1.0, which has oauth_verifier and no code.",
            "Use the server's OAuth 2.0 endpoints, if it has them.",
        ),
        "openid.mode": ("This is a response of OpenID 2.0, which has no code.", "Use OpenID Connect."),
    }
)
"""Parameters that show another protocol."""
_PSEUDO: Mapping[str, str] = MappingProxyType(
    {
        "postmessage": "With it, Google's JavaScript library gives the code to a function in the page: copy it there.",
        "urn:ietf:wg:oauth:2.0:oob": "With it, the server shows the code on a page of its own: copy it from there.",
        "urn:ietf:wg:oauth:2.0:oob:auto": "With it, the code is in the title of the page that the server shows last.",
    }
)
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
        return RULES["response-other-value"].error(message, _REDIRECT)
    if names & RESULTS:
        return None
    if "response_type" in names or {"client_id", "redirect_uri"} <= names or {"client_id", "request_uri"} <= names:
        message = "This is an authorization URL, where the browser starts, not the address that it's sent back to."
        hint = (
            "Open it in a browser. After signing in, copy the address that starts with your redirect URI. If the "
            "browser stays here, the server's page shows why. `pkce authorize --from-url` checks this URL."
        )
        return RULES["response-other-value"].error(message, hint)
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
    return RULES["response-other-value"].error(message, hint)


def describe_other_text(text: str) -> Finding:
    """The error that a text has no response in it, with what it is instead if that is known."""
    from pkce_core.web_answers.describe import describe_web_text  # only for what is no redirect

    is_answer = len(text) < _SHORT or re.match(r"\s*[<{]|(?:.*\n){0,40}(?:< )?HTTP/[0-9.]+ [0-9]{3}", text)
    if is_answer and (web := describe_web_text(text)):
        return RULES["response-other-value"].error(web.what, _TO_BE_FOLLOWED if web.kind == "redirect" else _PAGE)
    found = recognize(text) if len(text) <= LONGEST_GIVEN else ()
    known = next((each for each in found if each.sureness is not Sureness.POSSIBLE), None)
    if known is not None and not text[: known.start].strip(" \t\r\n\"'`"):
        message = f"This is {known.title}, not the address that the browser was sent to."
        return RULES["response-other-value"].error(message, _NEXT.get(known.kind, _REDIRECT))
    if printed := find_printed_object(text[:LONGEST_GIVEN], _MEMBERS):
        name = next(name for name in printed.members if name in _MEMBERS)
        message = f"This is {printed.what} with {name}, not the address that the browser was sent to."
        return RULES["response-other-value"].error(message, _NEXT["error" if name == "error" else "token-response"])
    if text.strip() in _PSEUDO:
        message = f"This is {text.strip()}, which is sent as redirect_uri. It's neither a redirect nor a code."
        return RULES["response-other-value"].error(message, _PSEUDO[text.strip()])
    if error := find_error_code(text):
        message = f"This is a message with the error {error}, not the address that the browser was sent to."
        return RULES["response-other-value"].error(message, f"`pkce explain {error}` says more.")
    message = "This text doesn't look like a response."
    if not re.search("code=|error=", text):
        message = "This text doesn't look like a response: it contains neither code= nor error=."
    return RULES["response-unknown"].error(message, "Paste the whole address that the browser went to.")


def is_empty(response: AuthorizationResponse) -> bool:
    """Whether an address has no parameter of a response at all, so that nothing came back in it."""
    named = (response.code, response.iss, response.error, response.error_description)
    if any(name.lower() in _OTHER_RESPONSES or name.lower() in _OTHER_CODE_NAMES for name, _ in response.extra):
        return False
    has_result = any(name in RESULTS and value for name, value in response.extra)
    return not (any(named) or has_result or find_other_errors(response.extra))


def is_other_protocol(response: AuthorizationResponse) -> bool:
    """Whether a response without code and error is one of another protocol, such as SAML."""
    return not (response.code or response.error) and any(name.lower() in _OTHER_RESPONSES for name, _ in response.extra)


def is_on_server(address: str, redirect_uri: str | None) -> bool:
    """Whether an address is a page of the server, as far as its host and path show."""
    base = (redirect_uri or "").partition("#")[0].partition("?")[0]
    if base == address or re.search(_CALLBACK, address):
        return False
    return is_elsewhere(address, redirect_uri) or re.search(_SERVER_PAGE, address) is not None


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
            f"{visible(expected, 80)}, and the address has no code and no error. It stopped at a page of the "
            "server and nothing was redirected, or something sent it on without the response."
        )
        return RULES["response-not-redirected"].error(message, page_hint)
    base = (redirect_uri or "").partition("#")[0].partition("?")[0]
    if expected and here == expected and _path(base) != _path(address):
        message = (
            f"The browser is at another page than the redirect_uri, on the same host, {visible(here, 80)}, and the "
            "address has no code and no error. Perhaps your application sent it on, such as to its own sign-in page, "
            "or the server is on that host too and shows a page."
        )
        hint = "Look in the browser's history or network panel for the address that starts with your redirect_uri."
        return RULES["response-not-redirected"].error(message, hint)
    page = re.search(_SERVER_PAGE, address)
    if page and base != address and not re.search(_CALLBACK, address):
        message = (
            f'This address has no code and no error, and "{visible(page[0], 40)}" in its path looks like a page '
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


def describe_missing_code(extra: Pairs, *, has_token: bool) -> Finding:
    """The error that a response has no code, with what it has instead."""
    if has_token:
        message = "The redirect contains a token and no code, so this is the implicit flow."
        # RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant (response type token)"
        spec = Spec(document="RFC 9700", section="2.1.2")
        return RULES["response-token"].error(message, "Send response_type=code.", spec=spec)
    rule, names = RULES["response-empty"], {name.lower(): name for name, _ in extra}
    for wanted, (message, hint) in _OTHER_RESPONSES.items():
        if wanted in names:
            return rule.error(message, hint)
    if names.get("code") == "code":
        return rule.error("The response has code, but it's empty.", "Look at what built or changed this address.")
    if other := next((names[each] for each in _OTHER_CODE_NAMES if each in names), None):
        message = (
            f"The response has {visible(other, 40)} instead of code, so a client that follows RFC 6749 finds no code."
        )
        hint = "Some servers name it so: then follow their documentation. If not, look at what changed this address."
        return rule.error(message, hint)
    if errors := find_other_errors(extra):
        return RULES["response-error"].error(*describe_other_errors(errors))
    message = "The response contains neither a code nor an error."
    return rule.error(message, "Copy the whole address that the browser went to.")


def is_elsewhere(address: str | None, redirect_uri: str | None) -> bool:
    """Whether an address is on another host than the redirect_uri; all names of this machine count as one."""
    here, expected = _authority(address or ""), _authority(redirect_uri or "")
    both_here = re.match(_THIS_MACHINE, here) and re.match(_THIS_MACHINE, expected)
    return bool(here and expected and here != expected and not both_here)


def _path(address: str) -> str:
    return address.partition("://")[2].partition("/")[2]


def _authority(address: str) -> str:
    """The host and port of an address in lower case, without a default port; "" when it has none."""
    match = re.match(r"([a-z][a-z0-9+.\-]*)://([^/?#]*)", address.lower())
    return match[2].rpartition("@")[2].removesuffix(f":{DEFAULT_PORTS.get(match[1], 443)}") if match else ""


def describe_error_page() -> Finding:
    """The finding that an error stands in the address of another host than the redirect_uri's."""
    message = "The error is in the address of a page on another host than your redirect_uri: this isn't the redirect."
    hint = (
        "A server shows an error itself when it doesn't trust the client_id or redirect_uri, or lost its own session. "
        "An application can also show its own page when something failed after the redirect: see its log."
    )
    return RULES["response-not-redirected"].error(message, hint)
