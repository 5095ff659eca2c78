"""RFC 7636: the verifier, the challenge and the pair.

    generate_code_verifier -> code_verifier -> derive_code_challenge -> code_challenge

Read `grammar` first, then `generation`, `derivation`, `checks` and `pair`. `derivation` and `generation` load nothing
slow, because `pkce challenge` runs in scripts again and again. Rooms below row 5 of the map may import it.
"""
