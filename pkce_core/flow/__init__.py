"""One attempt from the first request to the tokens, and whether its messages fit together.

Read `values` first, then `checks`; `consistency`, `pkce_consistency` and `redirect_uri_consistency` compare one message
with another. `explain/`, `redacted_report`, the rule catalog and `cli/` import this room.
"""
