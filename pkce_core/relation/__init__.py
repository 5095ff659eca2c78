"""How one text was made from another that it should equal: a state that came back, an issuer, a hash in an ID token.

Two texts that must be equal and aren't stay different: a specification asks for an exact comparison, and nothing here
softens it. This room only names the relation between them, and with it whose mistake it is.

Call `explain`. Read `ways` first, which is one change; `search` tries those of a table alone and in pairs. The changes
are in `encoding_ways`, `character_ways`, `text_ways`, `url_ways` (with `url_relations`), `tenant_ways` and `hash_ways`,
and `tables` says which belong to which value. `token_hashes` is at_hash and c_hash, where the parts of a hash are tried
as well.

It imports `text/` and `urls/`. Rooms below row 7 of the map may import it.
"""
