"""pkce-authorize: from the values of the flow to an authorization URL.

Read `part` first; `inputs` reads what the URL is built from, `url_view` builds it and takes it apart. Only `all_parts`
imports this room.
"""
