"""Text and its formats: character sets, base64url, forms, JSON, HTTP as a terminal shows it, moments.

Knows nothing of OAuth. Read `alphabets` and `base64url` first; `characters`, `differences` and `quoting` are how a
message speaks of a text. Every room below row 4 of the map may import it.
"""
