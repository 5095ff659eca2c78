"""Arguments that argparse would misread: a verifier, a state or a nonce may start with a dash (RFC 7636 §4.1).

After an option that takes a value, such a value is tied to the option with "=". Where it stands alone, it is shielded
with a NUL, which no real argument can hold, and `value` takes the shield off again.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SHIELD = "\0"
_SHORTEST_VALUE = 20
"""Characters; longer than any option, shorter than any verifier. A shorter one can go after --."""
_VALUES_ALONE = ("challenge", "check", "callback")
"""The commands whose values, outside options, somebody else drew."""


def shield_dashes(argv: list[str], options: Mapping[str, bool]) -> list[str]:
    """The arguments so that argparse takes every value for one.

    Args:
        argv: the arguments, from the command's name on.
        options: the options of that command, each with whether it takes a value.
    """
    at = argv.index("--") if "--" in argv else len(argv)
    before, after = _tie_values(argv[:at], options), argv[at + 1 :]
    if argv[:1] and argv[0] in _VALUES_ALONE:
        return [_SHIELD + text if _is_value(text, options) else text for text in before] + [
            _SHIELD + text for text in after
        ]
    return before + argv[at:]


def _tie_values(argv: list[str], options: Mapping[str, bool]) -> list[str]:
    """`--code -x` as `--code=-x`; what is an option of the command is rather the next option."""
    tied: list[str] = []
    for text in argv:
        dashed = text.startswith("-") and text != "-" and not _is_option(text, options)
        if dashed and tied and options.get(tied[-1]):
            tied[-1] = f"{tied[-1]}={text}"
        else:
            tied.append(text)
    return tied


def _is_option(text: str, options: Mapping[str, bool]) -> bool:
    return text.partition("=")[0] in options


def _is_value(text: str, options: Mapping[str, bool]) -> bool:
    return _looks_like_value(text) and not _is_option(text, options)


def _looks_like_value(text: str) -> bool:
    return text.startswith("-") and len(text.partition("=")[0]) >= _SHORTEST_VALUE


def value(text: str) -> str:
    """The argument as it was typed; an argparse type."""
    return text.removeprefix(_SHIELD)


def without_values(message: str) -> str:
    """argparse's complaint with the options and choices it names, and nothing else that was typed."""
    argument, said, choices = message.partition(": invalid choice: ")
    if said:
        return f"{argument}: no such choice (choose from {choices.rpartition('(choose from ')[2]}"
    argument, said, _ = message.partition(": ignored explicit argument ")
    if said:
        return f"{argument}: takes no value"
    if not message.startswith("unrecognized arguments: "):
        return message
    dashed = [text.partition("=")[0] for text in message.split()[2:] if text.startswith("-")]
    unknown = [text for text in dashed if not _looks_like_value(text)]
    if not unknown:
        return "too many values."
    hint = "A verifier that starts with a dash goes after --, as in: pkce check -- -VERIFIER"
    return f"no such option: {' '.join(unknown)}. {hint}"
