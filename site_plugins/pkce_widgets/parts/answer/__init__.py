"""pkce-answer: one box that takes anything of a login, and what it shows.

Read `part` first. `verdict` is the sentence, `proof` what proves it and the fix, `causes` what may be the reason of an
error, `recording` the steps of a HAR file, `found` the values in what was pasted, `asking` what to paste next. Only
`all_parts` imports this room.
"""
