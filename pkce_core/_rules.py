"""The single rules behind the checks of `pkce`: one function each, one or no finding each (RFC 7636 §4.1 to §4.3).

`what` is "verifier" or "challenge": it starts the rule's slug and stands in the message.
"""

from __future__ import annotations

from pkce_core._abnf import METHODS, UNRESERVED
from pkce_core._characters import mark_strays, spell_out
from pkce_core.errors import UsageError
from pkce_core.findings import Finding, Level, Mark, Spec

VERIFIER_SPEC = Spec(document="RFC 7636", section="4.1")
CHALLENGE_SPEC = Spec(document="RFC 7636", section="4.2")
METHOD_SPEC = Spec(document="RFC 7636", section="4.3")
SERVER_SPEC = Spec(document="RFC 7636", section="4.6")
DOWNGRADE_SPEC = Spec(document="RFC 7636", section="7.2")


def as_text(value: str | bytes, what: str = "verifier") -> str | Finding:
    """The value as text, or the finding that says why it is none."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        raise UsageError(f"The {what} is neither str nor bytes.")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as problem:
        octet, at = value[problem.start], problem.start
        mark = Mark(start=at, end=at + 1, found=f"the octet 0x{octet:02X}", likely="not text in UTF-8")
        return Finding(
            rule=f"{what}-not-text",
            level=Level.ERROR,
            message=f"The {what} is not text: octet {at + 1} is 0x{octet:02X}, which is not UTF-8.",
            hint="Save or send the text in UTF-8. UTF-16, which PowerShell writes, starts with the octets FF FE.",
            spec=VERIFIER_SPEC if what == "verifier" else CHALLENGE_SPEC,
            marks=(mark,),
        )


def check_length(what: str, length: int, low: int, high: int) -> tuple[Finding, ...]:
    if low <= length <= high:
        return ()
    wanted = f"{low} to {high} characters" if low != high else f"exactly {low} characters"
    spec = VERIFIER_SPEC if what == "verifier" else CHALLENGE_SPEC
    rule, hint = f"{what}-length", ""
    if length == 0:
        rule, message = f"{what}-empty", f"The {what} is empty. It has {wanted}."
    elif length < low:
        characters = "1 character" if length == 1 else f"{length} characters"
        message = f"The {what} has {characters}, {low - length:,} too few. It has to have {wanted}."
        hint = "Make sure that you copied all of it."
    else:
        message = f"The {what} has {length:,} characters, {length - high:,} too many. It has to have {wanted}."
        hint = "Make sure that you copied nothing else with it."
    return (Finding(rule=rule, level=Level.ERROR, message=message, hint=hint, spec=spec),)


def check_characters(what: str, text: str, alphabet: str = UNRESERVED) -> tuple[Finding, ...]:
    marks, total = mark_strays(text, alphabet)
    if not marks:
        return ()
    allowed = "A-Z a-z 0-9 - . _ ~" if alphabet == UNRESERVED else "A-Z a-z 0-9 - _"
    finding = Finding(
        rule=f"{what}-character",
        level=Level.ERROR,
        message=spell_out(marks, total, what),
        hint=f"A {what} is made of {allowed} only.",
        spec=VERIFIER_SPEC if what == "verifier" else CHALLENGE_SPEC,
        marks=marks,
    )
    return (finding,)


def leftover_bits(challenge: str) -> Finding:
    mark = Mark(start=len(challenge) - 1, end=len(challenge), found=challenge[-1], likely="mistyped or cut off")
    return Finding(
        rule="challenge-leftover-bits",
        level=Level.ERROR,
        message=f"The challenge ends in {challenge[-1]}, as no SHA-256 hash in base64url does: the last of its 43 "
        "characters is one of A E I M Q U Y c g k o s w 0 4 8.",
        hint="Copy the challenge again, to its end.",
        spec=CHALLENGE_SPEC,
        marks=(mark,),
    )


def check_method(method: str | None) -> tuple[Finding, ...]:
    if method == "S256":
        return ()
    if method is None:
        # RFC 7636 §4.3: "defaults to "plain" if not present in the request"
        message = "No code_challenge_method was sent, and its absence means plain."
        rule, level, spec = "method-missing", Level.WARNING, METHOD_SPEC
    elif method in METHODS:
        # RFC 7636 §7.2: "the "plain" method ... Clients MUST NOT downgrade to "plain" after trying the "S256" method."
        message = "The method plain sends the secret itself as the challenge: whoever reads the URL has it."
        rule, level, spec = "method-plain", Level.WARNING, DOWNGRADE_SPEC
    else:
        message = "The code_challenge_method is neither S256 nor plain. Its letter case counts."
        rule, level, spec = "method-unknown", Level.ERROR, METHOD_SPEC
    hint = "Send code_challenge_method=S256."
    return (Finding(rule=rule, level=level, message=message, hint=hint, spec=spec),)
