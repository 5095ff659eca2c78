"""pkce-token and pkce-refresh: the command that redeems the code, and the one that gets new tokens later.

Read `part` first; `checks` checks the request before it is sent, `command_view` shows the command, `command_pieces` and
`http_pieces` explain it piece by piece. `refresh` is the part for a refresh. Only `all_parts` imports this room.
"""
