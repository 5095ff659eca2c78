"""What a token response is compared with: the sent request, the discovery document, the clock, the keys."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_core.jose.joserfc_verifier import JoseVerifier
from pkce_widgets import example
from pkce_widgets.parts.response.part import PART, check
from pkce_widgets.parts.response.pasted import read
from pkce_widgets.view.part import Inputs, PartView
from tests.support.views import view_of, words

NOW = example.NOW
JWKS = (Path(__file__).parents[4] / "vectors" / "example-jwks.json").read_text(encoding="utf-8")
CLAIMS = {"iss": example.ISSUER, "sub": "a", "aud": example.CLIENT_ID, "exp": int(NOW) + 60, "iat": int(NOW) - 1}
SECRET = "a-client-secret-of-more-than-32-octets"


def ask(**values: str) -> PartView:
    return view_of(PART, {**PART.example, **values}, now=NOW)


def body(**members: object) -> str:
    return json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "scope": "openid profile", **members})


def signed(alg: str, key: OctKey | RSAKey | ECKey | OKPKey, **claims: object) -> str:
    payload = json.dumps({**CLAIMS, "nonce": example.NONCE, **claims})
    header = {"alg": alg, **({"kid": key.kid} if key.kid else {})}
    return jws.serialize_compact(header, payload.encode(), key, algorithms=[alg])


def test_what_was_sent_counts() -> None:
    """Nonce, scope and max_age are those of the URL that was opened, whatever is in the fields now."""
    sent = example.AUTHORIZATION_URL.replace(f"&nonce={example.NONCE}", "")
    answer = ask(authorization_requested_url=sent)
    assert "although the authorization request sent none" in answer.verdict
    assert "Expected: none, because the authorization request sent none" in words(answer)
    asked = example.AUTHORIZATION_URL.replace("openid%20profile", "openid%20email") + "&max_age=10"
    answer = ask(authorization_requested_url=asked)
    assert "Not granted: email." in words(answer)
    assert "max_age allows 10 seconds" in answer.verdict


def test_the_discovery_document_names_issuer_and_algorithms() -> None:
    """What the issuer says about itself is what its tokens are held against."""
    document = {"issuer": example.ISSUER, "id_token_signing_alg_values_supported": ["ES256"]}
    answer = ask(issuer="", metadata=json.dumps(document))
    assert 'The alg is "RS256"; expected "ES256".' in answer.verdict
    assert "Expected: ES256" in words(answer)


def test_a_clock_difference() -> None:
    """The reader may allow a clock difference; what is no number is said beside its field and counts as none."""
    late = signed("HS256", OctKey.import_key(SECRET), exp=int(NOW) - 20)
    text = body(id_token=late)
    assert ask(token_response=text).state == "wrong"
    allowed = ask(token_response=text, clock_skew="30")
    assert allowed.state == "right"
    assert "give or take 30 seconds" in words(allowed)
    odd = ask(token_response=text, clock_skew="a minute")
    assert odd.notes["clock_skew"].startswith("Enter the clock difference in whole seconds")
    assert "clock_skew" in odd.invalid


def verified(alg: str, key: RSAKey | ECKey | OKPKey, token: str) -> PartView:
    """The answer when the browser's part is done by joserfc."""
    jwks = json.dumps({"keys": [key.as_dict(private=False)]})
    inputs = Inputs(values={**PART.example, "token_response": body(id_token=token), "jwks": jwks}, now=NOW)
    pasted = read(inputs)
    assert pasted.question
    assert pasted.question.alg == alg
    return check(inputs, pasted, JoseVerifier())


KEYS: dict[str, RSAKey | ECKey | OKPKey] = {
    "RS256": RSAKey.generate_key(2048, {"kid": "k"}),
    "ES384": ECKey.generate_key("P-384", {"kid": "k"}),
    "Ed25519": OKPKey.generate_key("Ed25519", {"kid": "k"}),
}


@pytest.mark.parametrize("alg", KEYS)
def test_a_verified_signature(alg: str) -> None:
    """Once the key has said yes, the verdict says genuine; a changed token is refused."""
    token = signed(alg, KEYS[alg])
    right = verified(alg, KEYS[alg], token)
    assert right.verdict.startswith("Tokens received. The ID token is genuine")
    head, _, signature = token.split(".")
    forged = ".".join((head, signed(alg, KEYS[alg], sub="b").split(".")[1], signature))
    wrong = verified(alg, KEYS[alg], forged)
    assert "wasn't made with this key, or the token was changed" in wrong.verdict


def test_keys_that_nobody_can_ask_here_verify_nothing() -> None:
    """Where there is no browser, keys or not, the signature stays unverified."""
    assert "Its signature has not been verified." in ask(jwks=JWKS).verdict


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"alg": "none"}, "The algorithm is none"),
        ({"alg": "RS256", "kid": "another"}, 'No key has the kid "another"'),
        ({"alg": "HS256", "kid": "2026-02"}, "A public key isn't a secret"),
    ],
)
def test_forged_headers_are_refused(header: dict[str, str], said: str) -> None:
    """No key is asked for a token that names none, another one, or a public key as its secret."""
    forged = jws.serialize_compact({"alg": "HS256"}, json.dumps(CLAIMS).encode(), OctKey.import_key(SECRET)).split(".")
    forged[0] = urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    answer = ask(token_response=body(id_token=".".join(forged)), jwks=JWKS)
    assert answer.state == "wrong"
    assert said in words(answer)


def test_a_shared_secret() -> None:
    """HS256 is verified with the client_secret, and with nothing else."""
    text = body(id_token=signed("HS256", OctKey.import_key(SECRET)))
    assert "genuine" in ask(token_response=text, client_secret=SECRET).verdict
    assert "wasn't made with this key" in ask(token_response=text, client_secret=SECRET + "x").verdict
    assert "not been verified" in ask(token_response=text).verdict


@pytest.mark.parametrize("jwks", ["{", "[]", "{}", '{"jwks_uri": "https://op.example"}', "<html>", "\x00"])
def test_keys_that_cannot_be_read(jwks: str) -> None:
    """What is no list of keys is said beside its field, and verifies nothing."""
    answer = ask(jwks=jwks)
    assert answer.notes["jwks"].startswith("These keys can't be read. ")
    assert "jwks" in answer.invalid
    assert "not been verified" in answer.verdict
