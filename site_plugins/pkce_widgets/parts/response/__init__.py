"""pkce-response: the tokens, or the error, in a token response.

Read `part` first; `pasted` is the response and what it is compared with, `members`, `id_token_view` and `keys_line`
show it, and only `webcrypto` calls the browser. Only `all_parts` imports this room.
"""
