"""The token request as it was sent: its method, its format, its names, its values, its credentials.

Each finding has the slug of a cause, so that `explain_error` can show it as evidence. A value that a variable fills in
proves nothing, and neither does a value that isn't shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.dpop.checks import check_dpop_proof
from pkce_core.flow.client_secret import check_credentials
from pkce_core.flow.messages import COMMANDS
from pkce_core.flow.rules import RULES
from pkce_core.flow.sent_names import NAMES, NEEDED, check_names, has_other_grant, right_name
from pkce_core.grants import CODE, GRANTS, REFRESH, grant_named
from pkce_core.text.quoting import visible
from pkce_core.text.wording import NO_VALUES, join_words
from pkce_core.token.sent.parameters import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.findings import Finding
    from pkce_core.flow.values import FlowValues
    from pkce_core.token.sent.sent_request import SentParameter, SentRequest

_NOT_EMPTY = frozenset({"code", "redirect_uri", "client_id", "code_verifier", "client_assertion", "refresh_token"})
"""Parameters that mean something else when they are empty; an empty scope is like none."""
_NOUNS = {"code": "code", "refresh_token": "refresh token"}
_FORMATS = {"multipart": "multipart form data", "text": "sent with a Content-Type that isn't a form's"}
_MISTAKEN_GRANTS = frozenset(
    {
        "authorizationcode",
        "authorizationcodes",
        "authorization",
        "authcode",
        "code",
        "pkce",
        "refreshtoken",
        "refreshtokens",
        "refresh",
    }
)
"""What is written instead of authorization_code, without signs; other values aren't shown, as they may be secret."""
_PLAIN_URL = r"https?://[\w.:-]+(?:/[\w./~-]*)?"


def sent_request_findings(flow: FlowValues) -> Iterator[Finding]:
    """What the token request shows of how it was sent; nothing while there is none."""
    sent = flow.sent_token_request
    if sent is None:
        return
    if sent.written_as == "unread":
        message = "The token request is a text in which pkce finds no request. So nothing of it was compared."
        hint = "Give the command, the HTTP request, the parameters, or the call that sends them."
        yield RULES["token-request-unread"].info(message, hint)
        return
    yield from _check_transport(sent)
    yield from _check_endpoint(sent, flow.token_endpoint)
    yield from check_names(sent, is_answered=bool(flow.token_response) and "token_request" not in flow.partial)
    if flow.value("token_request", "client_id"):
        yield RULES["client-id-missing"].passed("The token request has a client_id.")
    yield from _check_grant_type(sent, flow)
    for parameter in sent.all_parameters:
        yield from _check_value(parameter, sent)
    yield from check_credentials(flow, sent)
    if sent.dpop:
        url = sent.url if re.match("https?://", sent.url) else None
        report = check_dpop_proof(sent.dpop, method=sent.method or None, url=url or flow.token_endpoint)
        for finding in report.errors[:1]:
            yield RULES["dpop-proof"].error(finding.message, finding.hint)


def _check_transport(sent: SentRequest) -> Iterator[Finding]:
    # RFC 6749 §3.2: "The client MUST use the HTTP "POST" method when making access token requests."
    if sent.method and sent.method != "POST":
        message = f"The token request is sent with {visible(sent.method, 20)} instead of POST."
        yield RULES["token-method"].error(message, "Send it with POST, with the parameters in the body.")
    inside = list(dict.fromkeys(each.name for each in sent.query if each.name in NAMES))
    if inside:
        # RFC 6749 §2.3.1: "The parameters can only be transmitted in the request-body and MUST NOT be included in the
        # request URI."
        message = (
            f"The token request has {join_words(inside)} in its URL, where many servers don't look, and logs keep it."
        )
        yield RULES["parameters-in-url"].error(message, "Move the parameters from the URL to the body of a POST.")
    # RFC 6749 §4.1.3: "using the "application/x-www-form-urlencoded" format per Appendix B"
    hint = "Send it as application/x-www-form-urlencoded."
    if any(each.name.startswith("[object ") for each in sent.body):
        message = (
            "The body of the token request is the name of an object of JavaScript: it was sent without encoding it."
        )
        yield RULES["body-not-form"].error(message, "Send new URLSearchParams({…}) as the body.")
    elif sent.body_format == "json":
        message = "The body of the token request is JSON. A few servers accept that, but most see no parameters in it."
        yield RULES["body-not-form"].warning(message, hint)
    elif sent.body_format in _FORMATS:
        message = f"The body of the token request is {_FORMATS[sent.body_format]}. OAuth asks for form encoding."
        yield RULES["body-not-form"].error(message, hint)
    elif sent.body_format == "form" and sent.written_as != "form" and not inside:  # a bare form has no Content-Type
        yield RULES["body-not-form"].passed("The body of the token request is form-encoded.")


def _check_endpoint(sent: SentRequest, endpoint: str | None) -> Iterator[Finding]:
    if not re.fullmatch(_PLAIN_URL, sent.url):
        return  # a variable may be in it, or a secret
    path = re.sub(r"^\w+://[^/]*", "", sent.url).rstrip("/").lower()
    if endpoint and re.fullmatch(_PLAIN_URL, endpoint) and _same_form(endpoint) != _same_form(sent.url):
        message = f"The request goes to {visible(sent.url)}, and the token endpoint is {visible(endpoint)}."
        yield RULES["wrong-endpoint"].error(message)
    elif re.search(r"/(?:authori[sz]e|userinfo|jwks|certs)$|/\.well-known/", path):
        message = f"The request goes to {visible(sent.url)}, which doesn't look like a token endpoint."
        yield RULES["wrong-endpoint"].warning(message)
    elif endpoint and _same_form(endpoint) == _same_form(sent.url):
        yield RULES["wrong-endpoint"].passed("The request goes to the token endpoint.")


def _same_form(url: str) -> str:
    """A URL in the form that is the same for scheme and host in any letter case, and for a default port."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    port = ":443" if scheme.lower() == "https" else ":80"
    return f"{scheme}://{host.removesuffix(port)}".lower() + slash + path


def _check_grant_type(sent: SentRequest, flow: FlowValues) -> Iterator[Finding]:
    found = next((each for each in sent.parameters if each.name == "grant_type"), None)
    alone = REFRESH if any(each.name == "refresh_token" for each in sent.parameters) else CODE
    meant = grant_named((found.value or "") if found else "") or alone
    send = f"Send grant_type={meant}, in this letter case, and nothing else with it."
    if found is None:
        # An object has the values that are known, and need not have all.
        unknown_body = any(not each.name for each in sent.parameters)  # a file or a variable is the body
        named = any(right_name(each.name.strip("'")) == "grant_type" for each in sent.parameters)
        if sent.written_as not in ("parameters", "text") and not unknown_body and not named:
            yield RULES["grant-type"].error("The token request has no grant_type.", send)
        return
    value = found.value
    if value is None or found.kept_from_shell or value.startswith("urn:"):
        return
    glued = re.match(rf"(\w*?(?:code|token|credentials))(&?)(?:amp;|;|,|\s)*({'|'.join(NAMES)})=", value)
    plain = value.strip().strip("\"'`").strip()
    if value in NEEDED and has_other_grant(sent) and "token_request" not in flow.partial:
        yield _check_other_grant(value, flow)
    elif value in GRANTS:
        yield RULES["grant-type"].passed(f"The grant_type is {value}.")
    elif glued and glued[2]:
        message = f"The & before {glued[3]}= was percent-encoded, so the server reads all of it as the grant_type."
        yield RULES["grant-type"].error(message, "Encode each value by itself, with its own --data-urlencode.")
    elif glued:
        message = f"An & is missing before {glued[3]}=, so the server reads that as part of the grant_type."
        yield RULES["grant-type"].error(message, "Write & between the parameters.")
    elif plain in GRANTS:
        message = f"The grant_type is {plain} with white space or quotes around it, such as a line end."
        yield RULES["grant-type"].error(message, send)
    elif re.sub(r"[\W_]", "", value.lower()) in _MISTAKEN_GRANTS:
        yield RULES["grant-type"].error(f"The grant_type is {visible(value, 60)} instead of {meant}.", send)
    else:
        message = "The grant_type is none that a specification defines." if value else "The grant_type is empty."
        yield RULES["grant-type"].error(message, send)


def _check_other_grant(value: str, flow: FlowValues) -> Finding:
    """A grant_type beside what another one exchanges. Which of the two is wrong shows only if it was received as such.

    RFC 6749 §4.1.3: "code: REQUIRED"; §6: "refresh_token: REQUIRED"
    """
    other, name = (CODE, "code") if value == REFRESH else (REFRESH, "refresh_token")
    needed = NEEDED[value]
    message = f"The grant_type is {value}, but the request has a {name}, and no {needed}."
    received = {
        "code": {flow.value("authorization_response", "code")},
        "refresh_token": {each.value("token_response", "refresh_token") for each in flow.earlier},
    }
    if flow.value("token_request", name) in received[name]:
        return RULES["grant-mismatch"].error(message, f"Send grant_type={other}.")
    hint = f"Send grant_type={other}. If it's a {_NOUNS[needed]} that you mean to send, send it as {needed} instead."
    return RULES["grant-mismatch"].error(f"{message} One of the two is wrong.", hint)


def _check_value(parameter: SentParameter, sent: SentRequest) -> Iterator[Finding]:
    name, value = parameter.name, parameter.value
    if name in NAMES and parameter.variable == PLACEHOLDER:
        message = f"The text has a placeholder for the {name}. If it was sent like this, the server got no real value."
        yield RULES["variable-not-filled"].info(message, "Put the real value there.")
    if name not in NAMES or value is None:
        return
    if value in NO_VALUES:
        message = f"The {name} is the text {value}, which a program writes for a variable without a value."
        yield RULES["variable-not-filled"].error(message, f"Find out why the program has no {name} at this point.")
        return
    if parameter.kept_from_shell:
        message = f"Single quotes keep a variable from the shell, so the {name} is the variable's name."
        hint = "Use double quotes, so that the shell puts the value there."
        if parameter.kept_from_shell.startswith("%"):
            message = (
                f"Only cmd.exe fills in %NAME%, and single quotes are for other shells: there, the {name} that is sent"
                " is the variable's name."
            )
            hint = "Write the variable as your shell does: $NAME in double quotes, or %NAME% in cmd.exe."
        yield RULES["variable-not-filled"].error(message, hint)
    elif value == "" and name in sent.parted:
        message = (
            f"The {name} is empty: a space follows its =, so what stands after that is another word of the command,"
        )
        yield RULES["parameter-missing"].error(f"{message} and isn't sent.", f"Remove the space after {name}=.")
    elif value == "" and name in _NOT_EMPTY:
        why = " A shell variable that isn't set becomes an empty text." if sent.written_as in COMMANDS else ""
        yield RULES["parameter-missing"].error(f"The {name} is empty.{why}")
    elif name == "grant_type" or value == "":
        return
    elif len(value) > 1 and value[0] == value[-1] and value[0] in "\"'`":
        message = f"The {name} has quotes around it that are sent with it."
        yield RULES["value-quoted"].error(message, "Remove these quotes.")
    elif value != value.strip() and name not in ("client_secret", "code_verifier"):  # other checks say so of these
        message = f"The {name} has white space at an end, such as a line end that was read with it."
        yield RULES["value-white-space"].error(message, "Remove it: every character counts.")
    elif name in ("code", "refresh_token") and re.search(r"\S \S", value):
        # RFC 6749 Appendix B: a + in a form stands for a space
        message = f"The {name} has a space in it. If there is a + in its place where it came from, it wasn't encoded: "
        message += "in a form, + means a space."
        hint = "Encode the value: with --data-urlencode in curl, or with the function of your language for forms."
        if name == "code":
            yield RULES["code-damaged"].warning(message, hint)
        else:
            yield RULES["refresh-token-differs"].warning(message, hint)
    elif re.match(r"(?i)https?%3a%2f%2f", value):
        message = f"The {name} is still percent-encoded: it was encoded twice, or copied from a URL."
        yield RULES["value-encoded-twice"].error(message, "Encode it once; --data-urlencode does that by itself.")
    elif name == "code" and re.search(r"%[0-9A-Fa-f]{2}", value):
        message = "The code still has percent-encoded characters: it was probably encoded twice, or copied from a URL."
        yield RULES["value-encoded-twice"].warning(message, "Decode the code of the redirect once before you send it.")
