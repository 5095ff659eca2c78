"""Arguments that argparse would misread: a verifier may start with a dash (RFC 7636 §4.1).

Such an argument is shielded with a NUL, which no real argument can hold, and `value` takes the shield off again.
"""

from __future__ import annotations

_SHIELD = "\0"
_SHORTEST_VALUE = 20
"""Characters; longer than any option, shorter than any verifier. A shorter one can go after --."""


def shield_dashes(argv: list[str]) -> list[str]:
    """In the commands that take a verifier, shield what follows a "--" and whatever is too long to be an option."""
    if not argv or argv[0] not in ("challenge", "check"):
        return argv
    at = argv.index("--") if "--" in argv else len(argv)
    before = [_SHIELD + text if _looks_like_value(text) else text for text in argv[:at]]
    return before + [_SHIELD + text for text in argv[at + 1 :]]


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
