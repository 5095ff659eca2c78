"""The values of all worked examples: one client and one flow, on March 1, 2026 at noon.

They open nothing: the pair is that of RFC 7636 Appendix B, and the key that signed the tokens was deleted.
"""

# ruff: noqa: S105 -- these tokens open nothing

from __future__ import annotations

PROVIDER = "banno-admin"
ISSUER = "https://www.banno.com/a/oidc-provider/api/v0"  # uncertain: ID tokens with it have been seen
TOKEN_ENDPOINT = "https://login.jackhenry.com/a/oidc-provider/api/v0/token"
CLIENT_ID = "2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"
REDIRECT_URI = "http://localhost:8080/callback"
SCOPE = "openid profile"
CODE_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
STATE = "af0ifjsldkj-9xQ2mVb7pTzR4"
NONCE = "n-0S6_WzA2Mj-hT8kQvY3dLrUe5XbPq9CfGm7JtKs1o"
CODE = "SplxlOBeZQQYbYS6WxSbIA"
AUTHORIZATION_URL = (
    "https://login.jackhenry.com/a/oidc-provider/api/v0/auth"
    "?response_type=code&client_id=2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"
    "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback&scope=openid%20profile"
    "&state=af0ifjsldkj-9xQ2mVb7pTzR4&nonce=n-0S6_WzA2Mj-hT8kQvY3dLrUe5XbPq9CfGm7JtKs1o"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
)
CODE_RECEIVED_AT = "1772366420"
NOW = 1772366450.0  # thirty seconds later
"""The time in the examples, in seconds since 1970."""

ACCESS_TOKEN = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwZjliNmM1Mi0zYTE0Iiwic2NvcGUiOiJvcGVuaWQgcHJvZmlsZSIsImV4cCI6M"
    "Tc3MjM2NzA0MH0.LXjiamufG69KNOL-Uwv8zQqBXswsRp5K-ijmrvK7vsJFB-MxPYQTMlUP7euts8NX7-DnxxxzVhABapYQ9CGcFQ"
)
ID_TOKEN = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6IjIwMjYtMDIifQ.eyJpc3MiOiJodHRwczovL3d3dy5iYW5uby5jb20vYS9vaWRjLXBy"
    "b3ZpZGVyL2FwaS92MCIsInN1YiI6IjBmOWI2YzUyLTNhMTQiLCJhdWQiOiIyZjRhOWMxZS03YjNkLTRjNTgtOWU2MC0xZDhiNWE3ZjNjMjEiLCJ"
    "leHAiOjE3NzIzNzAwNDAsImlhdCI6MTc3MjM2NjQ0MCwiYXV0aF90aW1lIjoxNzcyMzY2NDE1LCJub25jZSI6Im4tMFM2X1d6QTJNai1oVDhrUX"
    "ZZM2RMclVlNVhiUHE5Q2ZHbTdKdEtzMW8iLCJhdF9oYXNoIjoiVVJwbUVhRW92ZS1fY1BqOFZuejJoUSJ9.IdAZPyIQ7-3E6kaimofNM6QbF4Gr"
    "OI2Olyz6yhDB4atNMeSZHJt7IwdOHKc7R6ePbThToPhVPaFyr7SECIGVmhtkkgRYbcK0BaJW0ETeKcwm1BXKHzG1ePJDOFS3CCpTelk-wsNO1yd"
    "Oddq_0AXWEz54Mr7iYto4JQqQ8vocYKjOhAaqkkwrdrACMxohfLudl771S5UWp1iDCAlKS5dSy3WmL5zbHiRTgX-sLzXAN4Dve-SkCtKQDh1gaz"
    "0EaES_K6RXZLIL9UbTDGjoVVj-eT7PuU8bO6ptzW2p5JI09rWNvg_RwAeVUpQmbZhi4DGnjJElfjVnY8NXrrQHrxnA6w"
)
TOKEN_RESPONSE = f"""{{
  "access_token": "{ACCESS_TOKEN}",
  "token_type": "Bearer",
  "expires_at": "2026-03-01T12:10:40Z",
  "scope": "openid profile",
  "id_token": "{ID_TOKEN}"
}}"""

REQUEST = {
    "provider": PROVIDER,
    "client_id": CLIENT_ID,
    "redirect_uri": REDIRECT_URI,
    "scope": SCOPE,
    "state": STATE,
    "nonce": NONCE,
    "code_verifier": CODE_VERIFIER,
    "code_challenge": CODE_CHALLENGE,
}
"""The values that the authorization request is built from."""

REFUSED = {
    "provider": PROVIDER,
    "issuer": ISSUER,
    "token_endpoint": TOKEN_ENDPOINT,
    "client_id": CLIENT_ID,
    "registered_redirect_uri": REDIRECT_URI,
    "redirect_uri": f"{REDIRECT_URI}/",
    "authorization_requested_url": AUTHORIZATION_URL,
    "authorization_requested_at": "1772366400",
    "state": STATE,
    "code_verifier": CODE_VERIFIER,
    "code_challenge": CODE_CHALLENGE,
    "redirect": f"{REDIRECT_URI}?code={CODE}&state={STATE}",
    "code": CODE,
    "returned_state": STATE,
    "code_received_at": CODE_RECEIVED_AT,
    "token_requested_at": str(int(NOW)),
    "error": "invalid_grant",
    "error_description": "grant request is invalid",
}
"""The same flow with an extra slash in the redirect_uri of the token request."""
