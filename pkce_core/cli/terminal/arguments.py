"""Arguments that argparse would misread: a verifier, a state or a nonce may start with a dash (RFC 7636 §4.1).

After an option that takes a value, such a value is joined to the option with "=". Without an option, it is shielded
with a NUL, which no real argument can contain, and `value` removes the shield.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


_SHIELD = "\0"
_SHORTEST_VALUE = 20
"""Characters; longer than any option, shorter than any verifier. A shorter value can go after --."""
_VALUES_WITHOUT_OPTION = ("challenge", "check", "callback")
"""The commands that take random values without an option."""


def shield_dashes(argv: list[str], options: Mapping[str, bool]) -> list[str]:
    """Change the arguments so that argparse reads every value as a value.

    Args:
        argv: the arguments, starting with the command's name.
        options: the options of that command, each with whether it takes a value.
    """
    end = argv.index("--") if "--" in argv else len(argv)
    before, after = _join_values(argv[:end], options), argv[end + 1 :]
    if argv[:1] and argv[0] in _VALUES_WITHOUT_OPTION:
        shielded = [_SHIELD + text if _is_value(text, options) else text for text in before]
        return shielded + [_SHIELD + text for text in after]
    return before + argv[end:]


def _join_values(argv: list[str], options: Mapping[str, bool]) -> list[str]:
    """`--code -x` as `--code=-x`; but if the text is an option of the command, it is the next option."""
    joined: list[str] = []
    for text in argv:
        dashed = text.startswith("-") and text != "-" and not _is_option(text, options)
        if dashed and joined and options.get(joined[-1]):
            joined[-1] = f"{joined[-1]}={text}"
        else:
            joined.append(text)
    return joined


def _is_option(text: str, options: Mapping[str, bool]) -> bool:
    return text.partition("=")[0] in options


def _is_value(text: str, options: Mapping[str, bool]) -> bool:
    return _looks_like_value(text) and not _is_option(text, options)


def value(text: str) -> str:
    """The argument as it was typed; a `type` for argparse."""
    return text.removeprefix(_SHIELD)


def without_values(message: str) -> str:
    """argparse's error message with its options and choices, but without values, which may be secret."""
    argument, found, choices = message.partition(": invalid choice: ")
    if found:
        choices = choices.rpartition("(choose from ")[2].removesuffix(")")
        what = "no such command." if argument == "argument COMMAND" else f"{argument}: no such choice."
        return f"{what} Choose from {choices}."
    argument, found, _ = message.partition(": ignored explicit argument ")
    return f"{argument} takes no value." if found else message


def describe_unknown(unknown: list[str], command: str, *, takes_verifier: bool) -> str:
    """The error message for arguments that a command does not take; it repeats no value."""
    options = [text.partition("=")[0] for text in unknown if _is_spelled_like_option(text)]
    advice = f" Put a verifier that starts with a dash after --, as in: pkce {command} -- -VERIFIER"
    if not takes_verifier:
        advice = ""
    if options:
        return f"no such option: {' '.join(options)}.{advice}"
    if any(text.startswith("-") for text in unknown):
        return f"no such option.{advice}"
    return "too many values."


def _looks_like_value(text: str) -> bool:
    long = len(text.partition("=")[0]) >= _SHORTEST_VALUE
    return text.startswith("-") and long and not _is_spelled_like_option(text)


def _is_spelled_like_option(text: str) -> bool:
    """True for a short option, or for words in lower case after --, with or without = and a value."""
    import re  # only here: `pkce challenge` starts faster without it

    return re.fullmatch(r"-[A-Za-z]{1,3}|--[a-z]+([_-][a-z]+)*(=.*)?", text, re.DOTALL) is not None
