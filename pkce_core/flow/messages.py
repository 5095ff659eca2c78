"""The messages of a flow, read from texts; and its token request as it was sent, from a text or from an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.text.form_encoding import find_duplicates, parse_form
from pkce_core.token.sent.parameters import PLACEHOLDER, parameter
from pkce_core.token.sent.parse import parse_token_command
from pkce_core.token.sent.sent_request import SentParameter, SentRequest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MESSAGES = ("authorization_request", "authorization_response", "token_request", "token_response")
_ONLY_IN_TOKEN_REQUEST = (
    "grant_type", "client_secret", "client_assertion", "client_assertion_type", "token_endpoint_auth_method",
)  # fmt: skip
_ONLY_IN_TOKEN_RESPONSE = ("access_token", "id_token", "refresh_token", "token_type", "expires_in", "expires_at")
_ERROR = ("error", "error_description", "error_uri")
_OF_ERROR = ("error", "error_description")
_OF_REDIRECT = ("code", "state", "iss", *_OF_ERROR)
_OF_TOKENS = ("access_token", "token_type", "expires_in", "expires_at", "scope", "refresh_token", "id_token")

COMMANDS = ("curl", "wget", "HTTPie", "fetch", "program")
"""How a text can show a request that its reader may have edited before or after running it."""


def parse_sent_request(value: object) -> SentRequest | None:
    """The token request as a text shows it; None when it isn't text, or is empty.

    Args:
        value: the token request of a flow.
    """
    if not isinstance(value, str) or not value.strip():
        return None
    sent = parse_token_command(value)
    return sent if sent is not None and (sent.all_parameters or sent.url) else SentRequest(written_as="unread")


def from_parameters(members: Mapping[str, object]) -> SentRequest | None:
    """The token request as an object gives it: parameters, without how they were sent.

    Args:
        members: the parameters by name.
    """
    texts = [_given(name, value) for name, value in members.items() if isinstance(value, str)]
    return SentRequest(written_as="parameters", body=tuple(texts)) if texts else None


def _given(name: str, value: str) -> SentParameter:
    """A parameter that an object gives, with its value also where that is a placeholder."""
    is_placeholder = parameter(name, value, None).variable == PLACEHOLDER
    return SentParameter(name=name, value=value, variable=PLACEHOLDER if is_placeholder else "")


def known_parameters(sent: SentRequest, most: int) -> dict[str, str]:
    """The parameters whose values are known, the first of each name; Basic has client_id and client_secret.

    The name of a variable stands for a value that isn't known: to compare it would show nothing.

    Args:
        sent: the request.
        most: how many are read.
    """
    known: dict[str, str] = {}
    for each in sent.all_parameters[:most]:
        if each.value is not None and not each.kept_from_shell:
            known.setdefault(each.name, each.value)
    return known


def read_request(text: str) -> dict[str, object] | None:
    """The parameters of a URL or a form; None when one of them is there twice (RFC 6749 §3.1).

    Args:
        text: the URL, its query, or the body.

    Raises:
        FormError: an escape or an octet in it can't be decoded.
    """
    text = text.strip()
    pairs = parse_form((text.partition("?")[2] or text).partition("#")[0])
    return None if find_duplicates(pairs) else dict(pairs)


def read_redirect(text: str) -> dict[str, object]:
    """The parameters of an authorization response, in whatever form it came.

    Args:
        text: a whole address, its query or fragment, or another form that `parse_authorization_response` reads.

    Raises:
        ValidationError: nothing in it looks like a response, or a parameter appears twice.
    """
    from pkce_core.authorization.response_parsing import parse_authorization_response  # most flows have an object

    redirect = parse_authorization_response(text)
    known = {name: value for name in _OF_REDIRECT if (value := getattr(redirect, name))}
    return {**dict(redirect.extra), **known}


def read_answer(text: str) -> dict[str, object]:
    """The members of a token response, in whatever form it came.

    Args:
        text: the JSON, or all that a program printed of the response.

    Raises:
        ValidationError: it is neither tokens nor an error, such as an HTML page.
    """
    from pkce_core.token.response import TokenErrorResponse
    from pkce_core.token.response_parsing import parse_token_response  # most flows have an object

    response = parse_token_response(text)
    names = _OF_ERROR if isinstance(response, TokenErrorResponse) else _OF_TOKENS
    return {name: value for name in names if (value := getattr(response, name)) is not None}


def distribute(flat: Mapping[str, object], of_flow: Collection[str]) -> dict[str, dict[str, object]]:
    """The parameters of a flat object, each sorted into the messages that carry it.

    Args:
        flat: the parameters by name.
        of_flow: the names that are values of the flow and in no message, such as issuer.
    """
    signs = {"code_verifier", "client_secret", *_ONLY_IN_TOKEN_RESPONSE, *_ERROR}
    redeemed = "code" in flat and bool(flat.keys() & signs)
    grant = flat.get("grant_type")
    messages: dict[str, dict[str, object]] = {name: {} for name in MESSAGES}
    if isinstance(grant, str) and "code" not in flat:  # a refresh or another grant: no authorization request is in it
        answer = {*_ONLY_IN_TOKEN_RESPONSE, *_ERROR} - {"refresh_token"}
        sent = {name: value for name, value in flat.items() if name not in answer | set(of_flow)}
        received = {name: value for name, value in flat.items() if name in answer}
        return messages | {"token_request": sent, "token_response": received}
    for name, value in flat.items():
        for message in _messages_with(name, redeemed=redeemed, of_flow=of_flow):
            messages[message][name] = value
    return messages


def _messages_with(name: str, *, redeemed: bool, of_flow: Collection[str]) -> tuple[str, ...]:
    """The messages that carry a parameter, before or after the code was redeemed."""
    if name in _ONLY_IN_TOKEN_RESPONSE:
        return ("token_response",)
    if name in _ERROR:
        return ("token_response",) if redeemed else ("authorization_response",)
    if name in ("code", "iss"):
        is_sent = redeemed and name == "code"
        return ("authorization_response", "token_request") if is_sent else ("authorization_response",)
    if name == "code_verifier" or name in _ONLY_IN_TOKEN_REQUEST:
        return ("token_request",) if redeemed else ()
    if name in ("client_id", "redirect_uri"):
        return ("authorization_request", "token_request") if redeemed else ("authorization_request",)
    return () if name in of_flow else ("authorization_request",)


def answer_beside(members: Mapping[str, object]) -> dict[str, object]:
    """The error or the tokens that are beside the messages, in none of them.

    Args:
        members: the members of the flow.
    """
    return {name: members[name] for name in (*_ONLY_IN_TOKEN_RESPONSE, *_ERROR) if members.get(name) is not None}
