"""What comes after the token: a call to an API or to userinfo, the answer to it, and the token's revocation.

`command` writes the requests, a call for each shell by `call_shells`; `challenge` reads a WWW-Authenticate header,
`response_checks` judges an answer, and `rules` states what it requires (RFC 6750, 7009, 9449, 9470). The rule catalog,
`answer/` and `cli/` import this room.
"""
