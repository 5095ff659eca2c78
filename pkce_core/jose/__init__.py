"""Signed tokens, keys and signatures (RFC 7515 to 7518).

Read `jws` first, then `header`, `jwks` and `signature`. The cryptography comes from outside: `joserfc_verifier` is the
only module of the package that needs another package. Rooms below row 6 of the map may import this one.
"""
