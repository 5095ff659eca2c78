"""The live parts: one module or one folder each. None imports another.

Read `all_parts` first: the bridge and the fences use its table. `lint` is a small part, `check/` a large one.
"""
