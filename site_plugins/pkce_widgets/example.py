"""The values of the worked examples: one request, from its pair to its code, that all parts tell together."""

from __future__ import annotations

CODE_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 Appendix B
CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
PROVIDER = "banno-admin"
ISSUER = "https://www.banno.com/a/oidc-provider/api/v0"
CLIENT_ID = "2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"
REDIRECT_URI = "http://localhost:8080/callback"
SCOPE = "openid profile"
STATE = "af0ifjsldkj-9xQ2mVb7pTzR4"
NONCE = "n-0S6_WzA2Mj-hT8kQvY3"
CODE = "SplxlOBeZQQYbYS6WxSbIA"

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
"""What the authorization request is made of."""
