"""What the checker shows for a verifier and a challenge: a verdict in a sentence, the evidence, the fix, the rules.

`check_view` is the one place that decides it, at build time for the worked example and in the page for what the
reader types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkce_core import (
    Diagnosis,
    Finding,
    Level,
    Report,
    check_code_verifier,
    check_pair,
    derivation_steps,
    derive_code_challenge,
    diagnose_challenge,
)
from pkce_widgets.tree import Element, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = 192  # characters of a value that are drawn; a verifier has at most 128, a hex digest of SHA-512 has 128
TRIED = " Tried: "  # what follows it in an explanation is evidence, not verdict
LANGUAGES = {"shell": "Shell", "powershell": "PowerShell", "node": "Node.js", "python": "Python"}


@dataclass(frozen=True, slots=True)
class CheckView:
    """A checked pair, ready to be shown.

    Attributes:
        state: "empty", "right" or "wrong".
        verdict: the answer in a sentence, also what a screen reader is told.
        body: the evidence below the verdict.
        invalid: the wire names of the values that hold the mistake.
        notes: what stands beside each field, by wire name: how long it is, and its first error.
    """

    state: str
    verdict: str
    body: Element
    invalid: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)


def check_view(code_verifier: str, code_challenge: str) -> CheckView:
    """Check what the reader has given so far and lay the answer out.

    Args:
        code_verifier: as typed; "" when there is none yet.
        code_challenge: as typed; "" when only the verifier is to be checked.
    """
    if not code_verifier:
        text = (
            "Paste the verifier that made this challenge." if code_challenge else "Paste a verifier, or create a pair."
        )
        return CheckView("empty", text, el("div"))
    report = check_pair(code_verifier, code_challenge) if code_challenge else check_code_verifier(code_verifier)
    diagnosis = diagnose_challenge(code_verifier, code_challenge) if code_challenge else None
    state = "right" if report.ok else "wrong"
    sentence, tried, what = verdict(report, diagnosis, bool(code_challenge)).partition(TRIED)
    body = el(
        "div",
        el("p", tried.lstrip() + what, class_="pkce-tried") if tried else None,
        marked_verifier(code_verifier, report),
        comparison(code_verifier, code_challenge) if diagnosis else None,
        fix(diagnosis) if diagnosis else None,
        findings(report, diagnosis),
        steps(code_verifier, "How the right challenge is made" if diagnosis else "How this challenge is made"),
        class_="pkce-evidence",
    )
    faulty = {"code_verifier": not check_code_verifier(code_verifier).ok, "code_challenge": diagnosis is not None}
    invalid = tuple(name for name, wrong in faulty.items() if wrong)
    notes = {
        "code_verifier": note(code_verifier, report, "verifier-"),
        "code_challenge": note(code_challenge, report, "challenge-"),
    }
    return CheckView(state, sentence, body, invalid, notes)


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
    count = len(report.warnings)
    return f"{right} {'One warning stands' if count == 1 else f'{count} warnings stand'} below." if count else right


# The parts of the evidence


def value(name: str, *content: Node, label: str, copy: str | None = None) -> Element:
    """A value of the flow with its identity: the same hue, label and underline wherever it stands."""
    return el(
        "div",
        el("span", label, class_="pkce-value__label"),
        el("code", *content, class_="pkce-value__text", dir="ltr"),
        copy_button(copy, label) if copy else None,
        class_="pkce-value",
        data_value=name,
    )


def copy_button(text: str, what: str) -> Element:
    return el("button", "Copy", type="button", class_="pkce-copy", data_copy=text, aria_label=f"Copy: {what}")


def marked(text: str, places: Iterable[tuple[int, int, str]]) -> list[Node]:
    """The text in pieces, with a `<mark>` and a readable character at each place; cut after `SHOWN` characters."""
    nodes: list[Node] = []
    at = 0
    for start, end, title in sorted(places):
        if start < at or start >= SHOWN:
            continue
        nodes += [text[at:start], el("mark", visible(text[start:end]), title=title)]
        at = end
    nodes.append(text[at : max(at, SHOWN)])
    if len(text) > SHOWN:
        nodes.append(el("span", f" … {len(text) - SHOWN:,} more characters", class_="pkce-more"))
    return [node for node in nodes if node]


def visible(text: str) -> str:
    """Characters that the eye can't see, as symbols: ␠ ␉ ␊ ␍ for white space, the code point for the rest."""
    return "".join(
        chr(0x2400 + ord(char)) if ord(char) <= 0x20 else char if char.isprintable() else f"U+{ord(char):04X}"
        for char in text[:SHOWN]
    )


def marked_verifier(code_verifier: str, report: Report) -> Element | None:
    """The verifier with every wrong character marked, when there is one."""
    wrong = [finding for finding in report.errors if finding.rule.startswith("verifier-")]
    places = [(mark.start, mark.end, mark.found) for finding in wrong for mark in finding.marks]
    if not places:
        return None
    return value("code_verifier", *marked(code_verifier, places), label="Your verifier")


def comparison(code_verifier: str, code_challenge: str) -> Element | None:
    """The given challenge above the right one, with the differences marked when they are few enough to help."""
    expected = derive_code_challenge(code_verifier) if check_code_verifier(code_verifier).ok else None
    if expected is None:
        return None
    given = value(
        "code_challenge", *marked(code_challenge, differences(code_challenge, expected)), label="Your challenge"
    )
    right = value("code_challenge", expected, label="The right challenge", copy=expected)
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
    label = f"Fix ({language})" if language else "Fix"
    return el(
        "div",
        el("span", label, class_="pkce-fix__label"),
        el("pre", el("code", diagnosis.fix), dir="ltr", tabindex="0", role="region", aria_label=label),
        copy_button(diagnosis.fix, "the fix"),
        class_="pkce-fix",
    )


def findings(report: Report, diagnosis: Diagnosis | None) -> Element:
    """Every finding with its level in words, what to do, and its section."""
    order = [Level.ERROR, Level.WARNING, Level.INFO, Level.PASS]
    items = [finding_item(finding) for finding in sorted(report, key=lambda finding: order.index(finding.level))]
    if diagnosis and diagnosis.spec:
        link = el("a", f"{diagnosis.spec} says how a challenge is made", href=diagnosis.spec.url)
        items.append(el("li", level_word(Level.INFO), link, class_="pkce-finding", data_level="info"))
    return el("ul", *items, class_="pkce-findings", role="list")


def finding_item(finding: Finding) -> Element:
    hint = el("span", " ", *prose(finding.hint), class_="pkce-finding__hint") if finding.hint else None
    link = el("a", str(finding.spec), href=finding.spec.url, class_="pkce-spec") if finding.spec else None
    body = el("span", *prose(finding.message), hint, " " if link else None, link)
    return el("li", level_word(finding.level), body, class_="pkce-finding", data_level=finding.level.value)


def prose(text: str) -> list[Node]:
    """A sentence whose `code` stands between backticks."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:  # a backtick that the reader typed
        return [text]
    return [el("code", piece) if at % 2 else piece for at, piece in enumerate(pieces) if piece]


def level_word(level: Level) -> Element:
    words = {Level.PASS: "Passed", Level.INFO: "Note", Level.WARNING: "Warning", Level.ERROR: "Error"}
    return el("span", words[level], class_="pkce-level", data_level=level.value)


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
