"""Signatures verified by the browser, whose side is played here."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from pkce_core import SignatureInput, SignatureKeyError
from pkce_widgets import example
from pkce_widgets.bridge import dispatch
from pkce_widgets.parts.response import webcrypto
from pkce_widgets.parts.response.part import PART

NOW = example.NOW
JWKS = (Path(__file__).parents[4] / "vectors" / "example-jwks.json").read_text(encoding="utf-8")


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
        ("ES256K", {}, None, True, "This browser can't verify ES256K."),
        ("EdDSA", {"crv": "Ed448"}, None, True, "This browser can't verify EdDSA."),
        ("RS256", {}, JsException("NotSupportedError"), True, "This browser can't verify RS256."),
        ("RS256", {}, JsException("DataError"), True, "The key with this kid is broken"),
        ("RS256", {}, JsException("OperationError"), True, "The browser couldn't verify it (OperationError)."),
        ("RS256", {}, None, False, "wasn't loaded over https"),
    ],
)
def test_why_a_browser_cannot_tell(
    alg: str, key: dict[str, str], failure: Exception | None, https: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where WebCrypto gives no answer, the page says why, and the signature counts as not checked."""
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
    assert answer["verdict"].startswith("Tokens received. The ID token is genuine")
