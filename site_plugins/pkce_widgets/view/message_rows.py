"""A message of the flow taken apart: one row for each parameter, with what it is for beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import PkceError, Spec, parse_flow
from pkce_widgets.view.components import MASK, marked, prose, spec_link
from pkce_widgets.view.elements import Element, Node, el
from pkce_widgets.view.parameter_meanings import AUTHORIZATION_REQUEST

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ROWS = 40
"""Far more parameters than any request has."""
LONGEST_NAME = 60
SECRETS = frozenset(
    ["client_secret", "code_verifier", "client_assertion", "access_token", "refresh_token", "password", "id_token"]
)
"""Parameters that must not be in a URL. Their values are masked."""
SECRET = ("A secret. It must never be in a URL.", Spec(document="RFC 6749", section="2.3.1"))
# RFC 6749 §3.1: "The authorization server MUST ignore unrecognized request parameters."
UNKNOWN = (
    "This page doesn't know this parameter. A provider that doesn't know it either ignores it.",
    Spec(document="RFC 6749", section="3.1"),
)
IDENTIFIED = {*AUTHORIZATION_REQUEST, "code", "iss", "error", "client_secret", "code_verifier"}
"""The values that have an identity of their own, which the page shows by color."""


def take_apart(url: str, more: Mapping[str, Element] | None = None) -> Element:
    """An authorization URL, with one row for its endpoint and one for each parameter.

    Args:
        url: any text; what can't be decoded is shown as it is.
        more: what else to say about a parameter, by name.
    """
    before, hash_sign, fragment = url.strip().partition("#")
    endpoint, question, query = before.partition("?")
    pieces = [piece for piece in query.split("&") if piece]
    rows = [row("authorization_endpoint", "", endpoint)]
    for at, piece in enumerate(pieces[:MOST_ROWS]):
        rows.append(parameter_row("&" if at else question, piece, more or {}))
    if len(pieces) > MOST_ROWS:
        rows.append(el("li", f"{len(pieces) - MOST_ROWS:,} more parameters are not shown.", class_="pkce-apart__row"))
    if hash_sign:
        rows.append(row("", hash_sign, fragment, el("p", "A fragment. The browser doesn't send it to the provider.")))
    return el("ol", *rows, class_="pkce-apart", role="list")


def parameter_row(sign: str, piece: str, more: Mapping[str, Element]) -> Element:
    """One parameter as the URL has it, and what it means; `sign` is what separates it from the one before."""
    raw_name, equals, raw = piece.partition("=")
    name, decoded = decode(piece) or (raw_name, raw)
    secret = name in SECRETS and bool(raw)
    meaning: list[Node] = [explain(name)]
    if decoded != raw and not secret:
        code = el("code", *marked(decoded, []), class_="pkce-apart__decoded", dir="ltr")
        meaning.append(el("p", "Decoded: ", code))
    if name in more:
        meaning.append(more[name])
    shown_name = raw_name if len(raw_name) <= LONGEST_NAME else f"{raw_name[:LONGEST_NAME]}…"
    return row(name, f"{sign}{shown_name}{equals}", MASK if secret else raw, *meaning)


def row(name: str, label: str, text: str, *meaning: Node) -> Element:
    """A row of the message, and its meaning beside it.

    Args:
        name: the wire name of the value, which gives it its color.
        label: the name as it is shown, with the signs around it.
        text: the value as the message has it.
        meaning: what to show beside it; by default, what the parameter is for.
    """
    piece = el(
        "div",
        el("span", label, class_="pkce-apart__name", dir="ltr") if label else None,
        el("code", *marked(text, []), class_="pkce-value__text", dir="ltr"),
        class_="pkce-apart__piece",
        data_value=name if name in IDENTIFIED else None,
    )
    beside = el("div", *(meaning or (explain(name),)), class_="pkce-apart__why")
    return el("li", piece, beside, class_="pkce-apart__row")


def explain(name: str) -> Element:
    """What a parameter of the authorization URL is for, in a sentence with its section."""
    sentence, spec = AUTHORIZATION_REQUEST.get(name, SECRET if name in SECRETS else UNKNOWN)
    return el("p", *prose(sentence), " ", spec_link(spec))


def decode(piece: str) -> tuple[str, str] | None:
    """The name and the value of one parameter; None if it can't be decoded."""
    try:
        parameters = parse_flow({"authorization_request": f"?{piece}"}).authorization_request
    except PkceError:
        return None
    return next(((name, str(value)) for name, value in parameters.items()), None)
