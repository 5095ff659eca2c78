"""A JWT with which a client authenticates: as client_assertion (RFC 7523), or as the client_secret that Apple wants.

`known` is what it is compared with, `checks` opens and judges it, `time_checks` and `aud_checks` judge its times and
its aud, and `rules` states what it requires. Nothing is verified, because only the server has the key. `token/`,
`flow/` and `answer/` import this room.
"""
