"""The values that a message shows itself, compared: two issuers, two scopes, a nonce and its hash, a time and a clock.

`values` reads them; `issuers` has what two issuers need. `contradicted` has what is left when the values of the flow
disprove a message. Only `explain/` and `answer/` import this room.
"""
