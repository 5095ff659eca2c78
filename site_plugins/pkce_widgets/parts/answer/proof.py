"""What proves the answer, how to fix it, and, folded, the rest: how a challenge is made, what passed, a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import Level, build_report, check_code_verifier, derive_code_challenge, diagnose_challenge
from pkce_widgets.parts.answer.verdict import shown_diagnosis
from pkce_widgets.view.compared_values import compared
from pkce_widgets.view.components import copy_button, findings_list, prose, spec_link, value_row, visible
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.pair_evidence import LANGUAGES, comparison, marked_verifier, steps, unexplained
from pkce_widgets.view.redaction import redact_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkce_core import Answer, Diagnosis, Finding

SIGNS = {"\n": "\\n", "\r\n": "\\r\\n", "\r": "\\r", " ": "space", "\t": "\\t"}
"""What programmers write for what can't be seen."""
MOST_AROUND = 20
"""Characters that may have been hashed around a verifier, to be shown beside it."""
FIRST, LAST = 6, 5
OF_FINDINGS = {"response-state-mismatch": "state-mismatch", "response-iss-mismatch": "iss-mismatch"}
"""Findings about two values, with the cause that has the same two."""


def evidence(answer: Answer, language: str) -> Iterator[Element]:
    """The values that prove the answer, the fix, and what else is wrong."""
    flow = answer.gathered.flow
    verifier, challenge = flow.verifier or "", flow.value("authorization_request", "code_challenge") or ""
    diagnosis = shown_diagnosis(answer)
    if diagnosis:
        yield from pair_evidence(verifier, challenge, diagnosis)
        yield fix_box(diagnosis, language, verifier)
    elif answer.status in ("proved", "likely", "warning"):
        causes = answer.explanation.causes if answer.explanation else ()
        slug = causes[0].slug if causes else first_rule(answer)
        yield from filter(None, (marked_verifier(verifier, answer.report), compared(slug, flow)))
        if answer.fix:
            yield el("div", el("p", "Fix it", class_="pkce-answer__title"), el("p", *prose(answer.fix)))
    elif any(each.rule == "pair-match" for each in answer.report):
        buttons = (
            button(f"Copy the {what}", text) for what, text in (("verifier", verifier), ("challenge", challenge))
        )
        yield el("div", *buttons, class_="pkce-actions")
    # Several requests of a recording can have the same mistake.
    left = list({each.message: each for each in answer.report.errors if not is_said(each, answer)}.values())
    if left:
        yield el("div", el("p", "Also wrong", class_="pkce-answer__title"), findings_list(left))


def first_rule(answer: Answer) -> str:
    rule = answer.report.errors[0].rule if answer.report.errors else ""
    return OF_FINDINGS.get(rule, rule)


def is_said(finding: Finding, answer: Answer) -> bool:
    """Whether the verdict has said what a finding says."""
    if shown_diagnosis(answer):
        return finding.rule.startswith(("challenge-", "pair-"))
    if answer.explanation and finding.rule in [cause.slug for cause in answer.explanation.causes]:
        return True
    other = answer.report.errors[0].rule != finding.rule  # the same mistake, found in a message and across messages
    same = OF_FINDINGS.get(finding.rule, finding.rule) == first_rule(answer)
    return finding.message in (answer.title, answer.detail) or (other and same)


def pair_evidence(verifier: str, challenge: str, diagnosis: Diagnosis) -> Iterator[Element]:
    """What was hashed beside what the server hashes, if that is known; else the two challenges."""
    if rows := hashed_rows(verifier, diagnosis):
        yield rows
        return
    if "swapped" not in diagnosis.mistakes and (compare := comparison(verifier, challenge)):
        yield compare
    yield from unexplained(diagnosis) if not diagnosis.mistakes else ()


def hashed_rows(verifier: str, diagnosis: Diagnosis) -> Element | None:
    """What was hashed, if it is the verifier with something around it, above what the server hashes."""
    before, found, after = diagnosis.hashed.decode("utf-8", "replace").partition(verifier)
    if not found or len(before + after) > MOST_AROUND:
        return None
    return el(
        "dl",
        *hashed("You hashed", verifier, before, after, len(diagnosis.hashed)),
        *hashed("The server hashes", verifier, "", "", len(verifier)),
        class_="pkce-answer__hashed",
    )


def hashed(label: str, verifier: str, before: str, after: str, octets: int) -> Iterator[Element]:
    short = f"{verifier[:FIRST]}…{verifier[-LAST:]}"
    yield el("dt", label)
    yield el(
        "dd",
        el("mark", SIGNS.get(before) or visible(before)) if before else None,
        el("span", el("code", short, class_="pkce-value__text", dir="ltr"), data_value="code_verifier"),
        el("mark", SIGNS.get(after) or visible(after)) if after else None,
        " ",
        el("span", f"{octets:,} bytes", class_="pkce-quiet"),
    )


def fix_box(diagnosis: Diagnosis, language: str, verifier: str) -> Element:
    """The line that corrects the pair, in the reader's language."""
    chosen = language if language in diagnosis.fixes else diagnosis.fix_language
    fix = diagnosis.fixes[chosen]
    options = [
        el("option", LANGUAGES.get(each, each), value=each, selected="" if each == chosen else None)
        for each in diagnosis.fixes
    ]
    right = derive_code_challenge(verifier) if check_code_verifier(verifier).ok else ""
    return el(
        "div",
        el(
            "div",
            el("p", "Fix it" if diagnosis.mistakes else "Make the challenge again", class_="pkce-answer__title"),
            el("select", *options, name="fix_language", data_remember="", aria_label="Language of the fix"),
            class_="pkce-answer__fixhead",
        ),
        el("pre", el("code", fix, dir="ltr"), class_="pkce-answer__fix"),
        el(
            "div",
            button("Copy the fix", fix, primary=True),
            button("Copy the right challenge", right) if right and "swapped" not in diagnosis.mistakes else None,
            class_="pkce-actions",
        ),
    )


def button(label: str, text: str, *, primary: bool = False) -> Element:
    look = "pkce-button pkce-button--primary" if primary else "pkce-button"
    return el("button", label, type="button", class_=look, data_copy=text)


def the_rest(answer: Answer) -> Element:
    """What is folded away, and the section that has the rule."""
    verifier = answer.gathered.flow.verifier or ""
    swapped = answer.diagnosis is not None and "swapped" in answer.diagnosis.mistakes
    has_pair = answer.diagnosis is not None or any(each.rule == "pair-match" for each in answer.report)
    judged = () if answer.recording else answer.report  # the steps of a recording have their own findings
    passed = [each for each in judged if each.level is Level.PASS]
    shown = {answer.title, answer.detail}
    warned = [each for each in judged if each.level in (Level.WARNING, Level.INFO) and each.message not in shown]
    return el(
        "div",
        fold("How it is made", steps(verifier, "How the challenge is made") if has_pair and not swapped else None),
        fold(count(len(warned), "note"), findings_list(warned) if warned else None),
        fold(f"{count(len(passed), 'check')} passed", findings_list(passed) if passed else None),
        report_fold(answer),
        spec_link(answer.spec) if answer.spec else None,
        class_="pkce-answer__rest",
    )


def count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def fold(title: str, content: Element | None) -> Element | None:
    return el("details", el("summary", title), content, class_="pkce-folded") if content else None


def report_fold(answer: Answer) -> Element | None:
    """A place for the report, which is written once the reader opens it."""
    if not answer.gathered.values:
        return None
    why = el("p", "Copy this report, and read it before you post it. It leaves out the secrets of your flow.")
    summary = el("summary", "Is this wrong?")
    return el("details", summary, why, el("div", data_slot="report"), class_="pkce-folded", data_report="")


def report(answer: Answer, said: str, now: float | None) -> Element:
    """What to post in a forum or an issue: what the page says, and the flow without its secrets."""
    text = f"The page says: {redact_note(said)}\n\n{build_report(answer.gathered.flow, now=now)}"
    return el(
        "div",
        el("pre", text, class_="pkce-report__text", role="region", tabindex="0", aria_label="The report"),
        copy_button(text, "the report"),
        class_="pkce-report",
        data_slot="report",
    )


def example_evidence(example: Mapping[str, str]) -> Element:
    """A worked example: said to be one, neither right nor wrong, and without anything to copy."""
    verifier, challenge = example["code_verifier"], example["code_challenge"]
    diagnosis = diagnose_challenge(verifier, challenge)
    if diagnosis is None:
        raise ValueError("the example must have a mistake")
    return el(
        "div",
        el(
            "div",
            el("p", "Example", class_="pkce-answer__title"),
            el("button", "Clear it", type="button", class_="pkce-button pkce-button--small", data_action="clear"),
            class_="pkce-answer__fixhead",
        ),
        value_row("code_verifier", verifier, label="Verifier"),
        value_row("code_challenge", challenge, label="Challenge"),
        el("p", *prose(diagnosis.explanation), class_="pkce-verdict__text"),
        *pair_evidence(verifier, challenge, diagnosis),
        el("p", "For your own values, you also get the line that fixes it.", class_="pkce-quiet"),
        class_="pkce-answer__slot pkce-answer__example",
        data_slot="answer",
    )
