"""Arguments that argparse would misread: a verifier may start with a dash (RFC 7636 §4.1).

Such an argument is shielded with a NUL, which no real argument can hold, and `value` takes the shield off again.
"""

from __future__ import annotations

import re

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
    """argparse's complaint with the options and commands it names and no value, which may be a secret."""
    subject, _, problem = message.partition(": ")
    if "invalid choice" in message:
        return f"no such command. Choose from{message.rpartition('(choose from')[2].rstrip(')')}."
    if problem.startswith("ignored explicit argument"):
        return f"{subject} takes no value."
    return message


def describe_unknown(unknown: list[str], *, takes_verifier: bool) -> str:
    """What to say about arguments that no option and no parameter takes, without repeating a value."""
    options = [text.partition("=")[0] for text in unknown if _is_option(text)]
    advice = (
        " A verifier that starts with a dash goes after --, as in: pkce check -- -VERIFIER" if takes_verifier else ""
    )
    if options:
        return f"no such option: {' '.join(options)}.{advice}"
    if any(text.startswith("-") for text in unknown):
        return f"no such option.{advice}"
    return "too many values."


def _looks_like_value(text: str) -> bool:
    return text.startswith("-") and len(text) >= _SHORTEST_VALUE and not _is_option(text)


def _is_option(text: str) -> bool:
    """True for what is spelled like an option: a short word, or words in lower case, perhaps with = and a value."""
    return re.fullmatch(r"-[A-Za-z]{1,3}|--[a-z]+([_-][a-z]+)*(=.*)?", text, re.DOTALL) is not None
