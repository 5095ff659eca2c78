"""pkce-callback: the verdict on a redirect.

Read `part` first; `rows` shows each value, `sent_request` the request that the redirect answers. Only `all_parts`
imports it.
"""
