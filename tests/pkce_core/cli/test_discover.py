"""`pkce discover`: output, JSON, exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from tests.support.command import run_json, set_stdin
from tests.support.metadata_server import OAUTH, OIDC, MetadataServer, document_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server() -> Iterator[MetadataServer]:
    with MetadataServer() as server:
        yield server


def test_discover_an_issuer(
    server: MetadataServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """OIDC Discovery §4: the well-known path behind the issuer; a proxy is not asked for this machine."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    issuer = f"{server.issuer}/tenant"
    server.answers[f"/tenant{OIDC}"] = (200, {}, json.dumps(document_of(issuer)).encode())
    assert main(["discover", issuer]) == ExitCode.OK
    out, err = capsys.readouterr()
    verdict, warning, *_ = out.splitlines()
    assert verdict == "This metadata has what a client needs. But read the warning."
    assert warning.startswith("warning: issuer, authorization_endpoint and token_endpoint use http.")
    assert f"\ntoken_endpoint={issuer}/token\n" in out
    assert "\nauthorization_response_iss_parameter_supported=true" in out
    assert err == f"note: fetched from {issuer}{OIDC}\n"


def test_discover_an_oauth_server(server: MetadataServer, capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 8414 §3: without an OpenID document, the address between host and path; the issuer is compared."""
    server.answers[f"{OAUTH}/tenant"] = (200, {}, json.dumps(document_of(server.issuer)).encode())
    code, result = run_json(capsys, "discover", f"{server.issuer}/tenant")
    assert (code, result["issuer"]) == (1, server.issuer)
    assert "metadata-issuer-mismatch" in [finding["rule"] for finding in result["findings"]]
    assert server.asked == [f"/tenant{OIDC}", f"{OAUTH}/tenant"]


def test_discover_an_address(server: MetadataServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The address of the document itself is asked as it is, and no issuer is known to compare."""
    server.answers[f"/x{OIDC}"] = (200, {}, json.dumps(document_of(server.issuer)).encode())
    code, result = run_json(capsys, "discover", f"{server.issuer}/x{OIDC}")
    assert (code, server.asked) == (0, [f"/x{OIDC}"])
    assert list(result)[:3] == ["schema", "ok", "findings"]


def test_a_redirect_is_not_followed(server: MetadataServer, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be fetched is a sentence on stderr and exit status 2, with nothing on stdout."""
    server.answers[OIDC] = (302, {"Location": "http://evil.example/"}, b"")
    assert main(["discover", server.issuer]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "redirects to http://evil.example/. Redirects aren't followed" in err
    assert server.asked == [OIDC]


def test_nobody_listens(capsys: pytest.CaptureFixture[str]) -> None:
    """A port where nothing listens."""
    assert main(["discover", "http://127.0.0.1:1"]) == ExitCode.USAGE
    assert "nothing listens there" in capsys.readouterr().err


def test_discover_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or stdin, with an issuer to compare; what a server wrote does not drive the terminal."""
    document = {**document_of("https://a.example"), "service_documentation": "\x1b[31m"}
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps(document))
    assert main(["discover", str(file)]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (err, "service_documentation=\\x1b[31m" in out) == ("", True)
    code, result = run_json(capsys, "discover", str(file), "--issuer", "https://b.example")
    assert (code, result["ok"]) == (1, False)
    set_stdin(monkeypatch, b"<html>")
    assert main(["discover", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This metadata has errors.\nerror: This isn't JSON")
    code, result = run_json(capsys, "discover", str(tmp_path / "metadata.json"))
    assert list(result)[:5] == ["schema", "ok", "findings", "issuer", "authorization_endpoint"]


@pytest.mark.parametrize(
    ("name", "says"),
    [("no-such-file", "can't read no-such-file: No such file or directory.\n"),
     ("issuer.example", "An issuer must start with https://."), ("a\0b", "this can't be the name of a file")],
)  # fmt: skip
def test_no_such_file(name: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence, and a hint when an issuer was meant."""
    assert main(["discover", name]) == ExitCode.USAGE
    assert says in capsys.readouterr().err
