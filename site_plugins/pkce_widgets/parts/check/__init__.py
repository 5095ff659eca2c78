"""pkce-check: the verdict on a verifier and its challenge.

Read `part` first; `evidence` is what it shows below the verdict. Only `all_parts` imports it.
"""
