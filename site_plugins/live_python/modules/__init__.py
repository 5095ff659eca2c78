"""Which modules this environment has, what they import, and which the author leaves out.

Read `environment` first. `config` and `building/` import this room.
"""
