"""The reader's values, read as `pkce_core` reads a flow.

Read `values` first. `server` knows which provider is meant, `request_fields` which parameters have a field, and `pair`
what several parts say about a verifier and its challenge. The parts import this room.
"""
