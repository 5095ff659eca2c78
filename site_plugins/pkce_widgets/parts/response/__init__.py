"""pkce-response: tokens, or a refusal.

Read `part` first; `pasted` is the response and what it is compared with, `webcrypto` the one module that reaches into
the browser. Only `all_parts` imports it.
"""
