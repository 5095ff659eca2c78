"""The ID token: who accepts which claims, headers and signatures."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

import pkce_core
from pkce_core.id_token.at_hash import derive_at_hash
from pkce_core.jose.joserfc_verifier import JoseVerifier
from pkce_core.text.base64url import encode_base64url
from tests.differential.redirects import both, has
from tests.differential.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = dict[str, Any]

NOW = 1_700_000_000
ACCESS_TOKEN = "2YotnFZFEjr1zCsicMWpAA"
ALGORITHMS = ["RS256", "ES256"]
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS256"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "rsa"})

SOUND: Case = {
    "header": {"alg": "RS256", "kid": "rsa"},
    "claims": {"iss": "https://op.example", "sub": "alice", "aud": "client", "exp": NOW + 60, "iat": NOW - 5},
    "nonce": None,
    "max_age": None,
    "clock_skew": 0,
    "key": RSA,
    "keys": [RSA, EC],
}


def claim(**values: Any) -> Callable[[Case], None]:
    """Other claims; `...` leaves one out."""

    def change(case: Case) -> None:
        claims = {**case["claims"], **values}
        case["claims"] = {name: value for name, value in claims.items() if value is not ...}

    return change


def header(**values: Any) -> Callable[[Case], None]:
    """Another header."""

    def change(case: Case) -> None:
        members = {**case["header"], **values}
        case["header"] = {name: value for name, value in members.items() if value is not ...}

    return change


def with_ec(case: Case) -> None:
    case["header"] = {"alg": "ES256", "kid": "ec"}
    case["key"] = EC


def confused(case: Case) -> None:
    """HS256 with the octets of the public key, as the classic forgery has it."""
    case["header"] = {"alg": "HS256", "kid": "rsa"}
    case["secret"] = RSA.as_pem(private=False)


def damaged(case: Case) -> None:
    case["damage"] = lambda text: f"{text[:-20]}{'A' if text[-20] != 'A' else 'B'}{text[-19:]}"


TRAITS: dict[str, Callable[[Case], None]] = {
    "`iss` is another issuer": claim(iss="https://evil.example"),
    "`iss` has an extra slash": claim(iss="https://op.example/"),
    "`iss` is absent": claim(iss=...),
    "`iss` is a number": claim(iss=1),
    "`sub` is absent": claim(sub=...),
    "`sub` is empty": claim(sub=""),
    "`sub` is a number": claim(sub=1),
    "`sub` has 256 characters": claim(sub="x" * 256),
    "`sub` is not ASCII": claim(sub="J\u00f6rg"),
    "`aud` is another client": claim(aud="other"),
    "`aud` is absent": claim(aud=...),
    "`aud` is an empty list": claim(aud=[]),
    "`aud` is a list of the client": claim(aud=["client"]),
    "`aud` also lists others, without `azp`": claim(aud=["client", "other"]),
    "`aud` names others, `azp` is the client": claim(aud=["client", "other"], azp="client"),
    "`aud` is a list with a number in it": claim(aud=["client", 1]),
    "`azp` is another client": claim(azp="other"),
    "`exp` is past": claim(exp=NOW - 1),
    "`exp` is now": claim(exp=NOW),
    "`exp` is past within the allowed difference": both(claim(exp=NOW - 5), has(clock_skew=10)),
    "`exp` is absent": claim(exp=...),
    "`exp` is text": claim(exp=str(NOW + 60)),
    "`exp` is a fraction": claim(exp=NOW + 60.5),
    "`exp` is in milliseconds": claim(exp=(NOW + 60) * 1000),
    "`exp` is true": claim(exp=True),
    "`iat` is in the future": claim(iat=NOW + 30),
    "`iat` is years ago": claim(iat=1),
    "`iat` is absent": claim(iat=...),
    "`iat` is text": claim(iat="now"),
    "`nbf` is in the future": claim(nbf=NOW + 30),
    "`nbf` is now": claim(nbf=NOW),
    "`nbf` is text": claim(nbf="now"),
    "`nonce` is the one that was sent": both(claim(nonce="n-0S6"), has(nonce="n-0S6")),
    "`nonce` is another one": both(claim(nonce="other"), has(nonce="n-0S6")),
    "`nonce` is absent, though sent": both(claim(nonce=...), has(nonce="n-0S6")),
    "a `nonce`, although none was sent": both(claim(nonce="n-0S6"), has(nonce=None)),
    "`nonce` is a number": both(claim(nonce=6), has(nonce="6")),
    "`auth_time` fits max_age": both(claim(auth_time=NOW - 10), has(max_age=60)),
    "`auth_time` is too old for max_age": both(claim(auth_time=NOW - 100), has(max_age=60)),
    "`auth_time` is missing, although max_age was sent": both(claim(auth_time=...), has(max_age=60)),
    "`auth_time` is text": claim(auth_time="now"),
    "`at_hash` is right": lambda case: claim(at_hash=derive_at_hash(ACCESS_TOKEN, case["header"]["alg"])[0])(case),
    "`at_hash` is wrong": claim(at_hash="MTIzNDU2Nzg5MDEyMzQ1Ng"),
    "`at_hash` is a number": claim(at_hash=1),
    "`acr`, `amr` and claims nobody knows": claim(acr="x", amr=["pwd"], custom={"a": [1]}),
    "ES256": with_ec,
    "`alg` is none": both(header(alg="none"), has(signature=b"")),
    "`alg` is HS256 with the public key as secret": confused,
    "`alg` is one that was not agreed": header(alg="RS512"),
    "`kid` is unknown": header(kid="other"),
    "`kid` is missing, and one key fits": header(kid=...),
    "`kid` is absent, two keys fit": both(header(kid=...), has(keys=[RSA, OTHER])),
    "`kid` is that of another key": header(kid="ec"),
    "`crit` names an extension": header(crit=["exp"]),
    "`typ` is at+jwt": header(typ="at+jwt"),
    "the header contains its own key": header(jwk=RSA.as_dict(private=False)),
    "signed with another key": has(key=OTHER),
    "the signature is damaged": damaged,
    "the signature is empty": has(signature=b""),
    "the key is for encryption": has(keys=[RSAKey.import_key({**RSA.as_dict(private=True), "use": "enc"})]),
    "padding after the signature": has(damage=lambda text: f"{text}=="),
    "a newline after the token": has(damage=lambda text: f"{text}\n"),
    "a claim appears twice": has(payload=json.dumps(SOUND["claims"])[:-1] + ', "sub": "mallory"}'),
    "the claims are a list": has(payload="[]"),
    "the claims are no JSON": has(payload="{"),
    "two parts only": has(damage=lambda text: text.rpartition(".")[0]),
}


def text_of(case: Case) -> str:
    """The token, signed with the case's key whatever its header says."""
    if "text" not in case:
        payload = case.get("payload", json.dumps(case["claims"]))
        signing_input = ".".join(encode_base64url(part.encode()) for part in (json.dumps(case["header"]), payload))
        signature = case["signature"] if "signature" in case else sign(case, signing_input.encode())
        case["text"] = case.get("damage", str)(f"{signing_input}.{encode_base64url(signature)}")
    return str(case["text"])


def sign(case: Case, signing_input: bytes) -> bytes:
    """With the key that the case has, whatever its header says."""
    if "secret" in case:
        return hmac.digest(case["secret"], signing_input, "sha256")
    alg = "ES256" if case["key"].key_type == "EC" else "RS512" if case["header"]["alg"] == "RS512" else "RS256"
    return jws.JWSRegistry(algorithms=[alg]).get_alg(alg).sign(signing_input, case["key"])


def jwks_of(case: Case) -> Case:
    """The issuer's public keys."""
    return {"keys": [key.as_dict(private=False) for key in case["keys"]]}


def ours(case: Case) -> str:
    report = pkce_core.check_id_token(
        text_of(case),
        issuer="https://op.example",
        client_id="client",
        now=NOW,
        nonce=case["nonce"],
        max_age=case["max_age"],
        clock_skew=case["clock_skew"],
        access_token=ACCESS_TOKEN,
        algorithms=ALGORITHMS,
        jwks=pkce_core.parse_jwks(jwks_of(case)),
        verifier=JoseVerifier(),
    )
    return "accepted" if report.ok else f"refused: {[finding.rule for finding in report.at(pkce_core.Level.ERROR)]}"


def joserfc(case: Case) -> str:
    """The signature, and the claims that its registry knows."""
    token = jwt.decode(text_of(case), KeySet.import_key_set(jwks_of(case)), algorithms=ALGORITHMS)  # type: ignore[arg-type]
    expected: dict[str, Any] = {
        "iss": {"essential": True, "value": "https://op.example"},
        "aud": {"essential": True, "value": "client"},
        **{name: {"essential": True} for name in ("sub", "exp", "iat")},
    }
    if case["nonce"] is not None:
        expected["nonce"] = {"essential": True, "value": case["nonce"]}
    jwt.JWTClaimsRegistry(now=NOW, leeway=case["clock_skew"], **expected).validate(token.claims)
    return "accepted"


def authlib(case: Case) -> str:
    """As its OpenID client does: joserfc for the signature, its own class for the claims."""
    token = jwt.decode(text_of(case), KeySet.import_key_set(jwks_of(case)), algorithms=ALGORITHMS)  # type: ignore[arg-type]
    params = {
        "nonce": case["nonce"], "client_id": "client", "max_age": case["max_age"], "access_token": ACCESS_TOKEN,
    }  # fmt: skip
    options = {"iss": {"values": ["https://op.example"]}}
    CodeIDToken(token.claims, token.header, options, params).validate(now=NOW, leeway=case["clock_skew"])
    return "accepted"


def task(case: Case) -> Case:
    """For peers.mjs; what is None there is left out."""
    given = {name: case[name] for name in ("nonce", "max_age", "clock_skew") if case[name] is not None}
    return {"id_token": text_of(case), "access_token": ACCESS_TOKEN, "now": NOW, "jwks": jwks_of(case), **given}


SUBJECT = Subject(
    title="The ID token",
    operation="id_token",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={"Authlib": authlib, "joserfc": joserfc},
    task=task,
)
