"""`pkce response`: token responses and ID tokens judged, tokens never printed."""

from __future__ import annotations

import builtins
import json
from typing import TYPE_CHECKING, Any

import pytest
from joserfc import jws
from joserfc.jwk import RSAKey

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json, set_stdin
from tests.support.signing import sign_hs256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = 1_700_000_000
SECRET = "the-client-secret-of-thirty-two-octets"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
CLAIMS = {"iss": "https://op.example", "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW, "nonce": "n"}
KNOWN = ["--client-id", "client", "--issuer", "https://op.example", "--nonce", "n", f"--now={NOW}"]


def hs256(**changes: object) -> str:
    return sign_hs256({**CLAIMS, **changes}, SECRET)


def body(id_token: str | None, **changes: object) -> bytes:
    members = {
        "access_token": "the-access-token",
        "token_type": "Bearer",
        "expires_in": 60,
        "scope": "openid",
        **changes,
    }
    return json.dumps(members if id_token is None else {**members, "id_token": id_token}).encode()


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda octets: set_stdin(monkeypatch, octets)


def rules(result: dict[str, Any], level: str = "error") -> list[str]:
    return [finding["rule"] for finding in result["findings"] if finding["level"] == level]


def test_json_in_a_ci_job(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """`pkce response --json - < body`: ok, findings, then the result under wire names; no token is printed."""
    stdin(body(hs256()))
    code, result = run_json(capsys, "response", "-", *KNOWN)
    assert (code, result["ok"], rules(result, "warning")) == (0, True, ["signature-unverified"])
    assert list(result) == ["schema", "ok", "findings", "token_type", "expires_in", "scope", "id_token"]
    assert result["id_token"] == {"header": {"alg": "HS256"}, "claims": CLAIMS, "signature": "unverified"}
    stdin(body(hs256()))
    main(["response"])
    out = capsys.readouterr().out
    for secret in ("the-access-token", hs256(), hs256().rpartition(".")[2]):
        assert secret not in out
        assert secret not in json.dumps(result)


def test_what_is_not_given_is_not_compared(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Without flags, the report warns of each comparison that nothing could be compared with."""
    stdin(body(hs256()))
    _, result = run_json(capsys, "response", f"--now={NOW}")
    expected = ["signature-unverified", "iss-not-compared", "aud-not-compared", "nonce-not-compared"]
    assert rules(result, "warning") == expected


@pytest.mark.parametrize("now", ["2023-11-14T22:14:25Z", "2023-11-14T22:14:25+00:00", str(NOW + 65)])
def test_the_clock(now: str, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """--now must be seconds or a date, and --clock-skew moves exp."""
    for skew, wrong in ((0, ["exp-passed"]), (6, [])):
        stdin(body(hs256()))
        code, result = run_json(capsys, "response", *KNOWN[:-1], "--now", now, f"--clock-skew={skew}")
        assert (code, rules(result)) == (len(wrong), wrong)
    stdin(body(hs256(exp=10**10)))
    assert main(["response", *KNOWN[:-1]]) == ExitCode.OK


def test_a_terminal_sees_verdict_findings_and_claims(
    stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The first line is the verdict; then what is wrong, what was compared, and the claims."""
    stdin(body(hs256(aud="other", name="A\x1b[31m")))
    assert main(["response", *KNOWN]) == ExitCode.FOUND_ERROR
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "This token response can't be used."
    assert any(line.startswith('error: The aud is "other"; expected "client" in it.') for line in lines)
    assert "pass: The nonce is the one you sent." in lines
    assert 'id_token name="A\\x1b[31m"' in lines
    stdin(body(None, scope="api"))
    assert main(["response", "--scope", "api", f"--now={NOW}"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("This token response is valid.\n")


def test_an_error_response_is_explained(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 6749 §5.2: the code, the message and their causes."""
    answer = b'{"error":"invalid_grant","error_description":"PKCE verification failed: Code mismatch"}'
    stdin(answer)
    assert main(["response"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert out.startswith("The server refused the request.\n")
    assert "1. The code_challenge doesn't match the code_verifier. (RFC 7636 §4.6)" in out
    stdin(answer)
    code, result = run_json(capsys, "response")
    assert (code, result["error"], result["explanation"]["causes"][0]["cause"]) == (
        1, "invalid_grant", "verifier-mismatch",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (b'{"error":"invalid_grant","error_description":"Code expired"}', 'error_description="Code expired"'),
        (b'{"error":"invalid_grant","message":"Code expired"}', 'words="Code expired"'),
        (b'{"error":"Something went wrong"}', 'error="Something went wrong"'),
    ],
)
def test_the_words_are_called_as_the_response_calls_them(
    answer: bytes, shown: str, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """No member is named that the response doesn't have."""
    stdin(answer)
    assert main(["response"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    assert f"\n{shown}\n" in out
    assert ("error_description=" in out) is (b"error_description" in answer)
    assert out.count("Something went wrong") in (0, 2)


def test_a_refusal_without_a_code(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Words without an error code in a response are a server's all the same."""
    stdin(b'{"error":"","error_description":"code_verifier is invalid."}')
    main(["response", "-"])
    out = capsys.readouterr().out
    assert "The server gave no error code, only a message." in out
    assert "a program" not in out


def test_what_is_not_a_response(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    """An HTML page, a broken ID token: a finding, and 1."""
    stdin(b"<html><title>Log in</title>")
    assert main(["response"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This isn't a token response.\n")
    stdin(body("a.b.c.d.e"))
    code, result = run_json(capsys, "response")
    assert (code, rules(result)) == (1, ["id-token-encrypted"])
    assert "id_token" not in result


def test_a_file_and_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--jwks verifies the signature; a changed token is invalid, a foreign set has no key."""
    token = jws.serialize_compact({"alg": "RS256", "kid": "one"}, json.dumps(CLAIMS), KEY)
    answer, jwks = tmp_path / "body.json", tmp_path / "jwks.json"
    jwks.write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}), "utf-8-sig")
    for id_token, verdict in ((token, "valid"), (f"{token[:-8]}AAAAAAA{token[-1]}", "invalid")):
        answer.write_bytes(body(id_token))
        code, result = run_json(capsys, "response", str(answer), *KNOWN, "--jwks", str(jwks))
        assert (code, result["id_token"]["signature"]) == (int(verdict != "valid"), verdict)
    other = {**KEY.as_dict(private=False), "kid": "two"}
    jwks.write_text(json.dumps(other), "utf-8")
    code, result = run_json(capsys, "response", str(answer), *KNOWN, "--jwks", str(jwks))
    assert (code, rules(result), result["id_token"]["signature"]) == (1, ["jwks-no-key"], "unverified")


def test_the_client_secret_comes_from_the_environment(
    stdin: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--client-secret-env names the variable with the key of HS256."""
    monkeypatch.setenv("THE_SECRET", SECRET)
    stdin(body(hs256()))
    code, result = run_json(capsys, "response", *KNOWN, "--client-secret-env=THE_SECRET")
    assert (code, result["id_token"]["signature"]) == (0, "valid")
    monkeypatch.setenv("THE_SECRET", "")
    assert main(["response", "--client-secret-env=THE_SECRET"]) == ExitCode.USAGE
    assert "THE_SECRET isn't set" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--jwks=-"], "only one of"),
        (["-", "--jwks=-"], "only one of"),
        (["no-such-file"], "can't read no-such-file: No such file"),
        (["no\0file"], "this can't be the name of a file"),
        (['{"access_token": "MARKED"}'], "this looks like the response itself"),
        (["--client-secret-env=Marked-MARKED"], "the environment variable that you named isn't set"),
        (["--now=yesterday"], "--now must be seconds"),
        (["--now=nan"], "--now must be seconds"),
        (["--now=1e99"], "--now must be seconds"),
        (["--clock-skew=-1"], "a whole number of seconds"),
        (["--max-age=x"], "a whole number of seconds"),
    ],
)
def test_wrong_use(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence on stderr, and 2."""
    assert main(["response", *argv]) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert says in said
    assert "MARKED" not in said


def test_keys_that_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--jwks reports a file that is not a key set, or not text."""
    jwks = tmp_path / "jwks.json"
    for octets, says in ((b"{}", 'no list named "keys"'), (b"\xff", "isn't valid UTF-8")):
        jwks.write_bytes(octets)
        assert main(["response", "--jwks", str(jwks)]) == ExitCode.USAGE
        assert says in capsys.readouterr().err


def test_without_joserfc(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """--jwks without the extra says what to install."""
    original = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "joserfc.jwk":
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["response", "--jwks", "x"]) == ExitCode.USAGE
    assert "pkce-core[jwt]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "last"),
    [
        ("invalid_grant", ["`pkce explain invalid_grant --flow FILE`", "`pkce check`"]),
        ("invalid_client", ["`pkce explain invalid_client --flow FILE`"]),
        ("nobody_knows", ["server's documentation"]),
    ],
)
def test_a_refusal_ends_with_what_to_do_next(
    error: str, last: list[str], stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line names the commands that go on from the error; JSON has the same as the finding's hint."""
    stdin(json.dumps({"error": error}).encode())
    assert main(["response"]) == ExitCode.FOUND_ERROR
    out = capsys.readouterr().out
    *_, line = out.splitlines()
    assert line.startswith("Next: ")
    assert all(text in line for text in last)
    assert ("`pkce check`" in line) is (error == "invalid_grant")
    assert out.count(last[0]) == 1
    stdin(json.dumps({"error": error}).encode())
    _, result = run_json(capsys, "response")
    assert line == f"Next: {result['findings'][0]['hint']}"


def test_a_refresh_is_compared(
    stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With --refreshes, the earlier response says what is new; a refresh need not bring an ID token."""
    first, refused = tmp_path / "first.json", tmp_path / "refused.json"
    first.write_text('{"access_token":"at1","refresh_token":"rt1","scope":"openid mail"}')
    refused.write_text('{"error":"invalid_grant"}')
    body = b'{"access_token":"at2","refresh_token":"rt2","token_type":"Bearer","expires_in":60,"scope":"openid"}'
    stdin(body)
    _, result = run_json(capsys, "response", "--refreshes", str(first))
    rules = {finding["rule"] for finding in result["findings"]}
    assert {"refresh-rotation", "scope-not-granted"} <= rules
    assert "token-response-id-token" not in rules
    stdin(b'{"error":"invalid_grant"}')
    assert main(["response", "--refreshes", str(first)]) == ExitCode.FOUND_ERROR
    capsys.readouterr()
    for other in (refused, tmp_path / "page.html"):
        stdin(body)
        (tmp_path / "page.html").write_text("<html>")
        assert main(["response", "--refreshes", str(other)]) == ExitCode.USAGE
        assert "--refreshes" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["response", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2VjcmV0"],
        ["what", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2VjcmV0"],
        ["explain", "--flow", "curl -d client_secret=c2VjcmV0 https://op.example/token"],
        ["api", "--response", "HTTP/1.1 200 OK\nAuthorization: Bearer c2VjcmV0"],
        ["response", "https://client.example/cb?code=c2VjcmV0"],
    ],
)
def test_a_value_in_place_of_a_file_is_not_repeated(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody pasted the text itself: the error says what to do, and nothing of the text."""
    assert main(arguments) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert "send it through a pipe" in err
    assert "c2VjcmV0" not in out + err
