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
    derivation_steps,
    derive_code_challenge,
    diagnose_challenge,
    generate_code_verifier,
)
from pkce_widgets.part import Field, Part, PartView, Request
from pkce_widgets.pieces import LANGUAGES, SHOWN, copy_button, findings_list, level_word, marked, value
from pkce_widgets.tree import Element, el

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 43  # characters of an S256 challenge, and the fewest of a verifier
EXAMPLE = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B
CLEARED = "Your verifier was cleared after the token response, as it works once. Create a pair for the next request."
REUSED = "This verifier has been used. A verifier works for one authorization request: create a new pair."


def view(request: Request) -> PartView:
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


# The parts of the evidence


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
