"""pkce-jwt: a JWT that a client signed, opened and judged.

Read `part` first, then `members`, which shows what it says. Only `all_parts` imports this room.
"""
