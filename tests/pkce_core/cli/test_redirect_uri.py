"""`pkce redirect-uri`: output, JSON, exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json, set_stdin

if TYPE_CHECKING:
    import pytest


def test_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    """The verdict on stdout, exit status 0; --json has ok, findings and the result."""
    assert main(["redirect-uri", "http://127.0.0.1:8080/cb", "--profile", "banno-admin"]) == ExitCode.OK
    assert capsys.readouterr() == ("This redirect URI is accepted.\n", "")
    code, result = run_json(capsys, "redirect-uri", "https://a.example/cb")
    assert (code, list(result)) == (
        0,
        ["schema", "ok", "findings", "redirect_uri", "profile", "registered", "difference"],
    )
    assert (result["redirect_uri"], result["profile"], result["difference"]) == (
        "https://a.example/cb",
        "generic",
        None,
    )


def test_warning_and_error(capsys: pytest.CaptureFixture[str]) -> None:
    """A warning does not fail; an error does, with the place, the reason and the section."""
    assert main(["redirect-uri", "http://127.1/cb", "--profile=banno-admin"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("This redirect URI is accepted. But read the warning.\nwarning: ")
    assert main(["redirect-uri", "https://a.example/cb#x"]) == ExitCode.FOUND_ERROR
    out, _ = capsys.readouterr()
    assert out.startswith("This redirect URI isn't accepted.\nerror: The redirect URI has a fragment")
    assert "(RFC 6749 §3.1.2)" in out
    assert "\n                ^ a number sign\n" in out


def test_difference(capsys: pytest.CaptureFixture[str]) -> None:
    """Both texts, with a caret under each character that differs."""
    argv = ["https://a.example/Call/", "--registered", "https://a.example/call"]
    assert main(["redirect-uri", *argv]) == ExitCode.FOUND_ERROR
    out, _ = capsys.readouterr()
    assert out.startswith("This redirect URI doesn't match the registered one.\n")
    assert out.splitlines()[-4:] == [
        "  yours:      https://a.example/Call/",
        "                                ^   ^ the character C, a slash",
        "  registered: https://a.example/call",
        "                                ^   ^ the character c, nothing",
    ]
    code, result = run_json(capsys, "redirect-uri", *argv)
    assert (code, result["registered"]) == (1, "https://a.example/call")
    assert result["difference"]["kinds"] == ["trailing-slash"]
    assert result["difference"]["marks"][0] == {"start": 18, "end": 19, "found": "the character C"}


def test_a_difference_far_inside(capsys: pytest.CaptureFixture[str]) -> None:
    """A long start is cut, and only printable ASCII is shown."""
    start = f"https://a.example/{'a' * 300}"
    assert main(["redirect-uri", f"{start}é", "--registered", f"{start}e"]) == ExitCode.FOUND_ERROR
    yours, caret = capsys.readouterr().out.splitlines()[-4:-2]
    assert yours.endswith(f"{'a' * 60}?")
    assert caret.index("^") == len(yours) - 1


def test_registered(capsys: pytest.CaptureFixture[str]) -> None:
    """The same text, and the same but for the port where the profile allows it."""
    assert main(["redirect-uri", "https://a.example/cb", "--registered", "https://a.example/cb"]) == ExitCode.OK
    assert "accepted, and it matches the registered one" in capsys.readouterr().out
    code, result = run_json(
        capsys, "redirect-uri", "http://127.0.0.1:5/", "--registered", "http://127.0.0.1/", "--profile", "native"
    )
    assert (code, result["difference"]) == (0, None)
    assert main(["redirect-uri", "https://a.example/cb", "--registered", "https://a.example/*"]) == ExitCode.OK
    assert "matches the registered one." not in capsys.readouterr().out  # the server isn't known
    code, result = run_json(
        capsys, "redirect-uri", "https://a.example/cb", "--registered", "https://a.example/*", "--profile", "keycloak"
    )
    assert (code, result["difference"]) == (0, None)


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """- reads stdin, for one of the two; octets that are not text are named."""
    set_stdin(monkeypatch, b"https://a.example/cb\n")
    assert main(["redirect-uri", "-"]) == ExitCode.OK
    assert "one newline" in capsys.readouterr().err
    set_stdin(monkeypatch, b"https://a.example/\xff")
    assert main(["redirect-uri", "-", "--registered", "https://a.example/"]) == ExitCode.FOUND_ERROR
    assert "0xFF" in capsys.readouterr().out
    set_stdin(monkeypatch, b"\xff")
    code, result = run_json(capsys, "redirect-uri", "https://a.example/", "--registered", "-")
    assert (code, result["registered"]) == (1, "\\xff")
    assert main(["redirect-uri", "-", "--registered", "-"]) == ExitCode.USAGE
    assert "only one of the two" in capsys.readouterr().err


def test_unknown_profile(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong use, with the list."""
    assert main(["redirect-uri", "https://a.example/", "--profile", "banno"]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "argument --profile: no such choice. Choose from " in err
    assert "banno-admin" in err
