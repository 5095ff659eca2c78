"""One file for each command; `parser.COMMANDS` says which.

Each has `add_commands`, which describes the command to argparse, and a function that runs it. What a command needs to
do its work loads when it runs. No command imports another.
"""
