"""One file for each command; `parser.COMMANDS` lists them.

Each has `add_commands`, which describes the command to argparse, and a function that runs it. The modules that do the
work load only when the command runs. No command imports another. `cli` and its `parser`
import this room.
"""
