"""pkce-token: the command that redeems the code.

Read `part` first; `checks` checks the request before it is sent, `command_view` shows the command, `command_pieces` and
`http_pieces` explain it piece by piece. Only `all_parts` imports this room.
"""
