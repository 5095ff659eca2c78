"""What a token response grants: the access token, how long it lasts, and for which scope (RFC 6749 §3.3 and §5.1).

Read `rules` first. Each other module judges some members of the response, given as plain values. `token/` imports this
room.
"""
