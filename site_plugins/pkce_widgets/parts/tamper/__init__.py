"""pkce-tamper: change one value, and see which check catches it.

Read `part` first, then the two tables in `checks`. Only `all_parts` imports this room.
"""
