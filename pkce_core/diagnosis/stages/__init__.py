"""The six stages that a challenge is made in, and what can go wrong at each. `search`, in `diagnosis/`, combines them.

1. around the verifier: `unwrapping`, which also serves stage 6
2. what was hashed: `hash_inputs`, `stand_ins` and `verifier_typos`
3. the hash function: `hash_functions`
4. how the digest became text: `digest_renderings` and `lossy_renderings`
5. how that was encoded: `digest_encodings`
6. around the challenge: `unwrapping`, and `challenge_typos`

`challenge_reading` reads a challenge backward through stages 6 to 4. `deviations` has the values that all stages share.
Only `diagnosis/` imports this room.
"""
