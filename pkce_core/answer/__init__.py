"""Anything that a reader pastes, taken together: what was found, what it shows, and what would settle the rest.

Read `gathered` (the values of all texts, as one attempt), then `next_text` (what to paste next, and what to ask), then
`answer`, which is the public entry.
"""
