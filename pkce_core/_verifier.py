"""The check of a code_verifier, apart from `pkce` because a derivation that fails reports with it."""

from __future__ import annotations

from pkce_core._abnf import VERIFIER_MAX, VERIFIER_MIN, is_code_verifier
from pkce_core._rules import VERIFIER_SPEC, as_text, check_characters, check_length
from pkce_core._weakness import weakness_finding
from pkce_core.findings import Finding, Level, Report


def check_code_verifier(verifier: str | bytes) -> Report:
    """Judge a code_verifier by RFC 7636 §4.1, and by how much there is to guess (§7.1).

    Args:
        verifier: any text, or octets that should be text.

    Returns:
        A report with one passing finding when the grammar holds, and errors that name each wrong character when it
        does not.

    Raises:
        UsageError: the argument is neither str nor bytes.
    """
    text = as_text(verifier)
    if isinstance(text, Finding):
        return Report(findings=(text,))
    if not is_code_verifier(text):
        # RFC 7636 §4.1: "with a minimum length of 43 characters and a maximum length of 128 characters"
        length = check_length("verifier", len(text), VERIFIER_MIN, VERIFIER_MAX)
        return Report(findings=length + check_characters("verifier", text))
    fine = Finding(
        rule="verifier-grammar",
        level=Level.PASS,
        message=f"The verifier has {len(text)} characters, and all of them are allowed.",
        spec=VERIFIER_SPEC,
    )
    weakness = weakness_finding(text)
    return Report(findings=(fine,) if weakness is None else (fine, weakness))
