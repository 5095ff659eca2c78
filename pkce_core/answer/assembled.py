"""The values of several texts as one flow: whole messages as they are, single values in those that carry them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pkce_core.answer.gathered_value import TITLES
from pkce_core.errors import PkceError
from pkce_core.explain.usual.own_words import ONLY_FROM_TOKEN_ENDPOINT
from pkce_core.flow.grant import is_refresh
from pkce_core.flow.messages import MESSAGES, read_answer, read_redirect
from pkce_core.flow.values import FlowValues, parse_flow
from pkce_core.metadata.document import parse_metadata

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pkce_core.answer.gathered_value import GatheredValue

_OF_ERROR = ("error", "error_description")


def assemble(
    values: Collection[GatheredValue], documents: Mapping[str, object], *, with_single: bool = True
) -> FlowValues:
    """Put values together.

    Args:
        values: what was found.
        documents: the members of flow documents, which messages that came on their own replace.
        with_single: whether values that came on their own, such as a verifier, count as those of the attempt. An
            error counts always: it is what the server answered.
    """
    whole = {each.name: each.value for each in values if each.name in TITLES}
    single = {each.name: each.value for each in values if each.source not in TITLES.values()}
    document = {**documents, **{name: _members(name, whole[name]) for name in MESSAGES if name in whole}}
    _put_first_tokens_earlier(values, document)
    redeemed = "token_request" in document or "code" in single or single.get("error") in ONLY_FROM_TOKEN_ENDPOINT
    if "error" in single and "token_response" not in document and (redeemed or "authorization_response" in document):
        document["token_response"] = {name: single[name] for name in _OF_ERROR if name in single}
    is_loose = with_single and "authorization_request" not in document and "code_challenge" in single
    if is_loose:
        request = {name: single[name] for name in ("code_challenge", "state", "nonce") if name in single}
        # A challenge on its own says nothing of its method, and S256 is the one to use (RFC 7636 §4.2).
        method = single.get("code_challenge_method", "S256")
        document["authorization_request"] = request | {"code_challenge_method": method}
    if with_single and "token_request" not in document and "code_verifier" in single:
        document["code_verifier"] = single["code_verifier"]
    if "metadata" in whole:
        document |= _server(whole["metadata"])
    try:
        flow = parse_flow(document)
        return replace(flow, partial=flow.partial | {"authorization_request"}) if is_loose else flow
    except PkceError:  # a message with a name twice: the checks of that message say so
        return FlowValues(code_verifier=single.get("code_verifier"))


def _put_first_tokens_earlier(values: Collection[GatheredValue], document: dict[str, object]) -> None:
    """Tokens that came before a refresh was sent aren't its answer, but what it refreshes."""
    at = {each.name: each.text for each in values if each.name in ("token_request", "token_response")}
    if len(at) < 2 or at["token_response"] >= at["token_request"]:
        return
    with suppress(PkceError):
        if is_refresh(parse_flow(document)):
            document["earlier"] = [{"token_response": document.pop("token_response")}]


def _members(message: str, text: str) -> object:
    """A message as `parse_flow` takes it; a response that can't be read is judged on its own."""
    try:
        if message == "authorization_response":
            return read_redirect(text)
        if message == "token_response":
            return read_answer(text)
    except PkceError:
        return {}
    return text


def _server(document: str) -> dict[str, object]:
    try:
        metadata = parse_metadata(document)
    except PkceError:
        return {}
    names = ("issuer", "authorization_endpoint", "token_endpoint")
    return {name: getattr(metadata, name) for name in names}
