"""Token request and token response in a real browser: the flow's last steps, and signatures verified by WebCrypto."""

from __future__ import annotations

import hmac
import json
import re
import time
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest
from joserfc import jws
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from playwright.sync_api import expect

from pkce_core import TokenRequest, build_command
from pkce_widgets import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

BOOT = 30_000
SECRET = "a-client-secret-of-more-than-sixty-four-octets-so-that-HS512-takes-it-too"
VALUES = {
    "issuer": example.ISSUER,
    "client_id": example.CLIENT_ID,
    "nonce": example.NONCE,
    "scope": example.SCOPE,
    "redirect_uri": example.REDIRECT_URI,
    "client_secret": SECRET,
}
RSA, EDWARDS = RSAKey.generate_key(2048, {"kid": "rsa"}), OKPKey.generate_key("Ed25519", {"kid": "ed"})
CURVES = {f"ES{size}": ECKey.generate_key(curve, {"kid": curve}) for size, curve in
          ((256, "P-256"), (384, "P-384"), (512, "P-521"))}  # fmt: skip
KEYS: dict[str, OctKey | RSAKey | ECKey | OKPKey] = {
    **{f"{family}{size}": RSA for family in ("RS", "PS") for size in (256, 384, 512)},
    **CURVES,
    "EdDSA": EDWARDS,
    "Ed25519": EDWARDS,
    **{f"HS{size}": OctKey.import_key(SECRET) for size in (256, 384, 512)},
}
PUBLIC = {key.kid: key for key in KEYS.values() if not isinstance(key, OctKey)}
JWKS = json.dumps({"keys": [key.as_dict(private=False) for key in PUBLIC.values()]})
GENUINE = "The ID token is genuine"
pytestmark = pytest.mark.filterwarnings(f"ignore::{SecurityWarning.__module__}.{SecurityWarning.__name__}")


def sign(alg: str, **claims: object) -> str:
    """An ID token of this very moment."""
    now = int(time.time())
    payload = {"iss": example.ISSUER, "sub": "a", "aud": example.CLIENT_ID, "exp": now + 600, "iat": now - 5}
    header = {"alg": alg, **({"kid": KEYS[alg].kid} if KEYS[alg].kid else {})}
    octets = json.dumps({**payload, "nonce": example.NONCE, **claims}).encode()
    return jws.serialize_compact(header, octets, KEYS[alg], algorithms=[alg])


def body(id_token: str) -> str:
    members = {"access_token": f"access-{id_token[-20:]}", "token_type": "Bearer", "expires_in": 600}
    return json.dumps({**members, "scope": example.SCOPE, "id_token": id_token})


def reheaded(token: str, header: dict[str, str]) -> str:
    head = urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    return ".".join((head, *token.split(".")[1:]))


class Workbench:
    """The two parts, and the flow that other parts fill."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.token, self.response = page.locator("pkce-token").first, page.locator("pkce-response").first

    def give(self, values: dict[str, str]) -> None:
        """Put values into the flow as another part does."""
        module = self.page.locator("script[src*='register']").first.get_attribute("src") or ""
        program = "async ([at, values]) => (await import(new URL('flow.mjs', at))).flow.set(values, 'a test')"
        self.page.evaluate(program, [self.page.evaluate("(src) => new URL(src, location).href", module), values])

    def paste(self, text: str, jwks: str | None = None) -> None:
        if jwks is not None:
            self.response.locator("[name=jwks]").fill(jwks)
        self.response.locator("[name=token_response]").fill(text)

    def says(self, part: Locator, text: str) -> None:
        expect(part.locator(".pkce-verdict__text")).to_contain_text(text, timeout=BOOT)


@pytest.fixture
def bench(page: Page, site_url: str) -> Iterator[Workbench]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{site_url}workbench/")
    yield Workbench(page)
    assert not problems


def test_signatures_are_verified_in_the_worker(bench: Workbench) -> None:
    """Each family of algorithms is verified by WebCrypto, or with the secret; forged tokens are refused in words."""
    bench.give(VALUES)
    bench.paste("", JWKS)
    for alg in KEYS:
        token = sign(alg)
        bench.paste(body(token))
        expect(bench.response.locator(".pkce-result")).to_contain_text(f"with the expected key ({alg})", timeout=BOOT)
        bench.says(bench.response, GENUINE)
        other = sign(alg, sub="b").split(".")[1]
        head, _, signature = token.split(".")
        bench.paste(body(f"{head}.{other}.{signature}"))
        bench.says(bench.response, f"The signature ({alg}) wasn't made with this key, or the token was changed")
        expect(bench.response.locator(".pkce-result")).to_have_attribute("data-state", "wrong")
    token = sign("RS256")
    bench.paste(body(reheaded(token, {"alg": "RS256", "kid": "gone"})))
    bench.says(bench.response, 'No key has the kid "gone"')
    bench.paste(body(reheaded(token, {"alg": "none"})))
    bench.says(bench.response, "The algorithm is none")
    bench.give({"client_secret": ""})
    head, claims, _ = reheaded(token, {"alg": "HS256", "kid": "rsa"}).split(".")
    forged = hmac.digest(RSA.as_pem(private=False), f"{head}.{claims}".encode(), "sha256")  # joserfc refuses to
    confused = f"{head}.{claims}.{urlsafe_b64encode(forged).decode().rstrip('=')}"
    bench.paste(body(confused))
    bench.says(bench.response, "A public key isn't a secret")


def test_keys_that_the_browser_refuses(bench: Workbench) -> None:
    """A key that cannot be imported, or an algorithm that no browser has, is told in words, and accepts nothing."""
    bench.give(VALUES)
    off_curve = {**CURVES["ES256"].as_dict(private=False), "x": "AAAA"}
    bench.paste(body(sign("ES256")), json.dumps(off_curve))
    bench.says(bench.response, "The key with this kid is broken: its numbers aren't a valid EC key.")
    koblitz = {**CURVES["ES256"].as_dict(private=False), "crv": "secp256k1"}
    bench.paste(body(reheaded(sign("ES256"), {"alg": "ES256K", "kid": "P-256"})), json.dumps(koblitz))
    bench.says(bench.response, "This browser can't verify ES256K.")
    bench.paste(body(sign("ES256")), "")
    bench.says(bench.response, "Its signature has not been verified.")


def test_from_the_code_to_the_tokens(bench: Workbench) -> None:
    """The command is the core's, copying it is noted, its form follows the choices; tokens clear what is used up."""
    page, token = bench.page, bench.token
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # With the state, the part that builds the URL keeps it; without, it makes one that the redirect doesn't answer.
    states = {"state": example.STATE, "returned_state": example.STATE}
    bench.give({**VALUES, **states, "token_endpoint": example.TOKEN_ENDPOINT, "code": example.CODE})
    bench.says(token, "Still missing for the command: code_verifier.")
    expect(token.locator(".pkce-find")).to_have_text("code_verifier")
    bench.give({"code_verifier": example.CODE_VERIFIER, "authorization_url": example.AUTHORIZATION_URL})
    bench.says(token, "This command redeems your code")
    expect(token.locator("[name=shell]")).to_have_value("posix")
    expect(token.locator("[name=client_assertion]")).to_be_hidden()
    token.get_by_role("button", name="Copy command: the command").click()
    request = TokenRequest(
        client_id=example.CLIENT_ID,
        code=example.CODE,
        redirect_uri=example.REDIRECT_URI,
        code_verifier=example.CODE_VERIFIER,
        token_endpoint_auth_method="client_secret_post",
    )
    assert page.evaluate("navigator.clipboard.readText()") == build_command(request, example.TOKEN_ENDPOINT)
    assert SECRET not in token.inner_html()
    token.locator("[name=token_endpoint_auth_method]").select_option("private_key_jwt")
    bench.says(token, "Still missing for the command: client_assertion.")
    expect(token.locator("[name=client_assertion]")).to_be_visible()
    expect(token.locator("[name=client_secret_from]")).to_be_hidden()
    bench.paste(body(sign("RS256")), JWKS)
    bench.says(bench.response, GENUINE)
    expect(bench.response.locator(".pkce-cleared")).to_have_text(
        "The code_verifier and the code were cleared, because each works only once."
    )
    expect(bench.response).to_contain_text("Counted from when you copied the command")
    bench.says(token, "Your code and verifier were used up and cleared")
    bench.give({"code_verifier": "another-verifier-of-43-characters-0123456789", "code": "another"})
    bench.says(token, "Still missing for the command: client_assertion.")  # and not cleared by the old response
    bench.paste('{"error": "invalid_grant"}')
    bench.says(bench.response, "The provider refused: invalid_grant.")
    bench.paste("<!doctype html><img src=x onerror=alert(1)>")
    bench.says(bench.response, "This is an HTML page, not a token response.")
    assert re.search(r"<img", bench.response.locator(".pkce-result").inner_html()) is None


def test_small_screens(bench: Workbench) -> None:
    """At 320 pixels neither part makes the page scroll sideways."""
    bench.page.set_viewport_size({"width": 320, "height": 700})
    for part in (bench.token, bench.response):
        part.locator("summary").first.click()
        assert part.evaluate("(element) => element.scrollWidth <= element.clientWidth")
    assert bench.page.evaluate("document.documentElement.scrollWidth") == 320
