"""Anything that a reader pastes, taken together: what was found, what it shows, and what would settle the rest.

Read `gathered` (the values of all texts, as one attempt), `answer` (what is said of them), then `values_answer` and
`error_answer` (how it is found), and `answer_texts`, which is the public entry.
"""
