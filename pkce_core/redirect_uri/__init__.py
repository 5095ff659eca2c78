"""Whether a server accepts a redirect URI, and how it differs from the registered one.

Read `profiles` first: each server's rules as data. `syntax` checks what is wrong on every server, `policy` what the
profile decides. `difference` compares two URIs, `difference_kinds` names each difference, and `percent_encoding` says
whether one encoding means the same as another. `checks` combines them.
`message_words` reads what servers say of a redirect URI. `authorization/`, `providers/`, `flow/`, `explain/`, the rule
catalog and `cli/` import this room.
"""
