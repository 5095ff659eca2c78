"""The evidence below the verdict on a pair: marks, the comparison, the fix, the findings, the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core import Diagnosis, Finding, Level, Report, check_code_verifier, derivation_steps, derive_code_challenge
from pkce_widgets.view.components import (
    SHOWN,
    copy_button,
    findings_list,
    heading,
    level_word,
    marked,
    rows,
    value_row,
)
from pkce_widgets.view.elements import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = {
    "shell": "Shell", "python": "Python", "node": "Node.js", "javascript": "browser JavaScript",
    "powershell": "PowerShell", "php": "PHP", "java": "Java", "csharp": "C#", "go": "Go", "ruby": "Ruby",
}  # fmt: skip
MOST_MARKS = 8
"""Challenges that differ in more characters have little in common."""


def unexplained(diagnosis: Diagnosis) -> Iterator[Element]:
    """What is likely if no known mistake explains a pair, and, folded away, what was tried."""
    if diagnosis.likely:
        yield el("p", diagnosis.likely)
    if diagnosis.tried:
        what = el("p", diagnosis.tried, class_="pkce-tried")
        yield el("details", el("summary", "What was tried"), what, class_="pkce-folded")


def marked_verifier(code_verifier: str, report: Report) -> Element | None:
    """The verifier with its wrong characters marked; None if it has none."""
    wrong = [finding for finding in report.errors if finding.rule.startswith("verifier-")]
    places = [(mark.start, mark.end, mark.found) for finding in wrong for mark in finding.marks]
    if not places:
        return None
    return value_row("code_verifier", *marked(code_verifier, places), label="Your verifier")


def comparison(code_verifier: str, code_challenge: str) -> Element | None:
    """The given challenge above the right one, with the differences marked if they are few enough to help."""
    if not check_code_verifier(code_verifier).ok:
        return None
    expected = derive_code_challenge(code_verifier)
    given = value_row(
        "code_challenge", *marked(code_challenge, differences(code_challenge, expected)), label="Your challenge"
    )
    right = value_row("code_challenge", expected, label="The right challenge", copy=expected)
    return el("div", given, right, class_="pkce-compare")


def differences(given: str, expected: str) -> list[tuple[int, int, str]]:
    """The places to mark in `given`: single characters that differ, or what was added at the end."""
    given = given[:SHOWN]
    if len(given) == len(expected):
        places = [
            (at, at + 1, f"character {at + 1} should be {right}")
            for at, (char, right) in enumerate(zip(given, expected, strict=True))
            if char != right
        ]
        return places if len(places) <= MOST_MARKS else []
    if given.startswith(expected):
        return [(len(expected), len(given), "this doesn't belong here")]
    return [(at, at + 1, "not in the base64url alphabet") for at, char in enumerate(given) if char in "+/=%\"'"]


def fix(diagnosis: Diagnosis) -> Element:
    """The line that corrects the pair, with a button that copies it."""
    language = LANGUAGES.get(diagnosis.fix_language, diagnosis.fix_language)
    label = f"{'Fix' if diagnosis.mistakes else 'Make the challenge again'} ({language})"
    return el(
        "div",
        el("span", label, class_="pkce-fix__label"),
        el("code", *rows([diagnosis.fix]), class_="pkce-fix__line", dir="ltr"),
        copy_button(diagnosis.fix, "the fix"),
        class_="pkce-fix",
    )


def findings(report: Report, diagnosis: Diagnosis | None) -> Element:
    """The findings that the verdict has not said yet, and the section that has the broken rule."""
    left = list(report)
    if diagnosis and diagnosis.mistakes:  # the verdict says more about the same errors
        left = [finding for finding in left if not said_by_verdict(finding)]
    link = None
    if diagnosis and diagnosis.spec:
        text = el("a", f"The rule is in {diagnosis.spec}", href=diagnosis.spec.url)
        link = el("li", level_word(Level.INFO), text, class_="pkce-finding", data_level="info")
    return findings_list(left, link)


def said_by_verdict(finding: Finding) -> bool:
    return finding.level is Level.ERROR and finding.rule.startswith(("challenge-", "pair-"))


def steps(code_verifier: str, title: str) -> Element | None:
    """How the challenge is made from the verifier, step by step; None if the verifier can't be used."""
    if not check_code_verifier(code_verifier).ok:
        return None
    made = derivation_steps(code_verifier)
    rows = [
        step(f"The verifier’s {made.octets} characters, as ASCII bytes", grouped(made.ascii_hex), "code_verifier"),
        step("The SHA-256 of these bytes: 32 bytes", grouped(made.sha256_hex), "sha256"),
        step("The 32 bytes in base64", made.base64, "base64"),
        step(
            "The same in base64url: - instead of +, _ instead of /, and no = at the end",
            made.base64url,
            "code_challenge",
            copy=True,
        ),
    ]
    return el(
        "div",
        heading(title),
        el("ol", *rows, class_="pkce-steps"),
        class_="pkce-derivation",
    )


def step(text: str, result: str, name: str, *, copy: bool = False) -> Element:
    """One step: what it does, and its result."""
    button = copy_button(result, "the challenge") if copy else None
    content = el("code", result, class_="pkce-value__text", dir="ltr")
    return el(
        "li",
        el("span", text, class_="pkce-step__text"),
        el("span", content, button, class_="pkce-value pkce-value--bare", data_value=name),
    )


def grouped(digits: str) -> str:
    """Hex digits in pairs, so that lines can break between bytes."""
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
