"""The token request as a command to copy, one file for each shell.

Read `build` first: it has the table of shells. `values` is what a command must contain, `curl` and `quoting` are what
several shells share. `cli/` imports this room.
"""
