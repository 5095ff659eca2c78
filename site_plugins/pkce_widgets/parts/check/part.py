"""Check your pair: a verdict in a sentence, the evidence, the fix, the rules."""

from __future__ import annotations

from pkce_core import (
    Diagnosis,
    Finding,
    Level,
    Report,
    Spec,
    check_code_challenge,
    check_code_verifier,
    check_pair,
    derive_code_challenge,
    diagnose_challenge,
    generate_code_verifier,
)
from pkce_widgets.parts.check.evidence import comparison, findings, fix, marked_verifier, steps, unexplained
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

LENGTH = 43  # characters of an S256 challenge, and the fewest of a verifier
EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B
CLEARED = "Your verifier was cleared after the token response, as it works once. Create a pair for the next request."
REUSED = "This verifier has been used. A verifier works for one authorization request: create a new pair."


def view(request: Inputs) -> PartView:
    """Answer the page: a new pair, or what is to say about the reader's."""
    if request.action == "create":
        code_verifier = generate_code_verifier()
        pair = {"code_verifier": code_verifier, "code_challenge": derive_code_challenge(code_verifier)}
        return PartView(state="empty", verdict="A new pair.", values=pair)
    code_verifier, code_challenge = request.get("code_verifier"), request.get("code_challenge")
    if not code_verifier and not code_challenge and request.get("finished"):
        return PartView(state="empty", verdict=CLEARED)
    view = check_view(code_verifier, code_challenge, typing=request.typing)
    used = request.get("used_challenges").split()
    if used and check_code_verifier(code_verifier).ok and derive_code_challenge(code_verifier) in used:
        return reused(view)
    return view


def reused(view: PartView) -> PartView:
    """The same evidence under the verdict that counts more."""
    # RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 Authorization
    # Request"
    spec = Spec(document="RFC 7636", section="4.1")
    finding = Finding(rule="verifier-reused", level=Level.ERROR, message=REUSED, spec=spec)
    body = el("div", findings_list([finding]), class_="pkce-evidence")
    return PartView(state="wrong", verdict=REUSED, body=body, invalid=("code_verifier",), notes=view.notes)


def check_view(code_verifier: str, code_challenge: str, *, typing: str = "") -> PartView:
    """Check what the reader has given so far and lay the answer out.

    Args:
        code_verifier: as typed; "" when there is none yet.
        code_challenge: as typed; "" when only the verifier is to be checked.
        typing: the wire name of the value that she is typing key by key; being too short is no mistake yet.
    """
    half = half_typed({"code_verifier": code_verifier, "code_challenge": code_challenge}, typing)
    if half:
        return PartView(state="empty", verdict=half, notes={typing: half})
    if not code_verifier:
        text = (
            "Paste the verifier that made this challenge." if code_challenge else "Paste a verifier, or create a pair."
        )
        return PartView(state="empty", verdict=text)
    report = check_pair(code_verifier, code_challenge) if code_challenge else check_code_verifier(code_verifier)
    diagnosis = diagnose_challenge(code_verifier, code_challenge) if code_challenge else None
    state = "right" if report.ok else "wrong"
    # What stands in the verifier's place is then a challenge, and nothing is to be derived from it.
    swapped = diagnosis is not None and "swapped" in diagnosis.mistakes
    sentence = verdict(report, diagnosis, bool(code_challenge))
    body = el(
        "div",
        *(unexplained(diagnosis) if diagnosis and sentence == diagnosis.explanation else ()),
        marked_verifier(code_verifier, report),
        comparison(code_verifier, code_challenge) if diagnosis and not swapped else None,
        fix(diagnosis) if diagnosis else None,
        findings(report, diagnosis),
        None if swapped else steps(code_verifier, f"How {'the right' if diagnosis else 'this'} challenge is made"),
        class_="pkce-evidence",
    )
    faulty = {"code_verifier": not check_code_verifier(code_verifier).ok, "code_challenge": diagnosis is not None}
    invalid = tuple(name for name, wrong in faulty.items() if wrong)
    notes = {
        "code_verifier": note(code_verifier, report, "verifier-"),
        "code_challenge": note(code_challenge, report, "challenge-"),
    }
    return PartView(state=state, verdict=sentence, body=body, invalid=invalid, notes=notes)


def half_typed(values: dict[str, str], typing: str) -> str:
    """How far the reader has come with a value that is only short as yet; "" when there is something to judge."""
    value = values.get(typing, "")
    if not value or len(value) >= LENGTH:
        return ""
    filler = "A" * (LENGTH - len(value))  # what it could become: if that is well formed, nothing is wrong so far
    judge = check_code_verifier if typing == "code_verifier" else check_code_challenge
    return f"{len(value)} of {LENGTH} characters." if judge(value + filler).ok else ""


def note(text: str, report: Report, rules: str) -> str:
    """What stands beside a field: its length, and the first error that is the field's own."""
    if not text:
        return ""
    error = next((finding.message for finding in report.errors if finding.rule.startswith(rules)), "")
    count = f"{len(text):,} character{'' if len(text) == 1 else 's'}."
    return error if count[:-1] in error else f"{count} {error}".strip()


def verdict(report: Report, diagnosis: Diagnosis | None, paired: bool) -> str:
    """The answer in a sentence: the mistake that made the challenge, or the first broken rule."""
    verifier_error = next((finding for finding in report.errors if finding.rule.startswith("verifier-")), None)
    if diagnosis and diagnosis.mistakes:
        return diagnosis.explanation
    if verifier_error:
        return verifier_error.message
    if diagnosis:
        return diagnosis.explanation
    if report.errors:
        return report.errors[0].message
    right = "This challenge belongs to this verifier." if paired else "This is a valid verifier."
    return f"{right} But read the warning below." if report.warnings else right


PART = Part(
    name="check",
    title="Check your pair",
    fields=(
        Field(name="code_verifier", label="Verifier", kind="area", keep=True),
        Field(name="code_challenge", label="Challenge", kind="area", optional=True, keep=True),
    ),
    view=view,
    uses=("used_challenges", "finished"),
    actions=(("create", "Create a new pair"), ("clear", "Clear")),
    example={"code_verifier": EXAMPLE, "code_challenge": derive_code_challenge(EXAMPLE)},
    caption="A worked example: the pair of RFC 7636 Appendix B.",
    prefill=True,
)
