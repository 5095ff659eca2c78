"""pkce-tamper: change one value, and see which check catches it.

Read `part` first, then the table in `checks`. Only `all_parts` imports it.
"""
