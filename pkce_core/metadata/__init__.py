"""Authorization server metadata (RFC 8414, OpenID Connect Discovery).

Read `document` first, then `checks` and `endpoint_checks`; `well_known` says where an issuer publishes its document.
`providers/`, `network/` and the command import this room.
"""
