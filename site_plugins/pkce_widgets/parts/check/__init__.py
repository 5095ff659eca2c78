"""pkce-check: the verdict on a verifier and its challenge.

`view.pair_evidence` shows what is below the verdict. Only `all_parts` imports this room.
"""
