"""An authorization request whose parameters are in another place: pushed before (RFC 9126), or signed (RFC 9101).

`request_object` opens what can be opened, and gives its parameters to `url_checks`, which judges them like those of a
URL; `rules` states what a request object itself requires. `authorization/` and `flow/` import this room.
"""
