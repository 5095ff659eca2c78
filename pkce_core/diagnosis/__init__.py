"""Which mistake made a challenge wrong.

Read `diagnose` first, then `search`, whose docstring explains the six stages that an explanation is made of; `stages/`
has them. `explanation_text` puts what was found into words, or says what a challenge is that nothing explains, and
`fix_snippets` chooses a line of `fixes/` to copy. `mistakes` is the table of all mistakes, and `settled_report` takes
out of other findings what a diagnosis disproves. `flow/` and `cli/` import this room.
"""
