"""Check your pair: a verdict in a sentence, the evidence, the fix, the rules."""

from __future__ import annotations

from pkce_core import Diagnosis, Finding, Level, Report, check_code_verifier, derivation_steps, derive_code_challenge
from pkce_widgets.view.components import LANGUAGES, SHOWN, copy_button, findings_list, level_word, marked, value_row
from pkce_widgets.view.elements import Element, el

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator


def unexplained(diagnosis: Diagnosis) -> Iterator[Element]:
    """What is likeliest when nothing explains a pair, and behind a line what was tried."""
    if diagnosis.likely:
        yield el("p", diagnosis.likely)
    if diagnosis.tried:
        what = el("p", diagnosis.tried, class_="pkce-tried")
        yield el("details", el("summary", "What was tried"), what, class_="pkce-folded")


def marked_verifier(code_verifier: str, report: Report) -> Element | None:
    """The verifier with every wrong character marked, when there is one."""
    wrong = [finding for finding in report.errors if finding.rule.startswith("verifier-")]
    places = [(mark.start, mark.end, mark.found) for finding in wrong for mark in finding.marks]
    if not places:
        return None
    return value_row("code_verifier", *marked(code_verifier, places), label="Your verifier")


def comparison(code_verifier: str, code_challenge: str) -> Element | None:
    """The given challenge above the right one, with the differences marked when they are few enough to help."""
    expected = derive_code_challenge(code_verifier) if check_code_verifier(code_verifier).ok else None
    if expected is None:
        return None
    given = value_row(
        "code_challenge", *marked(code_challenge, differences(code_challenge, expected)), label="Your challenge"
    )
    right = value_row("code_challenge", expected, label="The right challenge", copy=expected)
    return el("div", given, right, class_="pkce-compare")


def differences(given: str, expected: str) -> list[tuple[int, int, str]]:
    """Places where `given` departs from `expected`: single characters, or what is left when one begins the other."""
    given = given[:SHOWN]
    if len(given) == len(expected):
        places = [
            (at, at + 1, f"character {at + 1} should be {right}")
            for at, (char, right) in enumerate(zip(given, expected, strict=True))
            if char != right
        ]
        return places if len(places) <= 8 else []
    if given.startswith(expected):
        return [(len(expected), len(given), "this does not belong here")]
    return [(at, at + 1, "not in the base64url alphabet") for at, char in enumerate(given) if char in "+/=%\"'"]


def fix(diagnosis: Diagnosis) -> Element:
    language = LANGUAGES.get(diagnosis.fix_language, diagnosis.fix_language)
    label = f"{'Fix' if diagnosis.mistakes else 'Make the challenge again'} ({language})"
    return el(
        "div",
        el("span", label, class_="pkce-fix__label"),
        el("code", diagnosis.fix, class_="pkce-fix__line", dir="ltr"),  # no <pre>: themes add a second button to those
        copy_button(diagnosis.fix, "the fix"),
        class_="pkce-fix",
    )


def findings(report: Report, diagnosis: Diagnosis | None) -> Element:
    """Every finding with its level in words, what to do, and its section."""
    left = list(report)
    if diagnosis and diagnosis.mistakes:  # the verdict has said it, and what to do; these would say it again, less well
        left = [finding for finding in left if not said_by_verdict(finding)]
    link = None
    if diagnosis and diagnosis.spec:
        text = el("a", f"{diagnosis.spec} has the rule", href=diagnosis.spec.url)
        link = el("li", level_word(Level.INFO), text, class_="pkce-finding", data_level="info")
    return findings_list(left, link)


def said_by_verdict(finding: Finding) -> bool:
    return finding.level is Level.ERROR and finding.rule.startswith(("challenge-", "pair-"))


def steps(code_verifier: str, title: str) -> Element | None:
    """How the challenge is made from the verifier, one line a step; nothing for a verifier that can't be used."""
    if not check_code_verifier(code_verifier).ok:
        return None
    made = derivation_steps(code_verifier)
    rows = [
        step(f"The verifier’s {made.octets} characters, as ASCII bytes", grouped(made.ascii_hex), "code_verifier"),
        step("SHA-256 of these bytes: 32 bytes", grouped(made.sha256_hex), "sha256"),
        step("The 32 bytes in base64", made.base64, "base64"),
        step(
            "The same in base64url: - for +, _ for /, and no = at the end",
            made.base64url,
            "code_challenge",
            copy=True,
        ),
    ]
    return el(
        "div",
        el("p", title, class_="pkce-steps__title"),
        el("ol", *rows, class_="pkce-steps"),
        class_="pkce-derivation",
    )


def step(text: str, result: str, name: str, *, copy: bool = False) -> Element:
    button = copy_button(result, "the challenge") if copy else None
    content = el("code", result, class_="pkce-value__text", dir="ltr")
    return el(
        "li",
        el("span", text, class_="pkce-step__text"),
        el("span", content, button, class_="pkce-value pkce-value--bare", data_value=name),
    )


def grouped(digits: str) -> str:
    """Hex digits in pairs, so that a line can break between bytes."""
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
