"""A DPoP proof (RFC 9449): a JWT that shows that the sender of a request has the key that its token is bound to.

`checks` opens and judges one, `rules` states what it requires. The signature isn't verified. `flow/`, `answer/` and the
rule catalog import this room.
"""
