"""Completion scripts for shells, and the man page.

Read `description` first: it reads from argparse, as data, what the others write. `commands.shell_setup` imports this
room.
"""
