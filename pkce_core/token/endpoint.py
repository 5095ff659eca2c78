"""The token endpoint's URL (RFC 6749 §3.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.token.request_rules import RULES
from pkce_core.urls.endpoint import EndpointRules, check_endpoint, is_encrypted_or_loopback

if TYPE_CHECKING:
    from pkce_core.rule import Rule

# RFC 3986 §2: the characters of a URI. A space, a quotation mark and a backslash are not among them.
_URI = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"

_URL_RULES = EndpointRules(
    length=RULES["token-endpoint-length"],
    absolute=RULES["token-endpoint-not-absolute"],
    fragment=RULES["token-endpoint-fragment"],
)


def check_token_endpoint(token_endpoint: str) -> Report:
    """Judge the URL of a token endpoint.

    It must be absolute and without a fragment, contain no character that a URL cannot contain, and use https unless it
    is on this machine.

    Returns:
        The first of these problems, or no finding at all.

    Raises:
        UsageError: the argument is not text.
    """
    if not isinstance(token_endpoint, str):
        raise UsageError("The token endpoint must be text.")
    findings = check_endpoint(token_endpoint, _URL_RULES, name="token endpoint")
    if not findings and not re.fullmatch(_URI, token_endpoint):
        message = "The token endpoint contains a character that a URL can't contain."
        findings = (RULES["token-endpoint-character"].error(message, "Percent-encode it, or copy the URL again."),)
    if not findings and not is_encrypted_or_loopback(token_endpoint):
        # RFC 6749 §3.2: "the authorization server MUST require the use of TLS ... when sending requests to the token
        # endpoint."
        message = "The token endpoint uses http and isn't on this machine, so others can read the code."
        findings = (RULES["token-endpoint-not-encrypted"].error(message, "Use https."),)
    return Report(findings=findings)


def check_other_endpoint(url: str, rule: Rule, *, name: str) -> Report:
    """Judge the URL of an endpoint that a client posts to or calls with a secret, by the rules of the token endpoint.

    Args:
        url: the URL.
        rule: what its findings are made by.
        name: of the endpoint, as messages show it.
    """
    findings = check_endpoint(url, EndpointRules(length=rule, absolute=rule, fragment=rule), name=name)
    if not findings and not re.fullmatch(_URI, url):
        findings = (rule.error(f"The {name} contains a character that a URL can't contain."),)
    if not findings and not is_encrypted_or_loopback(url):
        findings = (
            rule.error(f"The {name} uses http and isn't on this machine, so others can read it.", "Use https."),
        )
    return Report(findings=findings)
