"""`redact_har`: no text of a recording that may be secret is in what is handed on."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from pkce_core.har.explain_har import explain_har
from pkce_core.har.redact import redact_har
from tests.support.har import REDIRECT, SECRETS, TOKEN, authorization, callback, entry, har, image, login, pairs, token

_MARK = st.text('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789+/=&% "\\<', min_size=8, max_size=40).map(
    lambda text: f"Zx9{text}Qw7"
)
_NAMES = (
    "code", "state", "code_verifier", "client_secret", "client_assertion", "access_token", "refresh_token", "id_token",
    "nonce", "login_hint", "id_token_hint", "assertion", "password", "error_description", "scope", "error", "iss",
    "grant_type", "code_challenge", "unknown", "session_state", "client_id", "token", "redirect_uri", "prompt",
)  # fmt: skip
_HEADERS = (
    "Authorization", "Cookie", "Set-Cookie", "Referer", "Location", "DPoP", "X-Api-Key", "Content-Type", "Origin",
    "WWW-Authenticate", "Access-Control-Allow-Headers", "Cache-Control", "Content-Length", "Accept",
)  # fmt: skip


def redacted(octets: bytes) -> str:
    return "".join(redact_har(octets, explain_har(octets)))


def test_the_login_without_its_secrets() -> None:
    """The requests of the login alone, as a HAR file that can be read again with the same steps."""
    text = redacted(login())
    assert not [secret for secret in SECRETS if secret in text]
    assert "logo" not in text
    log = json.loads(text)["log"]
    assert log["version"] == "1.2"
    assert len(log["entries"]) == 2
    assert log["comment"].endswith("4 other requests are left out.")
    again = explain_har(text.encode())
    assert [step.kind for attempt in again.attempts for step in attempt.steps]


def test_no_requests() -> None:
    """Without a login, the file is empty but whole."""
    assert json.loads(redacted(har(image())))["log"]["entries"] == []


def _full(mark: str, public: bool) -> list[dict[str, Any]]:
    """A login with the mark in every place that a HAR file has for a text."""
    values = dict.fromkeys(_NAMES, mark)
    query = "&".join(f"{name}={quote(mark, safe='')}" for name in _NAMES if name not in ("client_id", "redirect_uri"))
    address = f"https://user:{quote(mark, safe='')}@op.example/{quote(mark, safe='')}/token?{query}#{query}"
    step = entry("POST", address, form=values, answer=values | {"nested": values, "list": [mark], mark: mark})
    for message in (step["request"], step["response"]):
        message["headers"] = pairs(dict.fromkeys(_HEADERS, mark))
        message["headers"] += [{"name": mark, "value": mark, "comment": mark}]
        message["cookies"] = [{"name": mark, "value": mark, "path": mark}]
        message |= {"httpVersion": mark, "comment": mark, "_custom": mark}
    step["request"]["queryString"] = pairs(values)
    step["request"]["postData"] |= {"mimeType": mark, "comment": mark}
    step["response"] |= {"statusText": mark, "redirectURL": f"{REDIRECT}?{query}", "_error": mark}
    step["response"]["content"] |= {"mimeType": mark, "comment": mark}
    step |= {"pageref": mark, "serverIPAddress": mark, "connection": mark, "comment": mark, "_initiator": {"url": mark}}
    basic = token()
    basic["request"]["headers"] = [
        {"name": "Authorization", "value": "Basic " + b64encode(f"id:{mark}".encode()).decode()}
    ]
    basic["request"]["postData"] = {"mimeType": "application/json", "text": json.dumps(values)}
    basic["response"]["content"] = {
        "text": b64encode(json.dumps(values).encode()).decode(), "encoding": "base64", "size": 5,
        "mimeType": "text/html",
    }  # fmt: skip
    echo = token(status=400, answer={"error": "invalid_grant", "error_description": f"no {mark}", "error_uri": mark})
    page = token(answer=f"<p>{mark}</p>")
    get = entry(mark, f"{TOKEN}?grant_type={quote(mark, safe='')}&code=1", headers={"origin": mark})
    return [
        authorization(state=mark, nonce=mark) if public else image(),
        callback(code=mark, state=mark),
        step,
        basic,
        echo,
        page,
        get,
    ]


@settings(max_examples=8, deadline=None)
@given(_MARK, st.booleans())
def test_a_marked_secret_never_appears(mark: str, public: bool) -> None:
    """Wherever it was in the file, as it is, percent-encoded, in JSON or in base64."""
    octets = har(*_full(mark, public), name=mark)
    answer = explain_har(octets)
    assert answer.attempts
    text = "".join(redact_har(octets, answer))
    shown = text + json.dumps([step.to_dict() for attempt in answer.attempts for step in attempt.steps])
    shown += json.dumps([attempt.report.to_dict() for attempt in answer.attempts]) + repr(answer)
    basic = b64encode(f"id:{mark}".encode()).decode()
    for form in (mark, quote(mark, safe=""), quote(mark), json.dumps(mark)[1:-1], basic):
        assert form not in shown
