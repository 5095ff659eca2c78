"""The token request as it was sent: its method, its format, its names, its values, its credentials.

Each finding has the slug of a cause, so that `explain_error` can show it as evidence. A value that a variable fills in
proves nothing, and neither does a value that is not shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.flow.rules import RULES
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.token.sent.sent_request import SentParameter, SentRequest

_NAMES = (
    "grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier", "client_assertion",
    "client_assertion_type", "scope", "resource", "refresh_token", "audience",
)  # fmt: skip
_SHOWN = frozenset({"grant_type", "redirect_uri", "client_id", "scope", "resource", "audience"})
"""Parameters that are no secrets, so that a message may quote them."""
_FORMATS = {"json": "JSON", "multipart": "multipart form data", "text": "sent with a Content-Type that is not a form's"}


def sent_request_findings(flow: FlowValues) -> Iterator[Finding]:
    """What the text of the token request shows; nothing while there is no request."""
    sent = flow.sent_token_request
    if sent is None:
        return
    yield from _check_transport(sent)
    yield from _check_endpoint(sent, flow.token_endpoint)
    yield from _check_names(sent)
    yield from _check_grant_type(sent)
    for parameter in sent.parameters:
        yield from _check_value(parameter)
    yield from _check_credentials(sent)


def _check_transport(sent: SentRequest) -> Iterator[Finding]:
    # RFC 6749 §3.2: "The client MUST use the HTTP "POST" method when making access token requests."
    if sent.method and sent.method != "POST":
        message = f"The token request is sent with {visible(sent.method, 20)} instead of POST."
        yield RULES["token-method"].error(message, "Send it with POST, with the parameters in the body.")
    inside = [each.name for each in sent.query if each.name in _NAMES]
    if inside:
        # RFC 6749 §2.3.1: "The parameters can only be transmitted in the request-body and MUST NOT be included in the
        # request URI."
        message = f"The token request has {_listed(inside)} in its URL, where servers don't look and logs keep it."
        yield RULES["parameters-in-url"].error(message, "Move the parameters from the URL to the body of a POST.")
    if sent.body_format in _FORMATS:
        # RFC 6749 §4.1.3: "using the "application/x-www-form-urlencoded" format per Appendix B"
        message = f"The body of the token request is {_FORMATS[sent.body_format]}. OAuth asks for form encoding."
        hint = "Send it as application/x-www-form-urlencoded. A few servers accept JSON too; most see no parameters in it."
        yield RULES["body-not-form"].error(message, hint)
    elif sent.body_format == "form" and sent.body and not inside:
        yield RULES["body-not-form"].passed("The body of the token request is form-encoded.")


def _check_endpoint(sent: SentRequest, endpoint: str | None) -> Iterator[Finding]:
    if not sent.url:
        return
    path = re.sub(r"^\w+://[^/]*", "", sent.url).rstrip("/").lower()
    if endpoint and endpoint.partition("?")[0] != sent.url and "$" not in sent.url:
        message = f"The request goes to {visible(sent.url, 120)}, and the token endpoint is {visible(endpoint, 120)}."
        yield RULES["wrong-endpoint"].error(message)
    elif re.search(r"/(?:authori[sz]e|auth|login|userinfo|jwks|certs)$|/\.well-known/", path):
        message = f"The request goes to {visible(sent.url, 120)}, which does not look like a token endpoint."
        yield RULES["wrong-endpoint"].warning(message)
    elif endpoint:
        yield RULES["wrong-endpoint"].passed("The request goes to the token endpoint.")


def _check_names(sent: SentRequest) -> Iterator[Finding]:
    known = {_bare(name): name for name in _NAMES}
    there = {each.name for each in sent.parameters}
    for name in dict.fromkeys(each.name for each in sent.parameters):
        right = known.get(_bare(name.removeprefix("amp;")))
        if right and name != right and right not in there:
            message = f"The parameter {visible(name, 60)} must be written {right}."
            hint = "Write & instead of &amp; between the parameters." if name.startswith("amp;") else ""
            yield RULES["parameter-name"].error(message, hint)
    twice = [name for name in _NAMES if sum(each.name == name and each.value != "" for each in sent.parameters) > 1]
    if twice:
        # RFC 6749 §3.2: "Request and response parameters MUST NOT be included more than once."
        yield RULES["parameter-twice"].error(f"The token request has {_listed(twice)} more than once.")


def _check_grant_type(sent: SentRequest) -> Iterator[Finding]:
    found = next((each for each in sent.parameters if each.name == "grant_type"), None)
    if found is None:
        if sent.parameters and not any(_bare(each.name) == "granttype" for each in sent.parameters):
            yield RULES["grant-type"].error("The token request has no grant_type.", "Send grant_type=authorization_code.")
        return
    value = found.value
    if value is None or value in ("authorization_code", "refresh_token", "client_credentials"):
        if value is not None:
            yield RULES["grant-type"].passed(f"The grant_type is {value}.")
        return
    glued = re.search(rf"^(\w*?(?:code|token|credentials))(?:&amp;|;|,|\s)*({'|'.join(_NAMES)})=", value)
    if glued:
        message = f"An & is missing before {glued[2]}=, so the grant_type is {visible(value, 80)}."
        yield RULES["grant-type"].error(message, "Write & between the parameters.")
    elif value.strip().strip("\"'") in ("authorization_code", "refresh_token"):
        message = f"The grant_type is {visible(value, 80)}: it has white space or quotes around it."
        yield RULES["grant-type"].error(message, "Send grant_type=authorization_code, and nothing else with it.")
    else:
        message = f"The grant_type is {visible(value, 80) or 'empty'} instead of authorization_code."
        yield RULES["grant-type"].error(message, "Send grant_type=authorization_code, in this letter case.")


def _check_value(parameter: SentParameter) -> Iterator[Finding]:
    name, value = parameter.name, parameter.value
    if name not in _NAMES or value is None:
        return
    if parameter.kept_from_shell:
        message = f"Single quotes keep {visible(parameter.kept_from_shell, 60)} from the shell: the {name} is that text."
        yield RULES["variable-not-filled"].error(message, "Use double quotes, so that the shell puts the value there.")
    elif value == "":
        message = f"The {name} is empty. A shell variable that is not set becomes an empty text."
        yield (RULES["secret-empty"] if name == "client_secret" else RULES["parameter-missing"]).error(message)
    elif len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`":
        yield RULES["value-quoted"].error(f"The {name} has quotes around it that are sent too.", "Remove the inner quotes.")
    elif value != value.strip() and name != "grant_type":
        message = f"The {name} has white space at an end, such as a line end that was read with it."
        yield RULES["value-white-space"].error(message, "Remove it: every character counts.")
    elif name != "client_secret" and re.match(r"(?i)https?%3a%2f%2f", value):
        message = f"The {name} is still percent-encoded after decoding: it was encoded twice."
        yield RULES["value-encoded-twice"].error(message, "Encode it once; --data-urlencode does that by itself.")
    elif name == "code" and re.search(r"%[0-9A-Fa-f]{2}", value):
        message = "The code still has percent-encoded characters after decoding: it was probably encoded twice."
        yield RULES["value-encoded-twice"].warning(message, "Decode the code of the redirect once before you send it.")


def _check_credentials(sent: SentRequest) -> Iterator[Finding]:
    secret = sent.client_secret or next((each for each in sent.parameters if each.name == "client_secret"), None)
    assertion = next((each for each in sent.parameters if each.name == "client_assertion"), None)
    if sent.authorization == "bearer":
        message = "The Authorization header is a Bearer token. A token request authenticates the client instead."
        yield RULES["auth-method"].error(message, "Remove that header, or send Basic with client_id and client_secret.")
    if sent.authorization == "basic" and any(each.name == "client_secret" for each in sent.body):
        # RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        message = "The client authenticates twice: with Basic, and with client_secret in the body."
        yield RULES["auth-twice"].error(message)
    if assertion is not None and secret is None:
        message = "The client authenticates with client_assertion, without a client_secret."
        for rule in ("secret-empty", "secret-missing", "secret-is-client-id"):
            yield RULES[rule].passed(message)
    elif secret is not None and secret.value:
        yield RULES["secret-empty"].passed("The token request has a client_secret that is not empty.")


def _bare(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _listed(names: list[str]) -> str:
    *others, last = dict.fromkeys(names)
    return f"{', '.join(others)} and {last}" if others else last
