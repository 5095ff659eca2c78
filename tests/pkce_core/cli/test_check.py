"""`pkce check`: the verdict, the mistake in a wrong pair, and what it reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pkce_core import derive_code_challenge
from pkce_core.cli import main
from pkce_core.cli.commands.check import LANGUAGES as NAMES
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.diagnosis.fixes.languages import LANGUAGES
from pkce_core.pkce.derivation import s256
from tests.support.command import (
    CHALLENGE,
    DASHED,
    EXAMPLE,
    VERIFIER,
    run_json,
    set_stdin,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_check_asks_for_both(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The verifier first, not shown, then the challenge. An empty line means no challenge."""
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: VERIFIER)
    set_stdin(monkeypatch, f" {CHALLENGE}\r\n".encode(), terminal=True)
    assert main(["check"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (out, err) == ("The challenge matches the verifier.\n", "challenge (empty for none): ")
    for nothing in (b"\n", b""):
        set_stdin(monkeypatch, nothing, terminal=True)
        assert main(["check"]) == ExitCode.OK
        assert capsys.readouterr().out == "This verifier is well formed.\n"
    set_stdin(monkeypatch, b"\xff\n", terminal=True)
    assert main(["check"]) == ExitCode.FOUND_ERROR
    assert "which isn't valid UTF-8" in capsys.readouterr().out
    set_stdin(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("getpass.getpass", lambda prompt, stream: f"code_verifier={VERIFIER}&code_challenge={EXAMPLE}")
    assert main(["check"]) == ExitCode.FOUND_ERROR
    assert "challenge (" not in capsys.readouterr().err, "it came with the verifier"


@pytest.mark.parametrize(
    "text",
    [
        f"code_verifier={VERIFIER}\ncode_challenge={CHALLENGE}\ncode_challenge_method=S256\n",
        f"code_challenge = {CHALLENGE}\r\ncode_verifier = {VERIFIER}\r\n",
        json.dumps({"ok": True, "code_verifier": VERIFIER, "code_challenge": CHALLENGE}),
        f"code_verifier: '{VERIFIER}',\ncode_challenge: '{CHALLENGE}',\n",
    ],
)
def test_check_takes_a_printed_pair_apart(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `pkce pair` and the code examples print is read as the page reads it."""
    set_stdin(monkeypatch, text.encode())
    assert main(["check", "-"]) == ExitCode.OK
    assert capsys.readouterr().out == "The challenge matches the verifier.\n"


def test_check_reads_what_pair_prints(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`pkce pair | pkce check -`, with --json and without."""
    for options in ([], ["--json"]):
        assert main(["pair", *options]) == ExitCode.OK
        set_stdin(monkeypatch, capsys.readouterr().out.encode())
        assert main(["check", "-"]) == ExitCode.OK
        assert capsys.readouterr().out == "The challenge matches the verifier.\n"


@pytest.mark.parametrize("text", [f"code_verifier={VERIFIER}", f"code_verifier={'x' * 10**4}\ncode_challenge=x"])
def test_check_takes_nothing_else_apart(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text with one name alone, or far longer than a pair, is checked as a verifier."""
    set_stdin(monkeypatch, text.encode())
    assert main(["check", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This verifier has errors.\n")


def test_check_a_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """A right pair is a sentence; a wrong one is its mistake, the evidence, the fix and the section."""
    assert main(["check", VERIFIER, CHALLENGE]) == ExitCode.OK
    assert capsys.readouterr().out == "The challenge matches the verifier.\n"
    assert main(["check", VERIFIER, f"{CHALLENGE}="]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "This challenge was made from the verifier, but it keeps its = padding."
    assert lines[-1].endswith("https://www.rfc-editor.org/rfc/rfc7636#appendix-A")
    assert any(line.strip() == "^ an equals sign" for line in lines)
    code, result = run_json(capsys, "check", VERIFIER, f"{CHALLENGE}=")
    assert (code, list(result)) == (1, ["schema", "ok", "findings", "diagnosis"])
    assert list(result["diagnosis"]) == ["mistakes", "explanation", "likely", "tried", "fix", "fix_language"]
    assert result["diagnosis"]["mistakes"] == ["padding"]


@pytest.mark.parametrize(("language", "starts"), [("php", "rtrim(strtr("), ("go", "digest := "), ("shell", "printf")])
def test_check_writes_the_fix_in_a_language(language: str, starts: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--language chooses it, for readers and in JSON; a right pair needs none."""
    argv = ["--language", language, VERIFIER, f"{CHALLENGE}="]
    assert main(["check", *argv]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index(f"To fix it ({language}):") + 1].strip().startswith(starts)
    _, result = run_json(capsys, "check", *argv)
    assert result["diagnosis"]["fix"].startswith(starts)
    assert result["diagnosis"]["fix_language"] == language
    assert main(["check", "--language", language, VERIFIER, CHALLENGE]) == ExitCode.OK
    assert main(["check", "--language", "cobol", VERIFIER, CHALLENGE]) == ExitCode.USAGE


def test_check_takes_the_other_values_of_a_flow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a file or stdin. A pair in it is checked if none is given; a value is named and not shown."""
    flow = {"client_id": "MARKED-client", "code_challenge": s256(b"MARKED-client"), "state": "MARKED-state"}
    file = tmp_path / "flow.json"
    file.write_text(json.dumps(flow))
    assert main(["check", "--flow", str(file), VERIFIER, flow["code_challenge"]]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith("This challenge was made from the value of client_id instead of the verifier.\n")
    assert "MARKED" not in out
    set_stdin(monkeypatch, json.dumps(flow | {"code_verifier": VERIFIER, "code": "c"}).encode())
    assert main(["check", "--flow", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out == out
    set_stdin(monkeypatch, VERIFIER.encode())
    assert main(["check", "--flow", str(file), "-", flow["code_challenge"]]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out == out
    set_stdin(monkeypatch, VERIFIER.encode())
    assert main(["check", "--flow", str(file)]) == ExitCode.OK
    assert main(["check", "--flow", "-", "-", CHALLENGE]) == ExitCode.USAGE
    assert "the flow can come from standard input" in capsys.readouterr().err


def test_check_a_foreign_pair(capsys: pytest.CaptureFixture[str]) -> None:
    """When nothing explains a pair, the verdict is one short sentence; what is likely and what was tried follow it."""
    assert main(["check", VERIFIER, derive_code_challenge("x" * 43)]) == ExitCode.FOUND_ERROR
    verdict, likely, tried, *_ = capsys.readouterr().out.splitlines()
    assert verdict == "No known mistake leads from this verifier to this challenge."
    assert likely == (
        "It has 43 characters of base64url, which is 256 bits: the form of an S256 challenge. "
        "It may belong to another verifier, such as one from an earlier attempt, or it was made in a way that wasn't "
        "tried."
    )
    assert tried.startswith("Tried: line ends, ")


@pytest.mark.parametrize(
    ("argv", "code", "verdict"),
    [
        ([VERIFIER], 0, "This verifier is well formed."),
        ([DASHED], 0, "This verifier is well formed."),
        (
            ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
            0,
            "This verifier is well formed.\ninfo",
        ),
        (["--", "-abc"], 1, "This verifier has errors."),
        ([EXAMPLE], 0, "This verifier is well formed. But read the warning."),
        ([f"{VERIFIER}!", s256(f"{VERIFIER}!".encode())], 1, "The challenge matches, but"),
        ([VERIFIER, DASHED], 1, "No known mistake"),
    ],
)
def test_the_verdict_comes_first(argv: list[str], code: int, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first line is a sentence."""
    assert main(["check", *argv]) == code
    assert capsys.readouterr().out.startswith(verdict)


def test_a_wrong_character_has_a_caret_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    """The excerpt is short and in ASCII, and the carets are under the wrong characters."""
    assert main(["check", f"{VERIFIER[:20]}\u2013\u2013{VERIFIER[20:]}"]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if "^^" in line)
    assert lines[at - 1].isascii()
    assert lines[at - 1][lines[at].index("^") :].startswith("??")


def test_excerpts_together_show_nothing_of_the_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """However many characters are wrong, and wherever they are, no correct one is printed."""
    secret = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    for text in ("dBjftJeZ4CV -mB92K27uhbUJU1p +r_wW1gFWFOE/Xk", "+".join(secret), f" {secret} "):
        main(["challenge", text])
        main(["check", text, text])
        out, err = capsys.readouterr()
        excerpts = [line for line in (out + err).splitlines() if line.startswith("    ") and "^" not in line]
        assert excerpts
        assert not any(character.isalnum() for line in excerpts for character in line)


def test_check_reads_one_value_from_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Either value may be -, both may not."""
    set_stdin(monkeypatch, CHALLENGE.encode())
    assert main(["check", VERIFIER, "-"]) == ExitCode.OK
    assert main(["check", "-", "-"]) == ExitCode.USAGE
    assert "only one of VERIFIER, CHALLENGE and the flow" in capsys.readouterr().err


def test_the_command_takes_every_language() -> None:
    """`--language` has its own list, because it loads the languages only when it needs one."""
    assert tuple(LANGUAGES) == NAMES


def test_a_url_instead_of_the_verifier_is_named_only(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said of its characters, nor of the challenge that is one of its parameters."""
    url = f"https://op.example/auth?response_type=code&client_id=a&code_challenge={CHALLENGE}"
    assert main(["check", url, CHALLENGE]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith("This is an authorization URL, not a code_verifier.\n")
    assert "made from" not in out
    assert "colon" not in out
