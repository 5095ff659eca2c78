"""`pkce discover` and `pkce providers`, and the one room with sockets, against a server on this machine."""

from __future__ import annotations

import http.server
import io
import json
import ssl
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from pkce_core.cli import main
from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.errors import UsageError
from pkce_core.metadata.well_known import well_known_addresses
from pkce_core.network import fetch
from pkce_core.network.fetch import HttpError, fetch_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OIDC = "/.well-known/openid-configuration"
OAUTH = "/.well-known/oauth-authorization-server"


def _document(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/auth",
        "token_endpoint": f"{issuer}/token",
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
    }


class Server(http.server.ThreadingHTTPServer):
    """Answers what a test puts into `answers`: path -> status, headers, body."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers, body = self.server.answers.get(self.path, (404, {}, b"no"))
        if status == 0:
            self.connection.close()
            return
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _json(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, Any]]:
    code = main([*argv, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_discover_an_issuer(
    server: Server, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """OIDC Discovery §4: the well-known path behind the issuer; a proxy is not asked for this machine."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    issuer = f"{server.issuer}/tenant"
    server.answers[f"/tenant{OIDC}"] = (200, {}, json.dumps(_document(issuer)).encode())
    assert main(["discover", issuer]) == ExitCode.OK
    out, err = capsys.readouterr()
    verdict, warning, *_ = out.splitlines()
    assert verdict == "This metadata has what a client needs. But read the warning."
    assert warning.startswith("warning: issuer, authorization_endpoint and token_endpoint use http.")
    assert f"\ntoken_endpoint={issuer}/token\n" in out
    assert "\nauthorization_response_iss_parameter_supported=true" in out
    assert err == f"note: read from {issuer}{OIDC}\n"


def test_discover_an_oauth_server(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 8414 §3: where there is no OpenID document, the one between host and path; the issuer is compared."""
    server.answers[f"{OAUTH}/tenant"] = (200, {}, json.dumps(_document(server.issuer)).encode())
    code, result = _json(capsys, "discover", f"{server.issuer}/tenant")
    assert (code, result["issuer"]) == (1, server.issuer)
    assert "metadata-issuer-mismatch" in [finding["rule"] for finding in result["findings"]]
    assert server.asked == [f"/tenant{OIDC}", f"{OAUTH}/tenant"]


def test_discover_an_address(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """The address of the document itself is asked as it is, and no issuer is known to compare."""
    server.answers[f"/x{OIDC}"] = (200, {}, json.dumps(_document(server.issuer)).encode())
    code, result = _json(capsys, "discover", f"{server.issuer}/x{OIDC}")
    assert (code, server.asked) == (0, [f"/x{OIDC}"])
    assert list(result)[:3] == ["schema", "ok", "findings"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, {}, b""), "answers with HTTP status 500"),
        ((302, {"Location": "http://evil.example/"}, b""), "redirects to http://evil.example/, which is not followed"),
        ((302, {}, b""), "redirects to another place"),
        ((200, {}, b"x" * 1_100_000), "sends more than 1,048,576 octets"),
        ((200, {"Content-Length": "99"}, b"{}"), "broke off: 97 octets are missing"),
        ((0, {}, b""), "broke off"),
    ],
)
def test_answers_that_are_no_document(
    server: Server, answer: tuple[int, dict[str, str], bytes], says: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A sentence on stderr and exit status 2; no redirect is followed."""
    monkeypatch.setattr(fetch, "_TIMEOUT", 0.3)
    server.answers[OIDC] = answer
    assert main(["discover", server.issuer]) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert server.asked == [OIDC]


def test_nothing_there(server: Server) -> None:
    """Neither address answers: the last one is named."""
    with pytest.raises(HttpError, match="HTTP status 404") as caught:
        fetch_metadata(server.issuer)
    assert caught.value.status == 404
    assert server.asked == [OIDC, OAUTH]


def test_a_slow_document(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole document has its time, however steadily it comes."""
    server.answers[OIDC] = (200, {}, b"{}")
    monkeypatch.setattr("pkce_core.network.fetch.time.monotonic", iter(range(0, 1000, 100)).__next__)
    with pytest.raises(HttpError, match="did not answer within 10 seconds"):
        fetch_metadata(server.issuer)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (TimeoutError(), "no connection within 10 seconds"),
        (ConnectionRefusedError(), "nothing listens there"),
        (ssl.SSLCertVerificationError(1, "bad"), "its certificate is not trusted"),
        (OSError(1, "no way\n"), "no way\\n"),
    ],
)
def test_reasons(reason: Exception, says: str) -> None:
    """Why a host cannot be reached, in words."""
    assert says in fetch._reason(reason)


def test_nobody_listens(capsys: pytest.CaptureFixture[str]) -> None:
    """A port where nothing listens."""
    assert main(["discover", "http://127.0.0.1:1"]) == ExitCode.USAGE
    assert "nothing listens there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("issuer", "says"),
    [
        ("http://issuer.example", "is not asked: an issuer uses https"),
        ("http://localhost@evil.example", "no user name"),
        ("https://issuer.example?x", "no user name, query or fragment"),
        ("https://issuer.example#x", "no user name, query or fragment"),
        ("https://1.2.3.4.5", "is no address: the host ends in a number"),
        ("https://issuer.example/é", "is written like"),
        ("https://issuer.example\\", "is written like"),
        ("issuer.example", "is written like"),
        ("app:/x", "is written like"),
        ("ftp://issuer.example", "is not asked"),
    ],
)
def test_what_is_not_asked(issuer: str, says: str) -> None:
    """https, or http on this machine, judged by where a browser would go; nothing is sent anywhere else."""
    with pytest.raises(UsageError, match=says):
        well_known_addresses(issuer)


def test_addresses_are_written_anew() -> None:
    """What is asked is what was judged, not the text that was read."""
    assert well_known_addresses("HTTPS://Issuer.Example:443/a/") == (
        f"https://issuer.example/a{OIDC}",
        f"https://issuer.example{OAUTH}/a",
    )
    assert well_known_addresses("http://127.1:80")[0] == f"http://127.0.0.1{OIDC}"


def test_discover_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or stdin, with an issuer to compare; what a server wrote does not drive the terminal."""
    document = {**_document("https://a.example"), "service_documentation": "\x1b[31m"}
    file = tmp_path / "metadata.json"
    file.write_text(json.dumps(document))
    assert main(["discover", str(file)]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert (err, "service_documentation=\\x1b[31m" in out) == ("", True)
    code, result = _json(capsys, "discover", str(file), "--issuer", "https://b.example")
    assert (code, result["ok"]) == (1, False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<html>")))
    assert main(["discover", "-"]) == ExitCode.FOUND_ERROR
    assert capsys.readouterr().out.startswith("This metadata is not usable as it is.\nerror: This isn't JSON")
    code, result = _json(capsys, "discover", str(tmp_path / "metadata.json"))
    assert list(result)[:5] == ["schema", "ok", "findings", "issuer", "authorization_endpoint"]


@pytest.mark.parametrize(
    ("name", "says"),
    [("no-such-file", "cannot read no-such-file: No such file or directory.\n"),
     ("issuer.example", "An issuer starts with https://."), ("a\0b", "it is no name of a file")],
)  # fmt: skip
def test_no_such_file(name: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence, and a hint when an issuer was meant."""
    assert main(["discover", name]) == ExitCode.USAGE
    assert says in capsys.readouterr().err


def test_providers(capsys: pytest.CaptureFixture[str]) -> None:
    """The list, one line each; --json has every provider whole."""
    assert main(["providers"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("banno-admin     Banno Admin API\nbanno-consumer  Banno Consumer API\n")
    code, result = _json(capsys, "providers")
    assert (code, list(result), len(result["providers"])) == (0, ["schema", "ok", "findings", "providers"], 9)


def test_a_provider(capsys: pytest.CaptureFixture[str]) -> None:
    """What is uncertain is marked and explained; placeholders are asked for, and filled."""
    assert main(["providers", "banno-consumer"]) == ExitCode.OK
    out, _ = capsys.readouterr()
    assert "/oidc/.well-known/openid-configuration  (uncertain)\n" in out
    assert "\nUncertain discovery: follows from" in out
    assert "\nPut in the place of institution_host: the host" in out
    code, result = _json(capsys, "providers", "banno-consumer", "--set", "institution_host=digital.garden-fi.com")
    assert (code, result["ok"], result["placeholders"]) == (0, True, {})
    assert result["token_endpoint"] == "https://digital.garden-fi.com/a/consumer/api/v0/oidc/token"
    assert {finding["rule"] for finding in result["findings"]} == {"provider-uncertain"}


def test_own_providers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of one's own; its names come first, the built-in ones are there too."""
    file = tmp_path / "own.toml"
    file.write_text('[bank]\ntitle = "My bank"\nissuer = "https://a.example"\n')
    assert main(["providers", "--file", str(file)]) == ExitCode.OK
    assert capsys.readouterr().out == "bank  My bank\n"
    assert main(["providers", "--file", str(file), "bank"]) == ExitCode.OK
    assert capsys.readouterr().out == "My bank\nissuer=https://a.example\nredirect_uri_rules=generic\n"
    assert main(["providers", "--file", str(file), "okta"]) == ExitCode.OK
    file.write_text("")
    assert main(["providers", "--file", str(file)]) == ExitCode.OK
    file.write_text("x")
    assert main(["providers", "--file", str(file)]) == ExitCode.USAGE
    assert "is no TOML" in capsys.readouterr().err


def test_unknown_provider(capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong use, with what is near."""
    assert main(["providers", "keyclok"]) == ExitCode.USAGE
    assert capsys.readouterr() == ("", "pkce: There is no such provider. Did you mean keycloak?\n")
