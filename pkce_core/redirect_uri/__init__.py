"""Whether a server accepts a redirect URI, and how it differs from the registered one.

Read `profiles` first: each server's rules as data. `syntax` checks what no server decides, `policy` what the profile
decides; `difference` compares two URIs. `authorization/`, `providers/` and `flow/` import this room.
"""
