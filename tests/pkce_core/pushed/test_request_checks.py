"""A pushed request that somebody sent: judged like the authorization request that it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core import Level, answer_texts
from pkce_core.pushed.request_checks import check_pushed_request
from tests.support.reports import levels

BASE = (
    "curl https://op.example/par -d client_id=a -d response_type=code -d redirect_uri=https://app.example/cb "
    "-d scope=profile%20openid -d nonce=q8wJd0sKx72nZ1q8wJd0sKx"
)
CHALLENGE = "-d code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM -d code_challenge_method=S256"


@pytest.mark.parametrize(
    ("text", "rule", "level"),
    [
        (f"{BASE} {CHALLENGE}", "", Level.PASS),
        (BASE, "url-challenge-missing", Level.ERROR),
        (f"{BASE} {CHALLENGE} -d request_uri=urn:x", "pushed-parameter", Level.ERROR),
        (f"{BASE} {CHALLENGE} -X PUT", "pushed-sent", Level.ERROR),
        (f"{BASE} {CHALLENGE} -d scope=x", "url-duplicate", Level.ERROR),
        (f"{BASE} -d code_challenge=$CHALLENGE", "pushed-sent", Level.INFO),
        ("nothing", "pushed-sent", Level.INFO),
    ],
)
def test_each(text: str, rule: str, level: Level) -> None:
    """RFC 9126 §2.1, and the rules of any authorization request."""
    assert levels(check_pushed_request(text)).get(rule, Level.PASS) is level


def test_the_answer() -> None:
    """A command that pushes a request is recognized, and judged."""
    right = answer_texts([f"{BASE} {CHALLENGE}"])
    assert (right.status, "the pushed request" in right.title) == ("right", True)
    assert "code_challenge" in answer_texts([BASE]).title


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text has a report."""
    assert isinstance(check_pushed_request(f"curl {text} -d response_type=code").ok, bool)
