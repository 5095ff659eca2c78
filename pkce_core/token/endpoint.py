"""The token request as a command to copy: curl for POSIX shells, PowerShell and cmd.exe, HTTPie, or plain HTTP.

Rules. Every value is quoted for its shell and encoded by the program that sends it, so that no value can become a
command or a file name. A client_secret stays out of the text, out of the shell's history and out of the list of
processes: it comes from an environment variable or a prompt, unless its value is asked for. An empty one is never sent.
"""

from __future__ import annotations

import re

from pkce_core.errors import UsageError
from pkce_core.findings import Report
from pkce_core.token.request_rules import RULES
from pkce_core.urls.endpoint import EndpointRules, check_endpoint, is_encrypted_or_loopback

# RFC 3986 §2: the characters of a URI; a space, a quote or a backslash is none of them.
_URI = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+"

_URL_RULES = EndpointRules(
    length=RULES["token-endpoint-length"],
    absolute=RULES["token-endpoint-not-absolute"],
    fragment=RULES["token-endpoint-fragment"],
)


def check_token_endpoint(token_endpoint: str) -> Report:
    """Judge a token endpoint's URL: absolute, without fragment, encrypted unless it is on this machine.

    Raises:
        UsageError: the argument is no text.
    """
    if not isinstance(token_endpoint, str):
        raise UsageError("The token endpoint is text.")
    findings = check_endpoint(token_endpoint, _URL_RULES, name="token endpoint")
    if not findings and not re.fullmatch(_URI, token_endpoint):
        message = "The token endpoint holds a character that no URL holds."
        findings = (RULES["token-endpoint-character"].error(message, "Percent-encode it, or copy the URL again."),)
    if not findings and not is_encrypted_or_loopback(token_endpoint):
        # RFC 6749 §3.2: "the authorization server MUST require the use of TLS ... when sending requests to the token
        # endpoint."
        message = "The token endpoint starts with http: and is not on this machine, so others can read the code."
        findings = (RULES["token-endpoint-not-encrypted"].error(message, "Use https."),)
    return Report(findings=findings)
