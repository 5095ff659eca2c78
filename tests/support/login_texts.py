"""The texts of one login that fit together, as a reader would paste them."""

from __future__ import annotations

VERIFIER = "qV3rWx8-Tn0Zp5yLk2bJc7Hd_9sGf4Ae6Um1oRi3tYw"
CHALLENGE = "aOIdzavveR-qOl_N5Rm_Z1eBudkAMuAExO4KsG7dN9s"
STATE = "q8wJd0sKx72nZ1q8wJd0sKx"
REDIRECT_URI = "https://app.example.com/cb"
URL = (
    "https://op.example/auth?response_type=code&client_id=abc&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb"
    f"&scope=openid&state={STATE}&nonce=n5Yq8wJd0sKx72nZ1q8wJd&code_challenge={CHALLENGE}&code_challenge_method=S256"
)
REDIRECT = f"{REDIRECT_URI}?code=x1y2z3w4&state={STATE}"
COMMAND = (
    "curl --silent --show-error --url 'https://op.example/token' --data-urlencode 'grant_type=authorization_code'"
    f" --data-urlencode 'code=x1y2z3w4' --data-urlencode 'redirect_uri={REDIRECT_URI}'"
    f" --data-urlencode 'client_id=abc' --data-urlencode 'code_verifier={VERIFIER}'"
)
METADATA = (
    '{"issuer":"https://op.example","authorization_endpoint":"https://op.example/auth",'
    '"token_endpoint":"https://op.example/token","jwks_uri":"https://op.example/jwks",'
    '"response_types_supported":["code"],"subject_types_supported":["public"],'
    '"id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]}'
)
