"""The reader's values, read as `pkce_core` reads a flow.

Read `values` first. The parts import this room.
"""
