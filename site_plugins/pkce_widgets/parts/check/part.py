"""Check a pair: the verdict on a verifier and its challenge."""

from __future__ import annotations

from pkce_core import (
    Diagnosis,
    Report,
    check_code_verifier,
    check_pair,
    diagnose_challenge,
)
from pkce_widgets import example
from pkce_widgets.flow.attempts import draw_attempt
from pkce_widgets.flow.pair import check_verifier_reuse, half_typed
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.pair_evidence import comparison, findings, fix, marked_verifier, steps, unexplained
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import WORDS, state_of

CLEARED = "Your verifier was cleared after the token response, because it works only once. Create a new pair."


def view(inputs: Inputs) -> PartView:
    """Answer the page: a new pair, or the verdict on the reader's."""
    if inputs.action == "create":
        return PartView(state="empty", verdict="A new pair, state and nonce.", values=draw_attempt(inputs), begins=True)
    if not inputs.get("code_verifier") and not inputs.get("code_challenge") and inputs.get("finished"):
        return PartView(state="empty", verdict=CLEARED)
    for name in ("code_verifier", "code_challenge"):
        if count := half_typed(inputs, name):
            return PartView(state="empty", verdict=count, notes={name: count})
    view = check_view(inputs.get("code_verifier"), inputs.get("code_challenge"), inputs.get("fix_language"))
    reused = check_verifier_reuse(inputs)
    if not reused:
        return view
    return PartView(
        state="wrong",
        word=WORDS["proved"],
        verdict=reused[0].message,
        body=el("div", findings_list(reused), class_="pkce-evidence"),
        invalid=("code_verifier",),
        notes=view.notes,
    )


def check_view(code_verifier: str, code_challenge: str, language: str = "") -> PartView:
    """Check what the reader has given so far.

    Args:
        code_verifier: as typed; "" if there is none yet.
        code_challenge: as typed; "" to check the verifier alone.
        language: of the fix; another than the known ones for that of the mistake.
    """
    if not code_verifier:
        missing = "Paste the verifier of this challenge." if code_challenge else "Paste a verifier, or create a pair."
        return PartView(state="empty", verdict=missing)
    report = check_pair(code_verifier, code_challenge) if code_challenge else check_code_verifier(code_verifier)
    diagnosis = diagnose_challenge(code_verifier, code_challenge) if code_challenge else None
    if diagnosis:
        report = diagnosis.settle(report)
        diagnosis = diagnosis.in_language(language) if language in diagnosis.fixes else diagnosis
    # Then the text in the verifier's field is a challenge, and nothing must be derived from it.
    swapped = diagnosis is not None and "swapped" in diagnosis.mistakes
    sentence = verdict(report, diagnosis)
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
    wrong = {"code_verifier": not check_code_verifier(code_verifier).ok, "code_challenge": diagnosis is not None}
    return PartView(
        state=state_of(report),
        word="" if report.ok else WORDS["proved"],
        verdict=sentence,
        body=body,
        invalid=tuple(name for name in wrong if wrong[name]),
        notes={
            "code_verifier": note(code_verifier, report, "verifier-"),
            "code_challenge": note(code_challenge, report, "challenge-"),
        },
    )


def verdict(report: Report, diagnosis: Diagnosis | None) -> str:
    """The answer in a sentence: the mistake that made the challenge, or the first broken rule."""
    if diagnosis and diagnosis.mistakes:
        return diagnosis.explanation
    verifier_error = next((finding for finding in report.errors if finding.rule.startswith("verifier-")), None)
    if verifier_error:
        return verifier_error.message
    if diagnosis:
        return diagnosis.explanation
    if report.errors:
        return report.errors[0].message
    return next((finding.message for finding in report if finding.rule == "pair-match"), "This is a valid verifier.")


def note(text: str, report: Report, rules: str) -> str:
    """The note beside a field: its length, and its first error."""
    if not text:
        return ""
    error = next((finding.message for finding in report.errors if finding.rule.startswith(rules)), "")
    count = f"{len(text):,} character{'' if len(text) == 1 else 's'}."
    return error if count[:-1] in error else f"{count} {error}".strip()


PART = Part(
    name="check",
    title="Check your pair",
    fields=(
        Field(name="code_verifier", label="Verifier", kind="area", keep=True),
        Field(name="code_challenge", label="Challenge", kind="area", optional=True, keep=True),
    ),
    view=view,
    uses=("used_challenges", "finished", "scope"),
    actions=(("create", "Create a new pair"), ("clear", "Clear")),
    example={"code_verifier": example.CODE_VERIFIER, "code_challenge": example.CODE_CHALLENGE},
    caption="A worked example: the pair of RFC 7636 Appendix B.",
)
