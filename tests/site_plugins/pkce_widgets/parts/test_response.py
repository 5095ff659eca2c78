"""The token response: judged as the command does, refusals explained, what is used up cleared."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_core import SignatureInput, SignatureKeyError, build_signature_input, parse_id_token, parse_jwks
from pkce_core.jose.joserfc_verifier import JoseVerifier
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.response import webcrypto
from pkce_widgets.parts.response.part import CLEARED, PART, PASTE, USED_UP, judge, view
from pkce_widgets.parts.response.pasted import read
from pkce_widgets.view.part import Inputs, PartView

NOW = example.NOW
JWKS = (Path(__file__).parents[3] / "vectors" / "example-jwks.json").read_text(encoding="utf-8")
FLOW = {
    **PART.example,
    "code": example.CODE,
    "code_verifier": example.CODE_VERIFIER,
    "code_challenge": example.CODE_CHALLENGE,
    "redirect_uri": example.REDIRECT_URI,
    "authorization_requested_url": example.AUTHORIZATION_URL,
    "redirect": f"{example.REDIRECT_URI}?code={example.CODE}&state={example.STATE}",
}
CLAIMS = {"iss": example.ISSUER, "sub": "a", "aud": example.CLIENT_ID, "exp": int(NOW) + 60, "iat": int(NOW) - 1}
SECRET = "a-client-secret-of-more-than-32-octets"


def ask(**values: str) -> PartView:
    answer = view(Inputs(values={**PART.example, **values}, now=NOW))
    assert isinstance(answer, PartView)
    return answer


def words(answer: PartView) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", to_html(answer.body)))


def body(**members: object) -> str:
    return json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "scope": "openid profile", **members})


def signed(alg: str, key: OctKey | RSAKey | ECKey | OKPKey, **claims: object) -> str:
    payload = json.dumps({**CLAIMS, "nonce": example.NONCE, **claims})
    header = {"alg": alg, **({"kid": key.kid} if key.kid else {})}
    return jws.serialize_compact(header, payload.encode(), key, algorithms=[alg])


@pytest.mark.parametrize("name", ["exp", "iat", "nbf", "auth_time"])
@pytest.mark.parametrize("moment", [10**400, -(10**400), 1e308])
def test_a_time_beyond_all_dates(name: str, moment: float) -> None:
    """A number that no clock shows gets a verdict like any other claim."""
    answer = ask(token_response=body(id_token=signed("HS256", OctKey.import_key(SECRET), **{name: moment})))
    assert answer.state in ("right", "wrong")
    assert name in words(answer)


def test_the_worked_example_is_sound() -> None:
    """Readers without JavaScript see tokens, claims that fit, and that the signature is unverified."""
    answer = view(Inputs(values=PART.example))
    assert isinstance(answer, PartView)
    assert answer.state == "right"
    assert answer.verdict == "You have your tokens. The claims of the ID token fit; its signature is unverified."
    for said in ("The iss is the expected issuer.", "The nonce is the one you sent.", "for another 9 minutes"):
        assert said in words(answer)
    question = build_signature_input(parse_id_token(example.ID_TOKEN), jwks=parse_jwks(JWKS))
    assert JoseVerifier().verify(question)


def test_nothing_yet() -> None:
    """With nothing pasted, the part says what to paste."""
    assert ask(token_response=" \n").verdict == PASTE


def test_tokens_are_shortened() -> None:
    """A token shows its ends; the whole of it stands behind a Show, and no message has it."""
    html = to_html(ask().body)
    assert f"{example.ACCESS_TOKEN[:12]}…{example.ACCESS_TOKEN[-12:]}" in html
    assert re.findall(r"<details>.*?</details>", html)[0].count(example.ACCESS_TOKEN) == 2  # text and Copy
    assert example.ACCESS_TOKEN not in re.sub(r"<details>.*?</details>", "", html)


def test_a_success_uses_up_code_and_verifier() -> None:
    """Tokens clear the code and the verifier, visibly; the same response clears nothing again."""
    answer = ask(**FLOW)
    assert answer.clear == USED_UP
    assert CLEARED in words(answer)
    assert answer.values["access_token"] == example.ACCESS_TOKEN
    assert answer.values["granted_scope"] == "openid profile"
    after = {**FLOW, **dict.fromkeys(USED_UP, ""), "finished": "true", **answer.values}
    again = ask(**after)
    assert (again.clear, again.values) == ((), {})
    assert CLEARED in words(again)
    next_flow = ask(**{**FLOW, **answer.values})
    assert next_flow.clear == ()
    assert CLEARED not in words(next_flow)


@pytest.mark.parametrize("text", [body(), '{"error": "invalid_grant"}', "{", '{"token_type": "Bearer"}'])
def test_only_a_success_of_the_readers_own_flow_clears(text: str) -> None:
    """Without a code and verifier of her own, or without tokens, nothing is cleared."""
    own = {} if "access_token" in text else FLOW
    answer = ask(**{**own, "token_response": text})
    assert answer.clear == ()
    assert CLEARED not in words(answer)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"issuer": "https://banno.com/a/oidc-provider/api/v0"}, "expected", id="issuer"),
        pytest.param({"client_id": "another"}, 'expected "another" in it', id="client_id"),
        pytest.param({"nonce": f"{example.NONCE[:-1]}0"}, "differ from character 43", id="nonce"),
        pytest.param(
            {"token_response": example.TOKEN_RESPONSE.replace("LXjiamuf", "LXjiamuF")}, "at_hash", id="at_hash"
        ),
    ],
)
def test_a_claim_that_does_not_fit(values: dict[str, str], said: str) -> None:
    """Tokens whose claims are not the expected ones are not to be accepted, and the claim says why."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.verdict.startswith("Do not accept this response. ")
    assert said in answer.verdict
    assert 'data-level="error"' in to_html(answer.body)


def test_what_was_sent_counts() -> None:
    """Nonce, scope and max_age are those of the URL that was opened, whatever stands in the fields now."""
    sent = example.AUTHORIZATION_URL.replace(f"&nonce={example.NONCE}", "")
    answer = ask(authorization_requested_url=sent)
    assert "although the authorization request sent none" in answer.verdict
    assert "Expected: none, as the authorization request sent none" in words(answer)
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


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"expires_in": 300}, "290 seconds"),
        ({"expires_in": 300, "copied": str(NOW - 10)}, "it ends in 4 minutes and 50 seconds"),
        ({"expires_in": 300, "copied": str(NOW - 400)}, "it ended 1 minute and 40 seconds ago"),
        ({"expires_at": "2026-03-01T11:00:00Z"}, "expired at 2026-03-01T11:00:00Z"),
        ({"token_type": "mac"}, 'The token_type is "mac".'),
        ({"scope": "openid"}, "Not granted: profile."),
        ({"refresh_token": "r" * 50}, "Show all 50 characters"),
        ({"secret_member": "hidden-value"}, "secret_member"),
    ],
)
def test_members_are_explained(values: dict[str, str], said: str) -> None:
    """Each member of the response has its explanation, its value and what is to say about it."""
    copied = values.pop("copied", "")
    text = words(ask(token_response=body(**values), token_requested_at=copied))
    assert (said in text) == (said != "290 seconds")  # without knowing when it was sent, nothing is counted down
    assert "hidden-value" not in text


def test_no_id_token() -> None:
    """A response with an access token alone says so."""
    answer = ask(token_response=body(scope="profile"), scope="profile")
    assert answer.verdict == "You have an access token. There is no ID token in this response."
    unreadable = ask(token_response=body(id_token="a.b"))
    assert "2 parts, separated by dots" in unreadable.verdict


def test_a_clock_difference() -> None:
    """The reader may allow a clock difference; what is no number is said beside its field and counts as none."""
    late = signed("HS256", OctKey.import_key(SECRET), exp=int(NOW) - 20)
    text = body(id_token=late)
    assert ask(token_response=text).state == "wrong"
    allowed = ask(token_response=text, clock_skew="30")
    assert allowed.state == "right"
    assert "give or take 30 seconds" in words(allowed)
    odd = ask(token_response=text, clock_skew="a minute")
    assert odd.notes["clock_skew"].startswith("The clock difference is a whole number")
    assert "clock_skew" in odd.invalid


# Signatures


def verified(alg: str, key: RSAKey | ECKey | OKPKey, token: str) -> PartView:
    """The answer when the browser's part is done by joserfc."""
    jwks = json.dumps({"keys": [key.as_dict(private=False)]})
    request = Inputs(values={**PART.example, "token_response": body(id_token=token), "jwks": jwks}, now=NOW)
    reading = read(request)
    assert reading.question
    assert reading.question.alg == alg
    return judge(request, reading, JoseVerifier())


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
    assert right.verdict.startswith("You have your tokens. The ID token is genuine")
    head, _, signature = token.split(".")
    forged = ".".join((head, signed(alg, KEYS[alg], sub="b").split(".")[1], signature))
    wrong = verified(alg, KEYS[alg], forged)
    assert "wasn't made with this key, or the token was changed" in wrong.verdict


def test_keys_that_nobody_can_ask_here_verify_nothing() -> None:
    """Where there is no browser, keys or not, the signature stays unverified."""
    assert "its signature is unverified" in ask(jwks=JWKS).verdict


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
    assert "unverified" in ask(token_response=text).verdict


@pytest.mark.parametrize("jwks", ["{", "[]", "{}", '{"jwks_uri": "https://op.example"}', "<html>", "\x00"])
def test_keys_that_cannot_be_read(jwks: str) -> None:
    """What is no list of keys is said beside its field, and verifies nothing."""
    answer = ask(jwks=jwks)
    assert answer.notes["jwks"].startswith("These keys cannot be read. ")
    assert "jwks" in answer.invalid
    assert "unverified" in answer.verdict


# What the browser is asked, with the browser's side played


class JsException(Exception):  # noqa: N818 -- Pyodide's name
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def play_browser(
    monkeypatch: pytest.MonkeyPatch, failure: Exception | None = None, *, https: bool = True
) -> list[object]:
    """Put modules in place of Pyodide's; the list takes what importKey and verify were given."""
    calls: list[object] = []

    class Subtle:
        async def importKey(self, *given: object) -> str:  # noqa: N802 -- WebCrypto's name
            calls.append(given)
            if failure:
                raise failure
            return "key"

        async def verify(self, *given: object) -> bool:
            calls.append(given)
            return True

    ffi, js = ModuleType("pyodide.ffi"), ModuleType("js")
    vars(ffi).update(JsException=JsException, to_js=lambda value, **_: value)
    vars(js).update(
        Object=SimpleNamespace(fromEntries=dict), crypto=SimpleNamespace(**({"subtle": Subtle()} if https else {}))
    )
    monkeypatch.setitem(sys.modules, "pyodide", ModuleType("pyodide"))
    monkeypatch.setitem(sys.modules, "pyodide.ffi", ffi)
    monkeypatch.setitem(sys.modules, "js", js)
    return calls


def question_of(alg: str, **key: str) -> SignatureInput:
    return SignatureInput(alg=alg, key={"kty": "RSA", **key}, signing_input=b"a", signature=b"b")


def waited(coroutine: Any) -> Any:
    """The result of a coroutine, run beside the event loop that Playwright keeps in this thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


@pytest.mark.parametrize(
    ("alg", "importing", "verifying"),
    [
        ("RS256", {"name": "RSASSA-PKCS1-v1_5", "hash": "SHA-256"}, {"name": "RSASSA-PKCS1-v1_5"}),
        ("PS512", {"name": "RSA-PSS", "hash": "SHA-512"}, {"name": "RSA-PSS", "saltLength": 64}),
        ("ES512", {"name": "ECDSA", "namedCurve": "P-521"}, {"name": "ECDSA", "hash": "SHA-512"}),
        ("Ed25519", {"name": "Ed25519"}, {"name": "Ed25519"}),
    ],
)
def test_webcrypto_is_asked_in_its_own_words(
    alg: str, importing: object, verifying: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each algorithm has its name and parameters in WebCrypto; key and octets are handed over as they are."""
    calls = play_browser(monkeypatch)
    answered = waited(webcrypto.ask(question_of(alg)))
    assert answered.verify(question_of(alg))
    assert calls == [("jwk", {"kty": "RSA"}, importing, False, ["verify"]), (verifying, "key", b"b", b"a")]


@pytest.mark.parametrize(
    ("alg", "key", "failure", "https", "said"),
    [
        ("ES256K", {}, None, True, "This browser cannot check ES256K."),
        ("EdDSA", {"crv": "Ed448"}, None, True, "This browser cannot check EdDSA."),
        ("RS256", {}, JsException("NotSupportedError"), True, "This browser cannot check RS256."),
        ("RS256", {}, JsException("DataError"), True, "The key with this kid is broken"),
        ("RS256", {}, JsException("OperationError"), True, "The browser could not check it (OperationError)."),
        ("RS256", {}, None, False, "over https only"),
    ],
)
def test_why_a_browser_cannot_tell(
    alg: str, key: dict[str, str], failure: Exception | None, https: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where WebCrypto gives no answer, the reader is told why, and the signature counts as not checked."""
    play_browser(monkeypatch, failure, https=https)
    answered = waited(webcrypto.ask(question_of(alg, **key)))
    with pytest.raises(SignatureKeyError, match=re.escape(said)):
        answered.verify(question_of(alg, **key))


def test_an_answer_belongs_to_its_question() -> None:
    """A yes about one signature is never taken for a yes about another."""
    answered = webcrypto.KnownAnswerVerifier(question=question_of("RS256"), right=True)
    with pytest.raises(SignatureKeyError, match="another signature"):
        answered.verify(question_of("RS384"))


def test_in_a_page_the_bridge_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """With keys and a browser, the bridge's answer is a coroutine of the same JSON."""
    play_browser(monkeypatch)
    monkeypatch.setattr(webcrypto, "is_offered", lambda: True)
    message = {"op": "response", "values": {**PART.example, "jwks": JWKS}, "now": NOW}
    coroutine: Any = dispatch(json.dumps(message))
    answer = json.loads(waited(coroutine))
    assert answer["verdict"].startswith("You have your tokens. The ID token is genuine")


# Refusals


def test_a_refusal_is_explained_with_the_readers_own_values() -> None:
    """The cause that her values prove is the verdict, with its evidence and fix; what they exclude is said too."""
    answer = ask(**{**FLOW, "redirect_uri": example.REDIRECT_URI + "/", "token_response": '{"error": "invalid_grant"}'})
    assert answer.verdict.startswith(
        "The server refused: invalid_grant. The redirect_uri of the token request ends in /"
    )
    assert "What your values rule out" in words(answer)
    assert answer.values == {"error": "invalid_grant", "error_description": ""}
    assert answer.clear == ()


def test_a_refusal_without_a_flow() -> None:
    """Without values to compare, the meaning and the usual causes are what there is."""
    answer = ask(token_response='{"error": "invalid_client", "error_description": "bad \\u001b[31m"}')
    assert answer.verdict.startswith("The server refused: invalid_client.")
    assert "What causes it" in words(answer)
    assert "\x1b" not in words(answer)
    assert ask(token_response='{"error": 7}').verdict.startswith("The server refused: an error without a code.")


@pytest.mark.parametrize("text", ["<html><title>Login</title>", "{", "nothing", "a.b.c", "[]", "\ud800"])
def test_what_is_no_token_response(text: str) -> None:
    """Text that is something else is named, and its field is marked."""
    answer = ask(token_response=text)
    assert answer.state == "wrong"
    assert answer.invalid == ("token_response",)


def test_the_command_line_agrees() -> None:
    """`pkce response` finds the same, rule by rule, in the same response."""
    values = {"nonce": example.NONCE, "scope": "openid email", "client_id": example.CLIENT_ID, "issuer": example.ISSUER}
    arguments = [f"--{name.replace('_', '-')}={text}" for name, text in values.items()]
    done = subprocess.run(
        [sys.executable, "-m", "pkce_core", "response", "--json", f"--now={NOW:.0f}", *arguments, "-"],
        input=example.TOKEN_RESPONSE,
        capture_output=True,
        text=True,
        check=False,
    )
    answer = ask(**values)
    printed = json.loads(done.stdout)
    assert (answer.state == "right") == printed["ok"]
    for finding in printed["findings"]:
        assert re.sub(r"\s+", " ", finding["message"]) in words(answer)


NAMES = sorted({field.name for field in PART.fields} | set(PART.uses))
PASTES = st.one_of(
    st.text(max_size=60),
    st.builds(lambda token: body(id_token=token), st.text(max_size=40)),
    st.dictionaries(
        st.sampled_from(["access_token", "id_token", "error", "scope", "expires_in", "expires_at", "x\x00"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.lists(st.text())),
    ).map(json.dumps),
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=60)), PASTES)
def test_any_text_gets_an_answer(values: dict[str, str], pasted: str) -> None:
    """No text in any value makes the part fail."""
    message = {"op": "response", "values": {**FLOW, **values, "token_response": pasted}, "now": 1_700_000_000}
    assert json.loads(dispatch(json.dumps(message)))["state"] in {"empty", "right", "wrong"}


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*CLAIMS, "nonce", "azp", "at_hash", "auth_time", "é<b>"]),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_any_claims_get_an_answer(claims: dict[str, object]) -> None:
    """Whatever an ID token claims, the part answers."""
    token = jws.serialize_compact({"alg": "HS256"}, json.dumps(claims).encode(), OctKey.import_key(SECRET))
    assert ask(token_response=body(id_token=token)).state in {"right", "wrong"}


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"jwks_uri": "https://op.example/jwks?a=b&c=d"}, 'curl -sS "https://op.example/jwks?a=b&amp;c=d"'),
        ({"provider": "google"}, 'curl -sS "https://www.googleapis.com/oauth2/v3/certs"'),
        ({}, "curl -sS JWKS_URI"),
        ({"jwks_uri": 'https://op.example/"; calc; "'}, "curl -sS JWKS_URI"),
        ({"jwks_uri": "https://op.example/$(calc)"}, "curl -sS JWKS_URI"),
        ({"jwks_uri": "https://op.example/%PATH%"}, "curl -sS JWKS_URI"),
    ],
)
def test_how_to_get_the_keys(given: dict[str, str], line: str) -> None:
    """The line that shows the keys has the reader's jwks_uri, unless a shell would read more than an address in it."""
    html = to_html(ask(**given).body)
    assert f">{line}</code>" in html
    assert ("Copy: the line that gets the keys" in html) is ("JWKS_URI" not in line)
    assert ("JWKS_URI is the jwks_uri of the discovery document" in html) is ("JWKS_URI" in line)


def test_no_keys_are_asked_for_in_vain() -> None:
    """With keys, without an ID token, or for one that a client_secret signs, the line is not there."""
    shared = signed("HS256", OctKey.import_key(SECRET))
    for values in ({"jwks": JWKS}, {"token_response": body()}, {"token_response": body(id_token=shared)}):
        assert "To get the issuer’s keys" not in words(ask(**values))


def test_how_far_a_moment_is_stands_once() -> None:
    """Neither the time that is left of a token nor an expiry in the ID token is said twice in its row."""
    answer = ask(token_response=body(expires_in=300, id_token=example.ID_TOKEN), token_requested_at=str(NOW - 10))
    said = words(answer)
    assert "it ends in 4 minutes and 50 seconds." in said
    assert said.count("4 minutes and 50 seconds") == 1
    assert said.count("in 59 minutes and 50 seconds") == 1
    assert "(10 seconds ago)" in said  # of iat, of which no finding speaks
