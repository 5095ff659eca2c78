"""The stages of a build, from packages to files that a static host serves.

Read `builder` first: it calls the others in order. `__init__`, `__main__` and `plugin` import this room.
"""
