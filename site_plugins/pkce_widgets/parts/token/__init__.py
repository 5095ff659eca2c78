"""pkce-token: the command that redeems the code.

Read `part` first; `checks` is what to say before the command is run, the other modules explain the command piece by
piece. Only `all_parts` imports it.
"""
