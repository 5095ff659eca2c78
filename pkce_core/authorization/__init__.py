"""The authorization request and the response to it (RFC 6749 §4.1.1 and §4.1.2, RFC 9207).

Read `request` and `response` first: they are the values. `request_checks` and `url_checks` judge the request,
`response_parsing` and `response_checks` read and judge the redirect. The rule catalog and `cli/` import
this room.
"""
