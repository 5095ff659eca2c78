"""The whole flow from a terminal, with pkce and curl only, against node-oidc-provider.

Each step's output is pasted into the next.
The server is a certified OpenID Provider; its client is confidential, and PKCE is required.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.openid_provider import OpenIdProvider, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REDIRECT_URI = "http://127.0.0.1:8765/callback"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with OpenIdProvider() as provider:
        yield provider.issuer


class Walk:
    """One attempt at a flow; every value in it comes from the output of an earlier step."""

    def __init__(self, shell: Shell, issuer: str, client_id: str = "quickstart") -> None:
        self.shell, self.issuer, self.client_id = shell, issuer, client_id
        self.metadata = _lines(shell.run('pkce discover "$issuer"', issuer=issuer).stdout)

    def authorize(self) -> None:
        """Build the URL; the state, the nonce and the verifier are told on stderr."""
        done = self.shell.run(
            'pkce authorize --client-id "$id" --redirect-uri "$uri" --scope openid --authorization-endpoint "$url"',
            id=self.client_id, uri=REDIRECT_URI, url=self.metadata["authorization_endpoint"],
        )  # fmt: skip
        self.url, self.made = done.stdout.strip(), _lines(done.stderr)

    def callback(self) -> None:
        """Follow the URL as a browser does, and give what stands in the address bar to pkce callback."""
        self.address = self.shell.browse(self.url, REDIRECT_URI)
        done = self.shell.run(
            'pkce callback - --state "$state" --issuer "$issuer" --redirect-uri "$uri"',
            stdin=self.address, state=self.made["state"], issuer=self.issuer, uri=REDIRECT_URI,
        )  # fmt: skip
        self.received_at, self.code = time.time(), _lines(done.stdout)["code"]

    def token(self, *, verifier: str | None = None, redirect_uri: str = REDIRECT_URI, options: str = "") -> str:
        """Have the command written, and run it in the shell, as a reader pastes it; the body of the answer."""
        self.verifier, self.redirect_uri = verifier or self.made["code_verifier"], redirect_uri
        self.command = self.shell.run(
            'pkce token --client-id "$id" --redirect-uri "$uri" --code - --code-verifier "$verifier" '
            f'--token-endpoint "$url" --client-secret-env CLIENT_SECRET {options}',
            stdin=self.code, id=self.client_id, uri=redirect_uri, verifier=self.verifier,
            url=self.metadata["token_endpoint"],
        ).stdout  # fmt: skip
        self.redeemed_at = time.time()
        return self.shell.run(self.command).stdout

    def flow(self, body: str) -> str:
        """What a reader has of the attempt, as pkce report and pkce explain take it."""
        return json.dumps(
            {
                "authorization_request": self.url,
                "authorization_response": self.address,
                "token_request": {
                    "client_id": self.client_id,
                    "redirect_uri": self.redirect_uri,
                    "code": self.code,
                    "code_verifier": self.verifier,
                },
                "token_response": json.loads(body),
                "code_received_at": self.received_at,
                "token_requested_at": self.redeemed_at,
            }
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def walk(shell: Shell, issuer: str) -> Walk:
    attempt = Walk(shell, issuer)
    attempt.authorize()
    attempt.callback()
    return attempt


def _lines(text: str) -> dict[str, str]:
    """The lines name=value of an output."""
    pairs = (line.strip().partition("=") for line in text.splitlines())
    return {name: value for name, equals, value in pairs if equals and name.isidentifier()}


def _explained(walk: Walk, body: str, *, status: int = 1) -> dict[str, Any]:
    """What pkce response, explain and report say about an error; the first and the last hold no secret."""
    refused = walk.shell.run("pkce response -", status=1, stdin=body)
    assert "The server refused the request." in refused.stdout
    assert "invalid_grant" in refused.stdout
    flow = walk.flow(body)
    report = walk.shell.run("pkce report -", status=status, stdin=flow).stdout
    for secret in (walk.code, walk.verifier, walk.made["code_verifier"]):
        assert secret not in refused.stdout + report
    told = walk.shell.run("pkce explain invalid_grant --flow - --json", stdin=flow)
    explanation: dict[str, Any] = json.loads(told.stdout)
    return explanation


def test_the_whole_flow_gives_a_verified_id_token(walk: Walk) -> None:
    """discover, authorize, the browser, callback, token, the printed command, response with the server's keys."""
    body = walk.token()
    walk.shell.run('curl -sS -o keys.json "$uri"', uri=walk.metadata["jwks_uri"])
    done = walk.shell.run(
        'pkce response --client-id "$id" --issuer "$issuer" --nonce "$nonce" --scope openid --jwks keys.json --json -',
        stdin=body, id=walk.client_id, issuer=walk.issuer, nonce=walk.made["nonce"],
    )  # fmt: skip
    judged = json.loads(done.stdout)
    assert judged["ok"]
    assert judged["id_token"]["signature"] == "valid"
    assert judged["id_token"]["claims"]["sub"] == "reader"
    tokens = json.loads(body)
    assert not any(tokens[name] in done.stdout + done.stderr for name in ("access_token", "id_token"))
    assert json.loads(walk.shell.run("pkce report --json -", stdin=walk.flow(body)).stdout)["ok"]


def test_client_secret_post(shell: Shell, issuer: str) -> None:
    """A client that is registered for client_secret_post gets its tokens too."""
    walk = Walk(shell, issuer, "quickstart-post")
    walk.authorize()
    walk.callback()
    body = walk.token(options="--token-endpoint-auth-method client_secret_post")
    shell.run("pkce response -", stdin=body)


def test_curl_with_its_headers_is_understood(walk: Walk) -> None:
    """What curl -i prints, headers and all, is a response as well."""
    walk.token()
    with_headers = walk.command.replace("curl ", "curl -i ", 1)
    walk.authorize()
    walk.callback()
    answer = walk.shell.run(with_headers).stdout
    assert "HTTP/1.1 400" in answer
    assert "The server refused the request." in walk.shell.run("pkce response -", status=1, stdin=answer).stdout


def test_a_wrong_verifier_is_explained(walk: Walk) -> None:
    """RFC 7636 §4.6: the verifier of another attempt gives invalid_grant, and the cause is proved."""
    other = walk.shell.run("pkce verifier").stdout.strip()
    explanation = _explained(walk, walk.token(verifier=other))
    assert explanation["causes"][0]["cause"] == "verifier-mismatch"
    assert explanation["causes"][0]["evidence"]


def test_a_wrong_redirect_uri_is_explained(walk: Walk) -> None:
    """RFC 6749 §4.1.3: another redirect_uri than in the authorization request, by a slash, is named."""
    explanation = _explained(walk, walk.token(redirect_uri=f"{REDIRECT_URI}/"))
    assert explanation["causes"][0]["cause"] == "redirect-uri-differs"
    assert "ends in" in explanation["causes"][0]["evidence"]


def test_an_expired_code_is_explained(shell: Shell, issuer: str) -> None:
    """RFC 6749 §4.1.2: a code that its server gives five seconds is too old; everything that fits is ruled out."""
    walk = Walk(shell, issuer, "hasty")
    walk.authorize()
    walk.callback()
    time.sleep(11)  # below that, no age of a code is worth a word
    explanation = _explained(walk, walk.token(), status=0)
    assert explanation["causes"][0]["cause"] == "code-old"
    ruled_out = {cause["cause"] for cause in explanation["ruled_out"]}
    assert {"verifier-mismatch", "redirect-uri-differs"} <= ruled_out


def test_a_wrong_redirect_uri_at_the_start(walk: Walk) -> None:
    """An unregistered redirect_uri stops at the server's own page; pkce redirect-uri shows the difference."""
    url = walk.url.replace("callback", "callbacks")
    page = walk.shell.run('curl -s -w "%{http_code}" "$url"', url=url).stdout
    assert page.endswith("400")
    assert "invalid_redirect_uri" in page
    shown = walk.shell.run(
        'pkce redirect-uri "$mine" --registered "$registered"', status=1,
        mine="http://127.0.0.1:8765/callbacks", registered=REDIRECT_URI,
    )  # fmt: skip
    assert "This redirect URI doesn't match the registered one." in shown.stdout
    assert "redirect-uri-unregistered" in walk.shell.run("pkce explain invalid_redirect_uri --json").stdout


def test_without_pkce_the_server_refuses(walk: Walk) -> None:
    """RFC 7636 §4.4.1: without a challenge the redirect holds an error, and pkce callback says what it means."""
    url = walk.url.replace("code_challenge", "x_challenge")
    address = walk.shell.browse(url, REDIRECT_URI)
    shown = walk.shell.run('pkce callback - --state "$state"', status=1, stdin=address, state=walk.made["state"])
    assert "The server refused: invalid_request" in shown.stdout
    assert "PKCE" in shown.stdout
    lint = walk.shell.run("pkce authorize --from-url -", status=1, stdin=url)
    assert "code_challenge" in lint.stdout
