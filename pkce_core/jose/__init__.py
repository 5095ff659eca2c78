"""Signed tokens, keys and signatures (RFC 7515 to 7518).

Read `jws` first, then `header`, `jwks` and `signature`. The arithmetic comes from outside: `joserfc_verifier` is the
one module of the package that needs another package. `id_token/` and the command import this room.
"""
