"""The mistake that made a challenge wrong.

`search` looks for the cheapest way from the verifier to the challenge: what surrounded the verifier (`unwrapping`),
what was hashed (`hash_inputs`) and how (`hash_functions`), how the digest was written (`digest_encodings`), and typos
on either side. Read `diagnose` first, then `search`. `flow/` and the command import this room.
"""
