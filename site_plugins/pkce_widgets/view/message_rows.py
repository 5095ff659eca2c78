"""A message of the flow taken apart: each parameter on a line of its own, with what it is for beside it."""

from __future__ import annotations

from pkce_core import PkceError, Spec, parse_flow
from pkce_widgets.view.components import marked, prose
from pkce_widgets.view.elements import Element, Node, el
from pkce_widgets.view.parameter_meanings import PARAMETERS__url_parts

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping


MOST_ROWS = 40  # far more parameters than any request has
MASK = "••••••••"
SECRETS = frozenset(
    ["client_secret", "code_verifier", "client_assertion", "access_token", "refresh_token", "password", "id_token"]
)


def take_apart(url: str, more: Mapping[str, Element] | None = None) -> Element:
    """An authorization URL, one line for its endpoint and one for each parameter.

    Args:
        url: any text; what cannot be decoded is shown as it stands.
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
        rows.append(row("", hash_sign, fragment, el("p", "A fragment. The browser keeps it to itself.")))
    return el("ol", *rows, class_="pkce-apart", role="list")


def parameter_row(sign: str, piece: str, more: Mapping[str, Element]) -> Element:
    """One parameter as it stands in the URL, and what it means."""
    raw_name, equals, raw = piece.partition("=")
    name, decoded = decode(piece) or (raw_name, raw)
    secret = name in SECRETS and bool(raw)
    meaning: list[Node] = [explain(name)]
    if decoded != raw and not secret:
        code = el("code", *marked(decoded, []), class_="pkce-apart__decoded", dir="ltr")
        meaning.append(el("p", "Decoded: ", code))
    if name in more:
        meaning.append(more[name])
    return row(name, f"{sign}{shortened(raw_name)}{equals}", MASK if secret else raw, *meaning)


def row(name: str, sign: str, text: str, *meaning: Node) -> Element:
    """A line of the message and what stands beside it.

    Args:
        name: the wire name of the value, for its identity.
        sign: what stands in front of it.
        text: the value as it stands in the message.
        meaning: beside it; when empty, what the parameter is for.
    """
    piece = el(
        "div",
        el("span", sign, class_="pkce-apart__name", dir="ltr") if sign else None,
        el("code", *marked(text, []), class_="pkce-value__text", dir="ltr"),
        class_="pkce-apart__piece",
        data_value=name if name in PARAMETERS__url_parts or name in OTHERS else None,
    )
    beside = el("div", *(meaning or (explain(name),)), class_="pkce-apart__why")
    return el("li", piece, beside, class_="pkce-apart__row")


OTHERS = frozenset(["code", "iss", "error", "client_secret", "code_verifier"])


def explain(name: str) -> Element:
    """What a parameter is for, in a sentence with its section."""
    if name in PARAMETERS__url_parts:
        sentence, document, section = PARAMETERS__url_parts[name]
    elif name in SECRETS:
        sentence, document, section = "A secret. It has no place in a URL.", "RFC 6749", "2.3.1"
    else:
        # RFC 6749 §3.1: "The authorization server MUST ignore unrecognized request parameters."
        sentence, document, section = (
            "Not a parameter known here. A server that does not know it ignores it.",
            "RFC 6749",
            "3.1",
        )
    spec = Spec(document=document, section=section)
    return el("p", *prose(sentence), " ", el("a", str(spec), href=spec.url, class_="pkce-spec"))


def decode(piece: str) -> tuple[str, str] | None:
    """The name and the value of one parameter; None when an escape in it is none."""
    try:
        read = parse_flow({"authorization_request": f"?{piece}"}).authorization_request
    except PkceError:
        return None
    return next(((name, str(value)) for name, value in read.items()), None)


def shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
