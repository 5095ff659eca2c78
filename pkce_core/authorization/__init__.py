"""The authorization request and the response to it (RFC 6749 §4.1.1 and §4.1.2, RFC 9207).

For each message: the value, how it is read, how it is checked, its rules. Read `request` and `response` first. The
command imports this room.
"""
