"""Arguments that argparse would misread: a verifier may start with a dash (RFC 7636 §4.1).

Such an argument is shielded with a NUL, which no real argument can hold, and `value` takes the shield off again; the
value of an option is tied to it with "=".
"""

from __future__ import annotations

_SHIELD = "\0"
_SHORTEST_VALUE = 20
"""Characters; longer than any option, shorter than any verifier. A shorter one can go after --."""
_WITH_VALUES = {
    "authorize": ("--client-id", "--state", "--nonce", "--code-challenge"),
    "callback": ("--state",),
    "token": ("--client-id", "--code", "--code-verifier", "--client-assertion"),
}
"""Options of each command whose values somebody else drew, and which may start with a dash."""


def shield_dashes(argv: list[str]) -> list[str]:
    """In the commands that take a verifier, shield what follows a "--" and whatever is too long to be an option."""
    if argv[:1] and argv[0] in _WITH_VALUES:
        argv = _tie_values(argv, _WITH_VALUES[argv[0]])
    if not argv or argv[0] not in ("challenge", "check", "callback"):
        return argv
    at = argv.index("--") if "--" in argv else len(argv)
    before = [_SHIELD + text if _looks_like_value(text) else text for text in argv[:at]]
    return before + [_SHIELD + text for text in argv[at + 1 :]]


def _tie_values(argv: list[str], options: tuple[str, ...]) -> list[str]:
    """`--code -x` as `--code=-x`; what starts with two dashes and is short is rather the next option."""
    tied: list[str] = []
    for text in argv:
        dashed = text.startswith("-") and text != "-" and (not text.startswith("--") or _looks_like_value(text))
        if dashed and tied and tied[-1] in options:
            tied[-1] = f"{tied[-1]}={text}"
        else:
            tied.append(text)
    return tied


def value(text: str) -> str:
    """The argument as it was typed; an argparse type."""
    return text.removeprefix(_SHIELD)


def without_values(message: str) -> str:
    """argparse's complaint about what it did not recognise, with the options it names and nothing else."""
    if not message.startswith("unrecognized arguments: "):
        return message
    unknown = [text for text in message.split()[2:] if text.startswith("-") and not _looks_like_value(text)]
    if not unknown:
        return "too many values."
    hint = "A verifier that starts with a dash goes after --, as in: pkce check -- -VERIFIER"
    return f"no such option: {' '.join(unknown)}. {hint}"


def _looks_like_value(text: str) -> bool:
    return text.startswith("-") and len(text) >= _SHORTEST_VALUE
