"""The token request and the response to it (RFC 6749 §4.1.3, §4.1.4 and §5).

For each message: the value, how it is read or written, how it is checked, its rules. Read `request` and `response`
first. `command/` writes the request for a shell.
"""
