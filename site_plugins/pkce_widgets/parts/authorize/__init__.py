"""pkce-authorize: builds the authorization URL.

Read `part` first; `inputs` is what the reader gave, `url_view` the finished URL. Only `all_parts` imports it.
"""
