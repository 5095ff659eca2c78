"""The lines that fix a pair, in ten languages.

`languages` has one entry for each language, which is all that a further language needs. `repairs` makes whole lines
from them. Only `diagnosis/` imports this room: its `fix_snippets` chooses the line for a pair.
"""
