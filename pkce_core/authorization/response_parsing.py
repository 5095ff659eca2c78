"""The authorization response, read from whatever was pasted (RFC 6749 §4.1.2). Nothing is judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.authorization.other_text import describe_other_text, describe_request
from pkce_core.authorization.pasted_redirect import LONGEST_PASTE, PastedRedirect, is_browser_page, unwrap_redirect
from pkce_core.authorization.response import AuthorizationResponse
from pkce_core.authorization.response_rules import RULES
from pkce_core.errors import FormError
from pkce_core.findings import Finding, Report, ValidationError
from pkce_core.recognition.other_value import describe_other
from pkce_core.text.decoding import read_text
from pkce_core.text.form_encoding import find_duplicates, parse_form

if TYPE_CHECKING:
    from pkce_core.findings import Findings
    from pkce_core.text.form_encoding import Pairs

_NAMES = ("code", "state", "iss", "error", "error_description", "error_uri", "response")


def parse_authorization_response(text: str | bytes) -> AuthorizationResponse:
    """Read a redirect in whatever form it was pasted.

    Args:
        text: a whole URL, a query or a fragment, "code#state", or a code alone; it may be quoted, wrapped over lines,
            or escaped for HTML, JSON or a shell.

    Returns:
        The parameters. Nothing is checked yet.

    Raises:
        ValidationError: nothing in it looks like a response, or a parameter appears twice.
        UsageError: the argument is neither str nor bytes.
    """
    response, findings = read_response(text)
    if response is None:
        raise ValidationError(Report(findings=findings))
    return response


def read_response(text: str | bytes) -> tuple[AuthorizationResponse | None, Findings]:
    """The response and what was repaired to read it; or None, and why the text cannot be read."""
    pasted = read_text(text, RULES["response-not-text"], name="response")
    if isinstance(pasted, Finding):
        return None, (pasted,)
    if len(pasted) > LONGEST_PASTE:
        message = f"The text has {len(pasted):,} characters, far more than a redirect."
        return None, (RULES["response-length"].error(message, "Paste the address line only."),)
    if is_browser_page(pasted):
        message = "This is the browser's own page. The address you need is in the address bar: copy it from there."
        hint = (
            "It starts with your redirect URI, where no server needs to answer. If the address bar shows something "
            "else, go back one page or look in the browser's history."
        )
        return None, (RULES["response-browser-page"].error(message, hint),)
    paste = unwrap_redirect(pasted)
    if paste is None:
        return None, (describe_other_text(pasted),)
    if paste.code is not None and (other := describe_other(pasted, "redirect")):
        return None, (RULES["response-other-value"].error(*other),)
    notes = paste.notes
    pairs, problem = _pairs(paste)
    problem = problem or describe_request(pairs)
    if problem:
        return None, (*notes, problem)
    if (names := find_duplicates(pairs)) and (twice := _describe_repeated(names)):
        return None, notes + twice
    if paste.fragment and not any(note.rule == "response-route" for note in notes):
        message = "The response is in the fragment (after #), which a browser doesn't send to the server."
        notes += (RULES["response-fragment"].info(message),)
    return _response_from(pairs, paste.redirect_uri), notes


def _pairs(paste: PastedRedirect) -> tuple[Pairs, Finding | None]:
    if paste.code is not None:
        return (("code", paste.code), ("state", paste.state or "")), None
    if paste.pairs:
        return paste.pairs, None
    try:
        pairs = parse_form(paste.query) + parse_form(paste.fragment)
    except FormError as problem:
        message = f"The parameters can't be decoded. Counting from the first parameter: {problem}"
        return (), RULES["response-encoding"].error(message, "Copy the address again from the address bar.")
    return pairs, None


def _describe_repeated(names: tuple[str, ...]) -> Findings:
    # RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    return tuple(
        RULES["response-duplicate"].error(
            f"{name} appears in the response more than once, so it isn't clear which one counts.",
            "Don't use this response. Someone may have added to it.",
        )
        for name in names
        if name in _NAMES
    )


def _response_from(pairs: Pairs, redirect_uri: str | None) -> AuthorizationResponse:
    known = {name: value for name, value in pairs if name in _NAMES and value}
    extra = tuple([pair for pair in pairs if pair[0] not in _NAMES])
    if "code" not in known and ("code", "") in pairs:
        extra += (("code", ""),)
    return AuthorizationResponse(**known, redirect_uri=redirect_uri, extra=extra)
