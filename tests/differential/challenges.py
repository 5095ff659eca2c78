"""PKCE: who derives a challenge from which code_verifier, and which one."""

from __future__ import annotations

from typing import Any

import pkce
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oauth2.rfc7636.challenge import CODE_VERIFIER_PATTERN
from oauthlib.oauth2 import WebApplicationClient

import pkce_core
from tests.differential.redirects import has
from tests.differential.subject import Subject

Case = dict[str, Any]

SOUND: Case = {"code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}

TRAITS = {
    "43 characters": has(code_verifier="x" * 43),
    "128 characters": has(code_verifier="aB3-._~" * 18 + "xy"),
    "every allowed character": has(code_verifier="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"),
    "42 characters": has(code_verifier="x" * 42),
    "129 characters": has(code_verifier="x" * 129),
    "empty": has(code_verifier=""),
    "a trailing newline": has(code_verifier="x" * 43 + "\n"),
    "base64 with `+ / =`": has(code_verifier="dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk="),
    "non-ASCII letters": has(code_verifier="\u00e9" * 43),
}


def ours(case: Case) -> str:
    try:
        return f"accepted {pkce_core.derive_code_challenge(case['code_verifier'])}"
    except pkce_core.PkceError as problem:
        return f"refused: {problem}"


def authlib(case: Case) -> str:
    """As its server does: the grammar, then the challenge."""
    if not CODE_VERIFIER_PATTERN.match(case["code_verifier"]):
        return "refused"
    return f"accepted {create_s256_code_challenge(case['code_verifier'])}"


SUBJECT = Subject(
    title="The code_verifier",
    operation="challenge",
    sound=SOUND,
    traits=TRAITS,
    ours=ours,
    python={
        "Authlib": authlib,
        "oauthlib": lambda case: (
            f"accepted {WebApplicationClient('c').create_code_challenge(case['code_verifier'], 'S256')}"
        ),
        "pkce": lambda case: f"accepted {pkce.get_code_challenge(case['code_verifier'])}",
    },
)
