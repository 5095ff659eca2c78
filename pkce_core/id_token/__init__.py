"""The ID token and its claims (OpenID Connect Core §2 and §3.1.3).

Read `id_token` first, then `checks`, which calls `claims`, `time_claims`, `at_hash` and the signature check of `jose/`.
`flow/`, `redacted_report`, the rule catalog and `cli/` import this room.
"""
