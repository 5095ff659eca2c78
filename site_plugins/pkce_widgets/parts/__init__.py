"""The live parts: one module or one folder each, and none imports another.

Read `all_parts` first: the bridge and the fences import the table there. `lint` is a small part, `check/` a large one.
"""
