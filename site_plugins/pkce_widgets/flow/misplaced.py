"""A field that got another value of the flow than it asks for: what that is, and which field it belongs in."""

from __future__ import annotations

from typing import NamedTuple

from pkce_core import recognize

SHORTEST, LONGEST = 20, 20_000
"""Characters of a text that is looked at: a shorter one could be anything."""
QUICK = 2_000
"""Characters of a text that is looked at on every key; a longer one only if its field is wrong."""
FIELD_OF = {
    "redirect": "redirect", "form-post": "redirect", "authorization-url": "lint_url", "verifier": "code_verifier",
    "challenge": "code_challenge", "token-response": "token_response", "error": "token_response",
    "http-response": "token_response", "metadata": "metadata", "jwks": "jwks", "token-request": "token_request",
    "token-url": "token_request", "command": "token_request",
}  # fmt: skip
"""The field that each kind of text belongs in."""
ELSEWHERE = frozenset({"private-key", "id-token", "jwt", "jwe"})
"""Kinds without a field of their own."""
TAKES = {
    "redirect": frozenset({"http-response", "html-page"}),
    "token_response": frozenset({"html-page", "id-token", "jwt"}),
    "client_assertion": frozenset({"jwt", "id-token"}),
    "client_jwt": frozenset({"jwt", "id-token", "jwe", "private-key"}),
    "code_verifier": frozenset({"challenge"}),
    "code_challenge": frozenset({"verifier"}),
    "client_secret": frozenset({"private-key"}),
}
"""What a field takes beside its own kind, or has words for."""
TAKES_ANYTHING = frozenset(
    {"error", "error_description", "report_note", "tamper_value", "more_parameters", "pairs_text"}
)


class Misplaced(NamedTuple):
    """A text in the wrong field.

    Attributes:
        says: what it is, in a sentence without anything of the text.
        field: the wire name of the field that it belongs in; "" if there is none.
    """

    says: str
    field: str


def find_misplaced(name: str, text: str, *, wrong: bool) -> Misplaced | None:
    """Whether a text is another value of the flow than its field asks for; None if that isn't clear.

    Args:
        name: the wire name of the field.
        text: what is in it.
        wrong: whether the field's own check found an error.
    """
    text = text.strip()
    if name in TAKES_ANYTHING or not SHORTEST <= len(text) <= (LONGEST if wrong else QUICK):
        return None
    found = next(iter(recognize(text)), None)
    if found is None or (found.start, found.end) != (0, len(text)) or found.sureness.value == "possible":
        return None
    place = FIELD_OF.get(found.kind, "")
    if place == name or found.kind in TAKES.get(name, ()) or not (place or found.kind in ELSEWHERE):
        return None
    return Misplaced(f"This {'is' if found.sureness.value == 'certain' else 'may be'} {found.title}.", place)
