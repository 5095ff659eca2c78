"""What all commands read from and write to the terminal.

Read `streams` first, then `inputs` and `rendering`. The commands import this room.
"""
