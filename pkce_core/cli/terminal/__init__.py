"""How all commands read their input and write their output.

Read `streams` first, then `inputs` and `rendering`. The commands, `parser` and `cli` itself import this room.
"""
