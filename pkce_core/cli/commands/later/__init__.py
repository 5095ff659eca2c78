"""Commands besides those of one login: what a client signs before it, and what it calls after it.

Each file has `add_commands`, like those of the folder above. `cli` and its `parser` import this room.
"""
