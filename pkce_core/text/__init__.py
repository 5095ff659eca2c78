"""Text and its formats: character sets, base64url, forms, JSON, HTTP as a terminal shows it, dates and durations.

Nothing here is about OAuth. Read `alphabets` and `base64url` first. `characters`, `differences`, `quoting` and
`wording` write the parts of a message. Every room below row 5 of the map may import this one.
"""
