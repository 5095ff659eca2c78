"""RFC 7636: the verifier, the challenge and the pair.

    generate_code_verifier -> code_verifier -> derive_code_challenge -> code_challenge

Read `grammar` first, then `generation`, `derivation`, `checks` and `pair`. The modules load little, because scripts run
`pkce challenge` and `pkce pair` again and again. Rooms below row 6 of the map may import this one.
"""
