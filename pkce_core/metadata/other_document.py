"""What a document is that isn't metadata: an answer of the web, a message of a program, another value, other JSON.

Nothing of it is judged as metadata then: that an OpenAPI document has no issuer says nothing of a server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.metadata.document import parse_document
from pkce_core.metadata.rules import RULES
from pkce_core.recognition.other_value import describe_other
from pkce_core.text.quoting import visible
from pkce_core.text.wording import LONGEST_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.findings import Finding, Findings

_OF_METADATA = frozenset({"issuer", "authorization_endpoint", "token_endpoint"})
"""RFC 8414 §2: a document about a server that this flow can use has these, or at least one of them if it was cut."""
_OF_ERRORS = frozenset({"error", "errorCode", "error_code", "errorSummary"})
_WORDS = ("error_description", "errorSummary", "message", "errorMessage", "error")
_NOT_FOUND = re.compile(r"(?i)\bnot[ _]found\b|\bdoes(?:n't| not) exist\b|\bunknown\b|\bno such\b")
_LONGEST = 2000
"""Characters of an address that is compared."""
_RIGHT = "The document is at the issuer, with /.well-known/openid-configuration after it."


def describe_other_document(
    document: str | bytes | Mapping[str, object], members: Mapping[str, object] | None, issuer: str | None
) -> Findings:
    """The error that a document isn't metadata, with what it is; nothing for metadata, and for what can't be told.

    Args:
        document: the JSON text, its octets, or the parsed object.
        members: its members that metadata has; None when it isn't an object of JSON.
        issuer: the issuer that was asked; None when it isn't known.
    """
    if "issuer" not in (members or ()) and (web := _describe_web(document, issuer)):
        return (web, *_check_resource(document, issuer))
    if members is not None and members.keys() & _OF_METADATA:
        return ()
    if members is not None and (words := _error_words(parse_document(document))):
        said = f"This is an error response, not a metadata document. It says: {visible(words, 200)}"
        hint = f"The server has no metadata at this address: look for a misspelled part of the issuer's path. {_RIGHT}"
        return (RULES["metadata-other-value"].error(said, hint if _NOT_FOUND.search(words) else _RIGHT),)
    return find_other_value(document) or (() if members is None else (_describe_json(parse_document(document)),))


def _check_resource(document: str | bytes | Mapping[str, object], issuer: str | None) -> Findings:
    """Whether the metadata of an API is that of the address that was asked, where that is on the same host."""
    from pkce_core.errors import JsonError
    from pkce_core.urls.browser_url import BrowserUrl, parse_as_browser  # only for what is no metadata

    try:
        resource = parse_document(document).get("resource")
    except JsonError:
        return ()
    if not isinstance(resource, str) or not issuer or resource == issuer or "/.well-known/" in issuer:
        return ()
    asked, named = (parse_as_browser(each[:_LONGEST]) for each in (issuer, resource))
    if not isinstance(asked, BrowserUrl) or not isinstance(named, BrowserUrl) or asked.host != named.host:
        return ()
    # RFC 9728 §3.3: "The "resource" value returned MUST be identical to the protected resource's resource identifier
    # value into which the well-known URI path suffix was inserted ... If these values are not identical, the data
    # contained in the response MUST NOT be used."
    message = f"Its resource is {visible(resource, 200)}, but you asked {visible(issuer, 200)}. For a client that wants"
    message += (
        " the metadata of the API at that address, the two must be the same text, or it must not use the document."
    )
    hint = "Give the API's address as its resource has it, or correct resource on the server."
    return (RULES["metadata-resource"].warning(message, hint),)


def find_other_value(document: object) -> Findings:
    """The error that a text is certainly another value of the flow, such as a key set; nothing for others.

    Args:
        document: the text, its octets, or anything else.
    """
    other = describe_other(document, "metadata") if isinstance(document, str | bytes) else None
    return () if other is None else (RULES["metadata-other-value"].error(*other),)


def _error_words(members: Mapping[str, object]) -> str:
    """What an error says that a server sent as JSON in place of the document; "" for other JSON."""
    if not members.keys() & _OF_ERRORS:
        return ""
    return next((text for name in _WORDS if isinstance(text := members.get(name), str) and text), "")


def _describe_json(members: Mapping[str, object]) -> Finding:
    from pkce_core.recognition.json_documents import describe_json_document  # only for what is no metadata
    from pkce_core.web_answers.unknown_text import describe_object

    known = describe_json_document(members)
    what = known.what if known else describe_object(members)
    message = f"This isn't a metadata document: it has no issuer and no authorization_endpoint. It's {what}."
    hint = known.hint if known else ""
    issuer = members.get("iss")
    if isinstance(issuer, str) and issuer.startswith("https://"):
        hint = f"Its iss names an issuer, {visible(issuer, 200)}: ask that one."
    return RULES["metadata-other-value"].error(message, " ".join(filter(None, (hint, _RIGHT))))


def _describe_web(document: object, issuer: str | None) -> Finding | None:
    """The error that a page, a framework's error or a program's message is there in place; None for others."""
    from pkce_core.text.http_response import LONGEST_RESPONSE, parse_http_text
    from pkce_core.web_answers.describe import describe_web_answer  # only for what is no metadata

    text = document.decode("utf-8", "replace") if isinstance(document, bytes) else document
    if not isinstance(text, str):
        return None
    http = parse_http_text(text[:LONGEST_RESPONSE])
    web = describe_web_answer(
        http.body, status=http.status, headers=http.headers, asked=issuer or "", right=_RIGHT, is_body=True
    )
    if web is not None:
        return RULES["metadata-web"].error(web.what, web.hint)
    if not http.body.strip():
        status = "" if http.status is None else f" The HTTP status is {http.status}."
        return RULES["metadata-web"].error(f"The answer is empty.{status}", _RIGHT)
    from pkce_core.program_messages.recognize import recognize_program

    program = recognize_program(http.body[:LONGEST_MESSAGE])
    if program is None or not program.causes:
        return None
    message = f"This is a message of {program.speaker}, not a metadata document. {program.says}".strip()
    return RULES["metadata-web"].error(message, "`pkce explain` reads such a message, and says why.")
