"""The token request and the response to it (RFC 6749 §4.1.3, §4.1.4 and §5).

Read `request` and `response` first: they are the values. `request_checks` and `endpoint` judge what will be sent,
`http_request` writes it, `response_parsing` and `response_checks` read and judge the answer. `command/` writes the
request for a shell. The rule catalog and `cli/` import this room.
"""
