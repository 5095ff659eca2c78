"""Calls the bridge as pages do, mistakes included, while live_python records which modules that needs."""

import json

from pkce_widgets.bridge import dispatch

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGES = [
    "",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
    "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw%2DcM",
    '"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"',
    "not a challenge \x00 \ud800 \u202e 😀 <script>",
]

dispatch(json.dumps({"op": "pair"}))
for verifier in ("", VERIFIER, VERIFIER[:42], "a" * 129, "fünf \u200b\u0430😀\ud800", "-" * 43, "ab" * 32):
    for challenge in CHALLENGES:
        dispatch(json.dumps({"op": "check", "code_verifier": verifier, "code_challenge": challenge}))
for wrong in ("", "[]", '{"op": "none"}', '{"op": "check", "code_verifier": 1}'):
    try:
        dispatch(wrong)
    except (ValueError, TypeError) as error:
        str(error)
