"""Arguments that argparse would misread: a verifier, a state or a nonce may start with a dash (RFC 7636 §4.1).

After an option that takes a value, such a value is tied to the option with "=". Where it stands alone, it is shielded
with a NUL, which no real argument can hold, and `value` takes the shield off again.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


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


def value(text: str) -> str:
    """The argument as it was typed; an argparse type."""
    return text.removeprefix(_SHIELD)


def without_values(message: str) -> str:
    """argparse's complaint with the options and choices it names, and no value, which may be a secret."""
    argument, said, choices = message.partition(": invalid choice: ")
    if said:
        choices = choices.rpartition("(choose from ")[2].removesuffix(")")
        what = "no such command." if argument == "argument COMMAND" else f"{argument}: no such choice."
        return f"{what} Choose from {choices}."
    argument, said, _ = message.partition(": ignored explicit argument ")
    return f"{argument} takes no value." if said else message


def describe_unknown(unknown: list[str], *, takes_verifier: bool) -> str:
    """What to say about arguments that no option and no parameter takes, without repeating a value."""
    options = [text.partition("=")[0] for text in unknown if _is_spelled_like_option(text)]
    advice = (
        " A verifier that starts with a dash goes after --, as in: pkce check -- -VERIFIER" if takes_verifier else ""
    )
    if options:
        return f"no such option: {' '.join(options)}.{advice}"
    if any(text.startswith("-") for text in unknown):
        return f"no such option.{advice}"
    return "too many values."


def _looks_like_value(text: str) -> bool:
    long = len(text.partition("=")[0]) >= _SHORTEST_VALUE
    return text.startswith("-") and long and not _is_spelled_like_option(text)


def _is_spelled_like_option(text: str) -> bool:
    """True for a short word, or words in lower case, perhaps with = and a value."""
    import re  # only here: `pkce challenge` starts faster without it

    return re.fullmatch(r"-[A-Za-z]{1,3}|--[a-z]+([_-][a-z]+)*(=.*)?", text, re.DOTALL) is not None
