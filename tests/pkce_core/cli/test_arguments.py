"""Values that start with a dash, and error messages that repeat no value."""

from __future__ import annotations

import pytest

from pkce_core.cli import main
from pkce_core.cli.parser import build, commands_of, options_of
from pkce_core.cli.terminal.arguments import shield_dashes
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import (
    CHALLENGE,
    DASHED,
    VERIFIER,
)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([VERIFIER], "no such command. Choose from "),
        (["check", "-abc"], "no such option: -abc. Put a verifier that starts with a dash after --"),
        (["check", f"-{VERIFIER[:12]}"], "no such option. Put a verifier that starts with a dash after --"),
        (["check", f"--code-verifier={VERIFIER}"], "no such option: --code-verifier. Put a verifier"),
        (["check", f"--code_verifier={VERIFIER}", CHALLENGE], "no such option: --code_verifier. Put a verifier"),
        (["check", "--code-challenge-method", VERIFIER], "no such option: --code-challenge-method. Put a verifier"),
        (["challenge", "--code-verifier", VERIFIER], "no such option: --code-verifier. Put a verifier"),
        (["challenge", "--foo"], "as in: pkce challenge -- -VERIFIER"),
        (["check", "--foo"], "as in: pkce check -- -VERIFIER"),
        (["redirect-uri", "https://a", "--provider", "google"], "[--profile NAME]"),
        (["check", f"--json={VERIFIER}"], "argument --json takes no value."),
        (["pair", "--octet", "32"], "no such option: --octet.\n"),
        (["pair", VERIFIER], "too many values."),
        (["check", VERIFIER, CHALLENGE, DASHED], "too many values."),
    ],
)
def test_wrong_use(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An error message on stderr, and 2: it names options, gives advice where it applies, and repeats no value."""
    assert main(argv) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert not any(VERIFIER[at : at + 8] in err for at in range(len(VERIFIER) - 8))


def options_with_values() -> list[tuple[str, str]]:
    """Every option of every command that takes any text as its value."""
    commands = commands_of(build())
    return [
        (name, option)
        for name, command in commands.items()
        for action in command._actions
        for option in action.option_strings
        if action.nargs is None and action.type is None and action.choices is None
    ]


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("text", ["-" + VERIFIER, "--" + VERIFIER, "-x", "--x"])
def test_a_value_may_start_with_a_dash(text: str, tied: bool) -> None:
    """RFC 7636 §4.1: a verifier may start with a dash. After an option, it is the option's value, with = or without."""
    pairs = options_with_values()
    assert ("callback", "--state") in pairs
    for command, option in pairs:
        parser = commands_of(build(command))[command]
        argv = [command, f"{option}={text}"] if tied else [command, option, text]
        shielded = shield_dashes(argv, options_of(parser))
        assert shielded == [command, f"{option}={text}"]


def test_an_option_is_not_a_value() -> None:
    """An option of the command is not read as the value of the option before it."""
    assert shield_dashes(["token", "--code", "--json"], {"--code": True, "--json": False})[1:] == ["--code", "--json"]
    assert shield_dashes(["token", "--code", "-"], {"--code": True})[1:] == ["--code", "-"]
    assert shield_dashes(["explain", "--", "-x"], {}) == ["explain", "--", "-x"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        ([VERIFIER], "no such command. Choose from "),
        (["check", f"--json={VERIFIER}"], "argument --json takes no value."),
        (["check", f"--verifier={VERIFIER}"], "no such option: --verifier."),
        (["check", "x", "y", VERIFIER], "too many values."),
        (["check", f"-{VERIFIER}", "y", f"--{VERIFIER}"], "too many values."),
    ],
)
def test_an_error_message_repeats_no_value(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is wrong with the command line, the error message contains no secret from it."""
    assert main(argv) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert VERIFIER not in err
