"""Which mistake made a challenge wrong.

Read `diagnose` first, then `search`, whose docstring explains the five stages that an explanation is made of:

1. around the verifier: `unwrapping`, which also serves stage 5
2. what was hashed: `hash_inputs`, and `verifier_typos`
3. the hash function: `hash_functions`
4. how the digest was encoded: `digest_encodings`
5. around the challenge: `unwrapping`, and `challenge_typos`

`deviations` has the values that all stages share. `explanation_text` puts what was found into words, and `fix_snippets`
chooses the line to copy. `mistakes` is the table of all mistakes that have a name. `flow/` and the command import this
room.
"""
