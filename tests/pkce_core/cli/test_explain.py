"""`pkce explain`: what an error means, and its causes in order."""

from __future__ import annotations

import json
import re

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import SECRET_CODE, set_stdin


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """The meaning with its section, then numbered causes with evidence and what to do."""
    assert main(["explain", "invalid_grant", "--description", "AADSTS54005: redeemed"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("invalid_grant: The code or refresh token is invalid, expired, already used")
    assert lines[0].endswith("(RFC 6749 §5.2)")
    assert lines[2] == "Possible causes, the likeliest first:"
    assert lines[4].startswith("1. The code was redeemed before")
    assert lines[5] == '   Evidence: The message contains "AADSTS54005", which Microsoft Entra ID writes.'
    assert lines[6].startswith("   Start again")
    assert main(["explain", "AADSTS50011"]) == ExitCode.OK
    assert "Microsoft Entra ID writes such messages.\n" in capsys.readouterr().out


def test_the_usual_causes_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    """What the message names comes first; what is only usual for the code comes under a line of its own."""
    main(["explain", "invalid_request", "--description", "redirect_uri is not registered"])
    out = capsys.readouterr().out
    title = "\n\nIf it's none of these, other usual causes of this code:\n\n2. "
    assert out.count(title) == 1
    assert out.index("1. The redirect_uri isn't registered") < out.index(title)
    main(["explain", "invalid_request"])
    assert "none of these" not in capsys.readouterr().out


def test_explain_with_the_values_of_a_flow(flow: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--flow proves a cause and rules others out."""
    assert main(["explain", "invalid_grant", "--flow", flow]) == ExitCode.OK
    out = capsys.readouterr().out
    evidence = (
        "The redirect_uri of the token request has a slash at the end of its path, but the one in the authorization"
    )
    assert f"   Evidence: {evidence} URL doesn't.\n" in out
    assert re.search(
        r"Your values rule out other causes:\n(?:- .+\n)*- The token request has a redirect_uri\.\n",
        out,
    )
    assert SECRET_CODE not in out


def test_the_error_in_the_flow(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without CODE, the error that the flow has is explained."""
    refused = {"error": "invalid_grant", "error_description": "AADSTS54005: redeemed"}
    set_stdin(monkeypatch, json.dumps({"token_response": refused}).encode())
    assert main(["explain", "--flow", "-"]) == ExitCode.OK
    assert "1. The code was redeemed before" in capsys.readouterr().out
    set_stdin(monkeypatch, b'{"token_response": {"access_token": "a"}}')
    assert main(["explain", "--flow", "-"]) == ExitCode.USAGE
    assert "the flow has no error in it. `pkce report` says" in capsys.readouterr().err


def test_a_message_without_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON with words only has no code to show."""
    assert main(["explain", '{"errors":[{"message":"redirect_uri mismatch"}]}']) == ExitCode.OK
    assert capsys.readouterr().out.startswith("The server gave no error code, only a message.\n")


def test_explain_json(capsys: pytest.CaptureFixture[str]) -> None:
    """ok, findings, then the explanation; an unknown code is a warning."""
    assert main(["explain", "--json", "invalid_grant"]) == ExitCode.OK
    result = json.loads(capsys.readouterr().out)
    members = ["error", "meaning", "speaker", "provider", "causes", "ruled_out", "spec"]
    assert list(result) == ["schema", "ok", "findings", *members]
    assert result["speaker"] == "the server"
    assert (result["ok"], result["findings"], result["spec"]) == (True, [], "RFC 6749 §5.2")
    assert list(result["causes"][0]) == ["cause", "text", "status", "evidence", "fix", "spec"]
    assert main(["explain", "--json", "invalid-grant"]) == ExitCode.OK
    result = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in result["findings"]] == ["error-unknown"]


def test_a_token_request_that_is_not_read_is_mentioned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The causes are then those of the code alone, and the reader has to know that."""
    for text, noted in (("I sent what the manual says", True), ("grant_type=authorization_code&code=x", False)):
        set_stdin(monkeypatch, json.dumps({"token_request": text}).encode())
        assert main(["explain", "invalid_client", "--flow", "-"]) == ExitCode.OK
        assert ("finds no request in the text of token_request" in capsys.readouterr().err) is noted


def test_a_response_that_is_not_read_is_mentioned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other values still show the cause."""
    flow = {
        "authorization_request": {"client_id": "a", "response_type": "code"},
        "token_request": {"grant_type": "authorization_code", "code": "c", "client_id": "b"},
        "token_response": "<html>502</html>",
    }
    set_stdin(monkeypatch, json.dumps(flow).encode())
    assert main(["explain", "invalid_grant", "--flow", "-"]) == ExitCode.OK
    said = capsys.readouterr()
    assert "1. Proved: The code was issued to a different client" in said.out
    assert "can't read the token_response, so nothing of it was compared. This is an HTML page" in said.err


@pytest.mark.parametrize(
    ("answer", "first"),
    [
        ("HTTP/1.1 405 Method Not Allowed\ncontent-type: application/json\n\n{\"message\": \"405\"}",
         "Proved: The token request wasn't sent with POST."),
        ("<html><h1>502 Bad Gateway</h1></html>", "Proved: The token request wasn't sent with POST."),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_of_oauth(
    answer: str, first: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page or an error of HTTP in a flow is explained with the rest of the flow."""
    values = {
        "token_request": "GET https://op.example/token?grant_type=authorization_code&code=x",
        "token_response": answer,
    }
    set_stdin(monkeypatch, json.dumps(values).encode())
    assert main(["explain", "--flow", "-"]) == ExitCode.OK
    assert f"1. {first}" in capsys.readouterr().out


@pytest.mark.parametrize("values", [{"token_response": 5}, {"token_request": 5, "token_response": "<html></html>"}])
def test_a_flow_that_is_none(
    values: dict[str, object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What else can't be read is said."""
    set_stdin(monkeypatch, json.dumps(values).encode())
    assert main(["explain", "--flow", "-"]) == ExitCode.USAGE
    assert "can't read the values of the flow" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ('-d "code=$CODE" -d "code_verifier=$V"', "code and code_verifier come from a variable or a file"),
        ('-d "code=$CODE" -d code_verifier=abc', "code comes from a variable or a file"),
        ("-d code=x -d code_verifier=abc", ""),
    ],
)
def test_what_a_variable_holds_is_not_compared(
    command: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A value that isn't in the command can't be compared, and a note says which."""
    values = {"token_request": f"curl https://op.example/token -d grant_type=authorization_code {command}"}
    set_stdin(monkeypatch, json.dumps(values).encode())
    assert main(["explain", "invalid_grant", "--flow", "-"]) == ExitCode.OK
    err = capsys.readouterr().err
    assert said in err
    assert ("couldn't compare" in err) == bool(said)
