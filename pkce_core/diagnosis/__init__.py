"""Which mistake made a challenge wrong.

Read `diagnose` first, then `search`, whose docstring explains the six stages that an explanation is made of:

1. around the verifier: `unwrapping`, which also serves stage 6
2. what was hashed: `hash_inputs`, and `verifier_typos`
3. the hash function: `hash_functions`
4. how the digest became text: `digest_renderings`
5. how that was encoded: `digest_encodings`
6. around the challenge: `unwrapping`, and `challenge_typos`

`challenge_reading` reads a challenge backward through stages 6 to 4. `deviations` has the values that all stages share.
`explanation_text` puts what was found into words, and `fix_snippets` chooses a line of `fixes/` to copy. `mistakes` is
the table of all mistakes. `flow/` and `cli/` import this room.
"""
