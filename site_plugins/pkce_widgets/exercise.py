"""Calls the bridge as pages do, mistakes included, while live_python records the modules that this needs.

live_python runs this file, then waits for its `main`.
"""

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

dispatch(json.dumps({"op": "check", "action": "create"}))
for verifier in ("", VERIFIER, VERIFIER[:42], "a" * 129, "fünf \u200b\u0430😀\ud800", "-" * 43, "ab" * 32):
    for challenge in CHALLENGES:
        dispatch(json.dumps({"op": "check", "values": {"code_verifier": verifier, "code_challenge": challenge}}))
COMMAND = {"client_id": "a", "code": "b", "code_verifier": VERIFIER, "redirect_uri": "https://c", "client_secret": "d"}
COMMAND |= {"provider": "google", "authorization_url": "https://op.example/auth?redirect_uri=https://c/&state=s"}
for shell in ("posix", "powershell", "cmd", "httpie", "http"):
    for source in ("prompt", "value"):
        choice = {"shell": shell, "client_secret_from": source, "code_received_at": "1"}
        dispatch(json.dumps({"op": "token", "values": COMMAND | choice, "now": 9}))
dispatch(json.dumps({"op": "token", "values": {"token_endpoint": "x", "metadata": "{", "provider": "none"}}))
SIGNED = (
    "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUifQ.eyJpc3MiOiJhIn0.eN8xk-NDvT5N9W2nQ69d-WqZqUMUgE1ckSPGXlrnZqm2diHgHJkCRqGoEEZNZ0"
    "v7eyEv2jD1_gCIdtb8bLPcDg"
)
KEY = {"crv": "P-256", "x": "2jYG45LbKu7ugqu9hATCTltbeYnIkETUzUTgnfx6h7c", "kty": "EC", "kid": "e"}
KEY |= {"y": "GmeEB_dHnXeHwirSixmfa2KCzKiheKHKHxZiSfGs3-s"}
TOKENS = {"token_response": json.dumps({"access_token": "a", "token_type": "Bearer", "id_token": SIGNED})}
for pasted in (TOKENS["token_response"], '{"error": "invalid_grant"}', "<html>", "{"):
    values = {"token_response": pasted, "redirect": "https://c/?code=b", "clock_skew": "x", **COMMAND}
    dispatch(json.dumps({"op": "response", "values": values, "now": 9}))


async def main() -> None:
    """Ask for signatures, which the runtime verifies later: a good one, a broken key, an algorithm that it lacks."""
    for change in ({}, {"x": "AA"}, {"kty": "oct"}):
        values = TOKENS | {"jwks": json.dumps({"keys": [KEY | change]})}
        answer = dispatch(json.dumps({"op": "response", "values": values, "now": 9}))
        if not isinstance(answer, str):
            await answer


PROOF = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.eyJodG0iOiJQT1NUIiwiaHR1IjoiaHR0cHM6Ly9hIn0.AAAA"
for signed in (PROOF, SIGNED, f"client_assertion={SIGNED}", "-----BEGIN PRIVATE KEY-----", "eyJ"):
    for sent_as in ("", "client_assertion", "client_secret", "dpop"):
        values = {
            "client_jwt": signed,
            "jwt_sent_as": sent_as,
            "jwt_server": "https://a",
            "dpop_request": "GET https://a",
        }
        dispatch(json.dumps({"op": "jwt", "values": values, "now": 9}))
ERROR = '{"error": "invalid_grant", "error_description": "grant request is invalid"}'
SENT = f"curl https://op.example/token -u a:b -d grant_type=authorization_code -d code=c -d code_verifier={VERIFIER}"
ATTEMPTS = [{"number": 1, "state": "s", "code": "c", "code_challenge": CHALLENGES[1], "redeemed": True}]
ANSWERED = {"token_response": ERROR, "attempts": json.dumps(ATTEMPTS), "code_verifier": VERIFIER, "code": "c"}
ANSWERED |= {
    "authorization_requested_at": "1",
    "code_received_at": "2",
    "token_requested_at": "20",
    "redeemed_code": "c",
}
for sent in (SENT, SENT.replace("curl", "http"), "x"):
    for op in ("response", "explain", "report"):
        values = {**ANSWERED, "token_request": sent, "token_received_at": "99"}
        dispatch(json.dumps({"op": op, "values": values, "now": 99}))
REFUSED = {"code_verifier": VERIFIER, "code": "a", "redirect_uri": "https://c", "report_note": "a@b.example"}
REFUSED |= {"authorization_requested_url": "https://op.example/?client_id=a&redirect_uri=https%3A%2F%2Fc%2F&state=s"}
for text in (ERROR, "{", "?error=access_denied", "?code=a", "AADSTS50148: x", "Error: invalid_client", "a b", "zz"):
    for redirect in ("", "https://c/?code=a&state=t", f"https://c/?{text}"):
        values = REFUSED | {"error": text, "token_response": text, "redirect": redirect, "state": "s\ud800"}
        for op in ("explain", "report"):
            dispatch(json.dumps({"op": op, "values": values, "now": 9}))
for name in ("redirect_uri", "code_challenge", "iss", "state", "token_redirect_uri", "code_verifier", "nothing"):
    for text in ("", "a", "\ud800"):
        values = {"tamper_what": name, "tamper_of": name, "tamper_value": text}
        dispatch(json.dumps({"op": "tamper", "values": values}))
for wrong in ("", "[]", '{"op": "none"}', '{"op": "check", "values": {"code_verifier": 1}}'):
    try:
        dispatch(wrong)
    except (ValueError, TypeError) as error:
        str(error)

from pkce_widgets.parts.all_parts import PARTS  # noqa: E402

for part in PARTS.values():
    for text in ("", "a", "%", "https://a.example/?code=a&state=b", "?error=invalid_scope&state=a", "\u200b\ud800<b>"):
        chosen = {field.name: field.choices[0][0] for field in part.fields if field.choices}
        names = [*(field.name for field in part.fields), *part.uses]
        for values in (
            {**dict.fromkeys(names, text), "finished": "", **chosen},
            {**part.example, **dict.fromkeys(part.awaited, text), **chosen},
            {**part.example, "state": text},
        ):
            for action in ("", *(action for action, _ in part.actions)):
                dispatch(json.dumps({"op": part.name, "values": values, "action": action, "now": 1_700_000_000}))

# The rest of the engine, down to what it loads only for odd values: pages may ask for any of it.
import pkce_core  # noqa: E402

for name in set(pkce_core.__all__) - {"JoseVerifier"}:  # needs joserfc, which pages do without
    getattr(pkce_core, name)
for name in pkce_core.provider_names():
    pkce_core.get_provider(name)
for call in (pkce_core.get_provider, lambda name: pkce_core.load_providers(f"[{name}]\nisuer = 'x'")):
    try:
        call("gogle")
    except pkce_core.PkceError as error:
        str(error)
URIS = ("http://[::1]:80/a/../cb?x=%41#f", "http://127.1/cb", "https://bücher.example\u200b/cb", "com.example:/cb", "")
for profile in pkce_core.PROFILES:
    for uri in URIS:
        pkce_core.check_redirect_uri(uri, profile=profile, registered="https://b\u00fccher.example/c%62")
for uri in URIS:
    pkce_core.check_metadata(json.dumps({"issuer": uri, "authorization_endpoint": uri, "token_endpoint": uri}))
    pkce_core.check_authorization_url(f"{uri}?clientid=a&redirect_uri=%2561&state=a&code_challenge=b&scope=openid")
    pkce_core.check_authorization_response(f"{uri}?code=a&amp;state=b&iss=c", state="b", issuer="https://b")
request = pkce_core.TokenRequest(client_id="a", client_secret=VERIFIER, code="c", code_verifier=VERIFIER)
for shell in ("posix", "powershell", "cmd", "httpie", "http"):
    pkce_core.build_command(request, "https://op.example/token", shell=shell)
pkce_core.build_token_request(request)
CLAIMS = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIiwiYXVkIjoiYiIsImV4cCI6MSwiaWF0IjoxfQ.AAAA"
for body in (
    '{"access_token": "a", "token_type": "Bearer", "expires_at": "2026-01-31T12:00:00Z", "scope": "openid"}',
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<title>no</title>",
    "access_token=a&token_type=bearer",
):
    pkce_core.check_token_response(body, now=1_700_000_000, requested_scope="openid email")
HMAC = pkce_core.HmacVerifier()
pkce_core.check_id_token(CLAIMS, issuer="a", client_id="b", now=9, client_secret=VERIFIER, verifier=HMAC)
for code in ("invalid_grant", "invalid-grant", "AADSTS50011", "csrf_detected"):
    pkce_core.explain_error(code, error_description="PKCE verification failed")
flow = pkce_core.parse_flow({"code": "a", "code_verifier": VERIFIER, "error": "invalid_grant", "code_received_at": 1})
pkce_core.check_flow(flow, now=9)
pkce_core.build_report(flow, now=9)
