"""How three shells take a command line apart."""

from __future__ import annotations

import pytest

from pkce_core.token.sent.shell_words import Word, split_cmd, split_posix, split_powershell


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"""a 'b c' "d \"e" f\ g""", ["a", "b c", 'd "e', "f g"]),
        ("a \\\n b", ["a", "b"]),
        ("a $'b\\tc'", ["a", "b\tc"]),
        ("a # b", ["a"]),
    ],
)
def test_posix(line: str, words: list[str]) -> None:
    """Quotes, backslashes, $'…' and comments, as sh and bash read them."""
    assert [[word.text for word in command] for command in split_posix(line)] == [words]


@pytest.mark.parametrize(
    ("line", "words"), [("a 'b''c' \"d`\"e\"", ["a", "b'c", 'd"e']), ("a `\n b", ["a", "b"]), ("a`tb", ["a\tb"])]
)
def test_powershell(line: str, words: list[str]) -> None:
    """Backticks escape, and a quote inside quotes is doubled."""
    assert [[word.text for word in command] for command in split_powershell(line)] == [words]


@pytest.mark.parametrize(
    ("line", "words"), [('a "b & c" d^&e', ["a", "b & c", "d&e"]), ("a ^\n b", ["a", "b"]), ('a "b\\"c"', ["a", 'b"c'])]
)
def test_cmd(line: str, words: list[str]) -> None:
    """Carets escape outside quotes, and single quotes are characters like any other."""
    assert [[word.text for word in command] for command in split_cmd(line)] == [words]


def test_variables_keep_their_place() -> None:
    """No shell's variable is replaced; single quotes keep it from POSIX shells and PowerShell."""
    assert split_posix("\"a=$B\" 'c=$D'") == [[Word("a=$B", "B"), Word("c=$D", "", "$D")]]
    assert split_powershell("\"a=$env:B\" 'c=$D'") == [[Word("a=$env:B", "B"), Word("c=$D", "", "$D")]]
    assert split_posix("'a=$B&c=%D%'") == [[Word("a=$B&c=%D%", "", "$B %D%")]]
    assert split_cmd("a=%B%") == [[Word("a=%B%", "B")]]
    assert split_posix("a=$(b c)") == [[Word("a=$(b c)", "$(…)")]]


@pytest.mark.parametrize("end", ["\n", ";", "|", "&"])
def test_a_command_ends(end: str) -> None:
    """Outside quotes, each of these starts another command."""
    assert [[word.text for word in command] for command in split_posix(f"a {end} b")] == [["a"], ["b"]]
