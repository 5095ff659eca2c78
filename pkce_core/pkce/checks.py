"""Checks of a code_verifier and a code_challenge, each on its own (RFC 7636 §4.1 to §4.3).

In the private functions, `what` is "verifier" or "challenge".
"""

from __future__ import annotations

from pkce_core.findings import Finding, Mark, Report
from pkce_core.pkce.grammar import (
    METHODS,
    S256_CHALLENGE_LENGTH,
    VERIFIER_MAX,
    VERIFIER_MIN,
    is_code_verifier,
    is_s256_challenge,
)
from pkce_core.pkce.rules import RULES
from pkce_core.pkce.verifier_entropy import weakness_finding
from pkce_core.specifications import Spec
from pkce_core.text.alphabets import BASE64URL, UNRESERVED
from pkce_core.text.decoding import read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.findings import Findings

# Other rooms give the same advice and say the same of a request without a method.
SEND_S256 = "Send code_challenge_method=S256."
NO_METHOD = "No code_challenge_method was sent, which means plain."

_MADE_SO = "The challenge was made from exactly this text, so your program really used this verifier."

_COUNTED, _COUNTED_TOO = "The challenge has ", ". It has "
"""Before how many characters a challenge has: alone, and after another sentence about it."""
_OTHER = {"verifier": RULES["verifier-other-value"], "challenge": RULES["challenge-other-value"]}
_LENGTH = {"verifier": RULES["verifier-length"], "challenge": RULES["challenge-length"]}
_EMPTY = {"verifier": RULES["verifier-empty"], "challenge": RULES["challenge-empty"]}
_CHARACTER = {"verifier": RULES["verifier-character"], "challenge": RULES["challenge-character"]}


def check_code_verifier(verifier: str | bytes) -> Report:
    """Check a code_verifier against RFC 7636 §4.1, and how easy it is to guess (§7.1).

    Args:
        verifier: any text, or octets that should be text.

    Returns:
        A report that passes when the verifier has the right length and characters, with a warning when the verifier
        is easy to guess. Otherwise errors about its length and its wrong characters.

    Raises:
        UsageError: the verifier is neither str nor bytes.
    """
    text = read_text(verifier, RULES["verifier-not-text"], name="verifier", encoding="utf-8")
    if isinstance(text, Finding):
        return Report(findings=(text,))
    if not is_code_verifier(text):
        # RFC 7636 §4.1: "with a minimum length of 43 characters and a maximum length of 128 characters"
        found = _check_other("verifier", text)
        found += _check_length("verifier", len(text), VERIFIER_MIN, VERIFIER_MAX)
        return Report(findings=found + _check_characters("verifier", text, UNRESERVED))
    passed = RULES["verifier-grammar"].passed(f"The verifier has {len(text)} characters, and all of them are allowed.")
    weakness = weakness_finding(text)
    return Report(findings=(passed,) if weakness is None else (passed, weakness))


def settle_matched(report: Report) -> Report:
    """The same findings for a verifier from whose very text the S256 challenge was made, so that no copy spoiled it.

    Args:
        report: what `check_code_verifier` or `check_pair` found.
    """
    return Report(findings=tuple(map(_settle_matched, report)))


def check_code_challenge(challenge: str | bytes, method: str | None = "S256") -> Report:
    """Check a code_challenge and its method against RFC 7636 §4.2 and §4.3.

    Args:
        challenge: any text, or octets that should be text.
        method: the code_challenge_method sent with it; None when none was sent, which means "plain".

    Raises:
        UsageError: the challenge is neither str nor bytes.
    """
    text = read_text(challenge, RULES["challenge-not-text"], name="challenge", encoding="utf-8")
    notes = _check_method(method)
    if isinstance(text, Finding):
        return Report(findings=(*notes, text))
    if is_s256_challenge(text) if method == "S256" else is_code_verifier(text):
        message = f"The challenge has {len(text)} characters, and all of them are allowed."
        return Report(findings=(*notes, RULES["challenge-grammar"].passed(message)))
    other = _check_other("challenge", text)
    if method == "S256":
        found = _check_s256_length(text)
        found += _check_characters("challenge", text, BASE64URL)
    else:
        found = _check_length("challenge", len(text), VERIFIER_MIN, VERIFIER_MAX)
        found += _check_characters("challenge", text, UNRESERVED)
    return Report(findings=other + notes + (found or (_spare_bits(text),)))


def _settle_matched(finding: Finding) -> Finding:
    if finding.rule == _LENGTH["verifier"].slug:
        long = f"{VERIFIER_MIN} to {VERIFIER_MAX} characters"
        hint = f"{_MADE_SO} Let it make a verifier of {long}, such as 32 random octets in base64url."
        return finding.replace(hint=hint)
    if finding.rule == _CHARACTER["verifier"].slug:
        from pkce_core.text.characters import without_origins  # only here: it loads re

        copied = {mark.likely for mark in finding.marks if mark.likely.startswith("copied")}
        message = without_origins(finding.message, copied)
        marks = tuple(
            Mark(start=each.start, end=each.end, found=each.found, likely="" if each.likely in copied else each.likely)
            for each in finding.marks
        )
        return finding.replace(message=message, hint=f"{_MADE_SO} {finding.hint}", marks=marks)
    return finding


def _check_other(what: str, text: str) -> Findings:
    """The finding that the text is certainly another value, such as an authorization URL."""
    from pkce_core.recognition.other_value import describe_other  # only here: it loads re and json

    other = describe_other(text, what)
    return () if other is None else (_OTHER[what].error(*other),)


def _check_s256_length(challenge: str) -> Findings:
    """The finding about the length; first, whether it's that of a hash in another form, so that no copy is wrong."""
    found = _check_length("challenge", len(challenge), S256_CHALLENGE_LENGTH, S256_CHALLENGE_LENGTH)
    if not found:
        return ()
    from pkce_core.pkce.digest_form import describe_digest  # only here: it loads re

    what, hint = describe_digest(challenge) or ("", "")
    if not what:
        return found
    counted = found[0].message.removeprefix(_COUNTED)
    return (found[0].replace(message=f"The challenge {what}{_COUNTED_TOO}{counted}", hint=hint),)


def count_alone(message: str) -> str:
    """The message about the length of a challenge, without which hash in another form has this length.

    Args:
        message: of the rule challenge-length.
    """
    _, found, counted = message.partition(_COUNTED_TOO)
    return f"{_COUNTED}{counted}" if found else message


def _check_length(what: str, length: int, low: int, high: int) -> Findings:
    if low <= length <= high:
        return ()
    wanted = f"{low} to {high} characters" if low != high else f"exactly {low} characters"
    if length == 0:
        return (_EMPTY[what].error(f"The {what} is empty. It must have {wanted}."),)
    if length < low:
        characters = "1 character" if length == 1 else f"{length} characters"
        message = f"The {what} has {characters}, {low - length:,} too few. It must have {wanted}."
        return (_LENGTH[what].error(message, "Make sure that you copied all of it."),)
    message = f"The {what} has {length:,} characters, {length - high:,} too many. It must have {wanted}."
    return (_LENGTH[what].error(message, "Make sure that you copied nothing else with it."),)


def _check_characters(what: str, text: str, alphabet: str) -> Findings:
    from pkce_core.text.characters import describe_strays, mark_strays  # only here: it loads re

    marks, total = mark_strays(text, alphabet)
    if not marks:
        return ()
    allowed = "A-Z a-z 0-9 - . _ ~" if alphabet == UNRESERVED else "A-Z a-z 0-9 - _"
    hint = f"A {what} contains only {allowed}."
    return (_CHARACTER[what].error(describe_strays(marks, total, what), hint, marks=marks),)


def _spare_bits(challenge: str) -> Finding:
    mark = Mark(start=len(challenge) - 1, end=len(challenge), found=challenge[-1], likely="mistyped or cut off")
    return RULES["challenge-leftover-bits"].error(
        f"The challenge ends in {challenge[-1]}, but a SHA-256 hash in base64url always ends in one of "
        "A E I M Q U Y c g k o s w 0 4 8.",
        "Copy the whole challenge again.",
        marks=(mark,),
    )


def _check_method(method: str | None) -> Findings:
    if method == "S256":
        return ()
    if method is None:
        # RFC 7636 §4.3: "defaults to "plain" if not present in the request"
        return (RULES["method-missing"].warning(NO_METHOD, SEND_S256),)
    if method in METHODS:
        # RFC 7636 §7.2: "the "plain" method ... Clients MUST NOT downgrade to "plain" after trying the "S256" method."
        message = "With the method plain, the challenge is the verifier itself: anyone who reads the URL has it."
        return (RULES["method-plain"].warning(message, SEND_S256, spec=Spec(document="RFC 7636", section="7.2")),)
    message = "The code_challenge_method is neither S256 nor plain. Letter case matters."
    return (RULES["method-unknown"].error(message, SEND_S256),)
