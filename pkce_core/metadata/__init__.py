"""Authorization server metadata (RFC 8414, OpenID Connect Discovery).

Read `document` first, then `checks` and `endpoint_checks`. `well_known` builds the addresses where an issuer publishes
its document. `providers/`, `network/`, the rule catalog and `cli/` import this room.
"""
